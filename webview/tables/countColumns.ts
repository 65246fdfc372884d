import { capital } from '../../src/shared/capital.ts';
import { beforeWords } from '../../src/shared/choiceWords.ts';
import { MEASURE_WORDS, type Measure, unitsOf } from '../../src/shared/measures.ts';
import { roundedShares } from '../../src/shared/rounding/roundedShares.ts';
import * as terms from '../../src/shared/terms.ts';
import { changeCell, countCell, NO_CELL, shareCell } from './cells.ts';
import { costColumn, unpricedColumn } from './costColumns.ts';
import { sumOfKnown } from './together.ts';
import type { Entries, EntryColumn } from './totalsSheet.ts';

/** Tokens or searches, their share and what they were before, and what all of it cost. */
export function countColumns(entries: Entries, measure: Measure): EntryColumn[] {
  const { explorer, format, values, total } = entries;
  const was = beforeWords(explorer.choice.range);
  const shares = roundedShares(values.map(({ units }) => BigInt(Math.round(unitsOf(measure, units)))));
  return [
    {
      key: 'amount',
      name: capital(MEASURE_WORDS[measure]),
      copied: capital(MEASURE_WORDS[measure]),
      cell: ({ units }) => countCell(format, unitsOf(measure, units)),
    },
    {
      key: 'share',
      name: 'share',
      copied: terms.SHARE,
      cell: ({ units }, positions) =>
        shareCell(format, shares && unitsOf(measure, units) > 0 ? sumOfKnown(positions.map((at) => shares[at])) : null),
    },
    ...(total.unitsBefore === null
      ? []
      : [
          {
            key: 'change',
            name: terms.AGAINST_BEFORE,
            copied: `Against ${was}`,
            cell: ({ units, unitsBefore }) => {
              if (!unitsBefore) return NO_CELL;
              const before = unitsOf(measure, unitsBefore);
              return changeCell(format, unitsOf(measure, units), before, () => `${format.count(before)} ${was}`);
            },
          } satisfies EntryColumn,
        ]),
    costColumn(entries),
    ...unpricedColumn(entries),
  ];
}
