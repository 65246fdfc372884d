import type { Format } from '../../src/shared/format.ts';
import type { CostChart } from '../../src/shared/panelView.ts';
import { swatchOf } from '../charts/legend.ts';
import type { Slots } from '../charts/slots.ts';
import { el, fill, setShown } from '../dom.ts';
import type { Part } from '../page.ts';
import { centsText, UNKNOWN } from '../words.ts';
import type { BucketTable } from './bucketTable.ts';
import { scroller } from './scroller.ts';
import type { SeriesRow, SeriesTable } from './seriesTable.ts';

export interface TableShown {
  readonly chart: CostChart;
  readonly table: SeriesTable;
  readonly figures: () => BucketTable;
  /** `Cost of the last 30 days` */
  readonly caption: string;
  readonly charted: readonly string[];
  readonly slots: Slots;
  readonly format: Format;
}

type Column = readonly [heading: string, cell: (row: SeriesRow) => string];

/** The chart's figures by model: cost, how much of it is billed, and its share of the whole. */
export function createSeriesTable(): Part<TableShown> {
  const table = el('table', {});
  const { element, name } = scroller(table);
  return {
    element,
    update: (shown) => {
      const columns = columnsOf(shown);
      const caption = `${shown.caption}, by model`;
      setShown(element, shown.table.rows.length > 0);
      name(caption);
      const heads = columns.map(([heading]) => el('th', { scope: 'col', class: 'number' }, heading));
      const line = (row: SeriesRow, head: HTMLElement) =>
        el('tr', {}, head, ...columns.map(([, cell]) => el('td', { class: 'number' }, cell(row))));
      fill(
        table,
        el('caption', {}, caption),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Model'), ...heads)),
        el('tbody', {}, ...shown.table.rows.map((row) => line(row, rowHead(row, shown)))),
        el('tfoot', {}, line(shown.table.total, el('th', { scope: 'row' }, 'Total'))),
      );
    },
  };
}

function rowHead({ id, name }: SeriesRow, { charted, slots }: TableShown): HTMLElement {
  const slot = charted.includes(id) ? (slots[id] ?? null) : null;
  return el('th', { scope: 'row' }, el('span', { class: 'named' }, swatchOf(slot), el('span', {}, name)));
}

function columnsOf({ chart, table, format }: TableShown): Column[] {
  // Hours are nearly always one kind; their columns appear when there is something to tell apart.
  const parts = (['billed', 'mixed', 'estimated'] as const).filter(
    (part) => (chart.unit === 'day' && part !== 'mixed') || (table.parts.length > 1 && table.parts.includes(part)),
  );
  const columns: Column[] = [
    ['Cost', (row) => centsText(format, row)],
    ...parts.map((part): Column => [part, (row) => partText(format, row, part)]),
    ['share', ({ share, exact }) => (share === null || exact === 0n ? UNKNOWN : format.share(share / 1000))],
  ];
  if (table.total.unpricedTokens > 0) {
    columns.push([
      'unpriced tokens',
      ({ unpricedTokens }) => (unpricedTokens > 0 ? format.compact(unpricedTokens) : ''),
    ]);
  }
  return columns;
}

function partText(format: Format, row: SeriesRow, part: keyof SeriesRow['parts']): string {
  const { exact, cents } = row.parts[part];
  return exact === 0n ? UNKNOWN : centsText(format, { exact, cents, basis: part });
}
