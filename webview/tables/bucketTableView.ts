import { el, fill, setShown, setText } from '../dom.ts';
import type { Page, Part } from '../page.ts';
import { BASIS_WORDS, bucketName, centsText, unpricedText } from '../words.ts';
import type { BucketRow } from './bucketTable.ts';
import { scroller } from './scroller.ts';
import type { TableShown } from './seriesTableView.ts';

/** Every figure of a chart, a row a day or an hour. Closed at first, and filled when it is opened. */
export function createBucketTable(id: string, page: Page): Part<TableShown> {
  const table = el('table', { class: 'matrix' });
  const { element: scrolling, name } = scroller(table);
  const summary = el('summary', {});
  const details = el('details', {}, summary, scrolling);
  details.open = page.state().open.includes(id);
  let shown: TableShown | undefined;
  let stale = true;

  const draw = () => {
    if (!details.open || !shown || !stale) return;
    stale = false;
    const caption = `${shown.caption}, ${shown.chart.unit} by ${shown.chart.unit}`;
    name(caption);
    fill(table, el('caption', {}, caption), ...sections(shown));
  };
  details.addEventListener('toggle', () => {
    const others = page.state().open.filter((open) => open !== id);
    page.keep({ open: details.open ? [...others, id] : others });
    draw();
  });
  return {
    element: details,
    update: (next) => {
      shown = next;
      stale = true;
      setShown(details, next.table.rows.length > 0);
      setText(summary, next.chart.unit === 'day' ? 'Day by day' : 'Hour by hour');
      draw();
    },
  };
}

function sections({ chart, table, figures, format }: TableShown): HTMLElement[] {
  const { series, rows, cents } = figures();
  const number = (text: string) => el('td', { class: 'number' }, text);
  const line = (row: BucketRow) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, bucketName(format, chart, row.start)),
      number(centsText(format, row)),
      el('td', {}, howText(row)),
      ...row.cells.map((cell) => number(centsText(format, cell))),
    );
  const howText = ({ basis, running, unpricedTokens }: BucketRow) => {
    const parts = [running ? `${BASIS_WORDS[basis]}, so far` : BASIS_WORDS[basis]];
    if (unpricedTokens > 0) parts.push(unpricedText(format, unpricedTokens));
    return parts.join('; ');
  };
  const heads = series.map(({ name: model }) => el('th', { scope: 'col', class: 'number' }, model));
  const total = centsText(format, { ...table.total, cents });
  const totals = series.map((column, index) =>
    number(centsText(format, { ...column, basis: table.rows[index]?.basis ?? 'none' })),
  );
  return [
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, chart.unit === 'day' ? 'Day' : 'Hour'),
        el('th', { scope: 'col', class: 'number' }, 'Cost'),
        el('th', { scope: 'col' }, 'How sure'),
        ...heads,
      ),
    ),
    el('tbody', {}, ...rows.map(line)),
    el('tfoot', {}, el('tr', {}, el('th', { scope: 'row' }, 'Total'), number(total), el('td', {}), ...totals)),
  ];
}
