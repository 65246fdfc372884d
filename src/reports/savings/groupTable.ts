import type { Dimension } from '../../shared/dimensions.ts';
import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportData } from '../reportData.ts';
import { cost, text } from '../table/cells.ts';
import { dimensionColumn } from '../table/columnDef.ts';
import { lineId, sumOfLines } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import type { Group } from './significantGroups.ts';

export interface GroupColumn {
  readonly column: Column;
  /** By group. */
  readonly cells: readonly Cell[];
  readonly total: Cell;
}

/** Groups by what names them, what they cost, and what a scenario makes of them. */
export function groupTable(
  data: ReportData,
  key: string,
  by: readonly Dimension[],
  groups: readonly Group[],
  columns: readonly GroupColumn[],
): Table {
  const names = by.map((dimension) => {
    const idOf = lineId(dimension);
    const ids = groups.map(({ lines: [first] }) => (first ? idOf(first) : ''));
    return ids.map(uniqueNames(data, dimension, ids));
  });
  const at = (column: readonly Cell[], row: number) => column.slice(row, row + 1);
  return {
    key,
    columns: [
      ...by.map(dimensionColumn),
      { key: 'cost_usd', title: terms.COST, kind: 'money' },
      ...columns.map(({ column }) => column),
    ],
    rows: groups.map(({ sums }, row) => [
      ...names.flatMap((column) => at(column, row)),
      cost(sums),
      ...columns.flatMap(({ cells }) => at(cells, row)),
    ]),
    total: [
      ...by.map((_, index) => text(index === 0 ? terms.TOTAL : '')),
      cost(sumOfLines(groups.flatMap(({ lines }) => lines))),
      ...columns.map(({ total }) => total),
    ],
  };
}
