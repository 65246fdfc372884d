/** Order of a table's rows. */
export interface TableSort {
  /** Position of the column. */
  readonly column: number;
  readonly descending: boolean;
}

/** Makes the headings of a table sort its rows: the largest first, names from A; a second click reverses that. */
export function makeSortable(
  table: HTMLTableElement,
  first: TableSort | null,
  onSort: (sort: TableSort) => void,
): void {
  const heads = [...table.querySelectorAll<HTMLElement>('thead th')];
  let now = first;
  const show = ({ column, descending }: TableSort) => {
    sortRows(table, { column, descending });
    for (const head of heads) head.removeAttribute('aria-sort');
    heads[column]?.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  };
  for (const [column, head] of heads.entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => {
      const isFigure = head.classList.contains('figure');
      now = { column, descending: now?.column === column ? !now.descending : isFigure };
      show(now);
      onSort(now);
    });
    head.append(button);
  }
  if (now) show(now);
}

/** Equal rows stay as they are; unknown figures go last either way. */
function sortRows(table: HTMLTableElement, { column, descending }: TableSort): void {
  const body = table.tBodies[0];
  if (!body) return;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  const sign = descending ? -1 : 1;
  rows.sort(({ key: a }, { key: b }) => {
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(`${a}`, `${b}`));
  });
  body.append(...rows.map(({ row }) => row));
}

/** A number for a figure or a date; what had nothing before has grown the most. */
function keyOf(cell: HTMLTableCellElement | undefined): number | string {
  const value = cell?.dataset['value'] ?? '';
  if (value === '' || cell?.classList.contains('words')) return value;
  if (value === 'new') return Number.MAX_VALUE;
  return Number.isNaN(Number(value)) ? value : Number(value);
}
