import type { Format } from '../../../../src/shared/format.ts';
import { cellText, cellTitle, plainCellText } from '../../../../src/shared/tables/cellText.ts';
import { tableOnScreen } from '../../../../src/shared/tables/onScreen.ts';
import { sortRows } from '../../../../src/shared/tables/sortRows.ts';
import { othersRow } from '../../../../src/shared/tables/sumRows.ts';
import type { Row, Table } from '../../../../src/shared/tables/table.ts';

export interface ShownCell {
  readonly text: string;
  readonly title: string;
  readonly copied: string;
}

export interface ShownRow {
  readonly id: string;
  readonly name: string;
  /** Text beside the name. */
  readonly note: string;
  readonly marks: readonly string[];
  readonly cells: readonly ShownCell[];
}

/** A table with the columns that it is made with. */
export const allColumns = (table: Table): Table => table;

/** A table as the page shows it before anyone sorts it, or with other columns than the page's. */
export function shownTable(table: Table, format: Format, columnsOf = tableOnScreen) {
  const onScreen = columnsOf(table);
  const { columns } = onScreen;
  const shown = (row: Row): ShownRow => {
    const [name, ...cells] = row;
    if (name?.kind !== 'text') throw new TypeError('a row begins with its name');
    return {
      id: name.id ?? '',
      name: name.text,
      note: name.detail ?? name.note ?? '',
      marks: name.marks ?? [],
      cells: cells.map((cell, at) => {
        const column = columns[at + 1];
        if (!column) throw new RangeError('a row is as wide as the columns');
        return {
          text: cellText(cell, column, format, 'screen'),
          title: cellTitle(cell, column, format),
          copied: plainCellText(cell),
        };
      }),
    };
  };
  return {
    heads: columns.map(({ title }) => title),
    keys: columns.map(({ key }) => key),
    /** In the order that the table is made in. */
    made: onScreen.rows.map(shown),
    rows: sortRows(onScreen).map(shown),
    total: table.total && shown(onScreen.total ?? []),
    /** Rows of these ids as one. */
    folded: (ids: readonly string[]): readonly ShownCell[] => {
      const rows = onScreen.rows.filter(([name]) => name?.kind === 'text' && ids.includes(name.id ?? ''));
      return shown(othersRow(columns, rows, format)).cells;
    },
  };
}

export const texts = (row: ShownRow | null | undefined): string[] =>
  row ? [row.name, ...row.cells.map(({ text }) => text)] : [];
