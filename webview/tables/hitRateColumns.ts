import { capital } from '../../src/shared/capital.ts';
import { beforeWords } from '../../src/shared/choiceWords.ts';
import { INPUT, type Units, unitsIn, unitsOf, WRITES } from '../../src/shared/measures.ts';
import * as terms from '../../src/shared/terms.ts';
import { compactCell, NO_CELL, pointsCell } from './cells.ts';
import { costColumn, hitRateColumn, unpricedColumn } from './costColumns.ts';
import type { Entries, EntryColumn } from './totalsSheet.ts';

/** The cache hit rate, what it was before, the tokens that it is of, and what all of it cost. */
export function hitRateColumns(entries: Entries): EntryColumn[] {
  const { explorer, format, total } = entries;
  const tokens = (key: string, name: string, of: (units: Units) => number): EntryColumn => ({
    key,
    name,
    copied: `${capital(name)} (tokens)`,
    cell: ({ units }) => compactCell(format, of(units)),
  });
  const change: EntryColumn = {
    key: 'change',
    name: terms.AGAINST_BEFORE,
    copied: `Above ${beforeWords(explorer.choice.range)}`,
    cell: ({ units, unitsBefore }) => (unitsBefore ? pointsCell(format, rate(units), rate(unitsBefore)) : NO_CELL),
  };
  return [
    { ...hitRateColumn(entries), name: terms.HIT_RATE },
    ...(total.unitsBefore === null ? [] : [change]),
    tokens('reads', 'reads', (units) => unitsOf('cacheRead', units)),
    tokens('writes', 'writes', (units) => unitsIn(units, WRITES)),
    tokens('uncached', 'uncached', (units) => unitsOf('uncachedInput', units)),
    costColumn(entries),
    ...unpricedColumn(entries),
  ];
}

const rate = (units: Units) => unitsOf('cacheRead', units) / unitsIn(units, INPUT);
