import { nameText } from '../../export/reportWords.ts';
import { hasEstimate } from '../../shared/basis.ts';
import { costText, UNKNOWN } from '../../shared/cost.ts';
import type { Format } from '../../shared/format.ts';
import type { Cell } from '../report.ts';
import type { ColumnFormat } from './columnFormat.ts';

/** A cell for people. `rounded` is what `roundTable` made of it. */
export function cellText(cell: Cell | undefined, rounded: bigint | null, format: Format, column: ColumnFormat): string {
  switch (cell?.kind) {
    case undefined:
      return UNKNOWN;
    case 'text':
      // A cell with an id is somebody's name for it, however long; any other is our own words.
      return cell.id === undefined ? cell.text : nameText({ name: cell.text, detail: '' });
    case 'money':
      return moneyText(cell, rounded, format);
    case 'rate':
      if (cell.perMillion === null) return UNKNOWN;
      return `${hasEstimate(cell.basis) ? '≈' : ''}${column.rate(cell.perMillion)}`;
    case 'count':
      return known(cell.value, format.count);
    case 'ratio':
      return known(cell.value, column.ratio);
    case 'share':
      return known(cell.fraction, (fraction) => format.share(rounded === null ? fraction : Number(rounded) / 1000));
    case 'change':
      return cell.fraction === 'new' ? 'new' : known(cell.fraction, format.change);
  }
}

/** `≈$12.40 + 1.2M tokens unpriced` */
function moneyText(cell: Extract<Cell, { kind: 'money' }>, cents: bigint | null, format: Format): string {
  const { amount, basis, unpricedTokens = 0, unpricedAs } = cell;
  const priced = costText(format, { cents: cents ?? 0n, amount: amount ?? 0n, basis, unpricedTokens });
  const text = amount === null ? UNKNOWN : priced;
  if (unpricedTokens === 0) return text;
  const tokens = `${format.compact(unpricedTokens)} tokens`;
  const unpriced = unpricedAs === undefined ? `${tokens} unpriced` : `${tokens} without a price ${unpricedAs}`;
  return text === UNKNOWN ? unpriced : `${text} + ${unpriced}`;
}

function known(value: number | null, format: (value: number) => string): string {
  return value === null || !Number.isFinite(value) ? UNKNOWN : format(value);
}
