import { BASIS_WORDS, type CostPart } from '../../src/shared/basis.ts';
import { capital } from '../../src/shared/capital.ts';
import { beforeWords } from '../../src/shared/choiceWords.ts';
import type { Format } from '../../src/shared/format.ts';
import { INPUT, unitsIn, unitsOf } from '../../src/shared/measures.ts';
import * as terms from '../../src/shared/terms.ts';
import { changeCell, compactCell, moneyCell, NO_CELL, partCell, rateCell, shareCell, usd } from './cells.ts';
import type { Cell, Column } from './sheet.ts';
import type { Entries, EntryColumn } from './totalsSheet.ts';

/** Cost, how much of it is billed, its share and what it was before, and the tokens that it was paid for. */
export function costColumns(entries: Entries): EntryColumn[] {
  const { explorer, format, total } = entries;
  const { choice, beforeBasis } = explorer;
  const part = (key: CostPart): EntryColumn => ({
    key,
    name: BASIS_WORDS[key],
    copied: `${capital(BASIS_WORDS[key])} (USD)`,
    faint: key !== 'billed',
    cell: (entry) => partCell(format, entry.parts[key], entry),
  });
  const sign = beforeBasis === 'billed' ? '' : '≈';
  const was = (before: bigint) => () => `${before === 0n ? '' : sign}${usd(before)} ${beforeWords(choice.range)}`;
  return [
    costColumn(entries),
    part('billed'),
    ...(entries.values.some(({ parts }) => parts.mixed.amount !== 0n) ? [part('mixed')] : []),
    part('estimated'),
    {
      key: 'share',
      name: 'share',
      copied: terms.SHARE,
      cell: ({ share, amount }) => shareCell(format, amount === 0n ? null : share),
    },
    ...(total.before === null
      ? []
      : [
          {
            key: 'change',
            name: terms.AGAINST_BEFORE,
            copied: `Against ${beforeWords(choice.range)}`,
            cell: (entry) =>
              entry.before === null || entry.unpricedTokens > 0 || entry.basis === 'none'
                ? NO_CELL
                : changeCell(format, entry.amount, entry.before, was(entry.before)),
          } satisfies EntryColumn,
        ]),
    {
      key: 'in',
      name: 'tokens in',
      copied: terms.TOKENS_IN,
      cell: ({ units }) => compactCell(format, unitsIn(units, INPUT)),
    },
    {
      key: 'out',
      name: 'out',
      copied: terms.TOKENS_OUT,
      cell: ({ units }) => compactCell(format, unitsOf('output', units)),
    },
    // A token type is all reads or none at all.
    ...(choice.by === 'tokenType' ? [] : [hitRateColumn(entries)]),
    ...unpricedColumn(entries),
  ];
}

export function costColumn({ format }: Entries): EntryColumn {
  return { key: 'cost', name: terms.COST, copied: `${terms.COST} (USD)`, cell: (entry) => moneyCell(format, entry) };
}

export function hitRateColumn({ format }: Entries): EntryColumn {
  return {
    key: 'hitRate',
    name: 'cache hit',
    copied: terms.CACHE_HIT_RATE,
    cell: ({ units }) => rateCell(format, unitsOf('cacheRead', units), unitsIn(units, INPUT)),
  };
}

/** Tokens that the cost leaves out, where there are any. */
export function unpricedColumn({ format, total }: Entries): EntryColumn[] {
  if (total.unpricedTokens === 0) return [];
  return [{ ...UNPRICED_COLUMN, cell: ({ unpricedTokens }) => unpricedCell(format, unpricedTokens) }];
}

export const UNPRICED_COLUMN = {
  key: 'unpriced',
  name: 'unpriced tokens',
  copied: terms.UNPRICED_TOKENS,
} as const satisfies Column;

export function unpricedCell(format: Format, tokens: number): Cell {
  return tokens > 0 ? compactCell(format, tokens) : { ...NO_CELL, order: 0, text: () => '', copied: () => '0' };
}
