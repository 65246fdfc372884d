import type { Dimension } from '../../shared/dimensions.ts';
import { ratioCell } from '../../shared/tables/cells.ts';
import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { count, money, share, text } from '../table/cells.ts';
import { dimensionColumn } from '../table/columnDef.ts';
import { INPUT_COLUMNS } from '../table/costColumns.ts';
import { groupsOf, inputOf, lineId, type Sums, sumOfLines } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

/** Input of one model, workspace or key, and its sums. */
export interface CacheGroup {
  readonly id: string;
  /** Its input. */
  readonly lines: readonly UsageLine[];
  readonly sums: Sums;
}

export type CacheDimension = Extract<Dimension, 'model' | 'workspace' | 'apiKey'>;

const COLUMNS: readonly Column[] = [
  ...INPUT_COLUMNS,
  { key: 'hit_rate', title: terms.HIT_RATE, kind: 'share' },
  { key: 'reads_per_write', title: terms.READS_PER_WRITE, kind: 'ratio' },
  { key: 'saved_usd', title: terms.SAVED, kind: 'money' },
];

/** A column beside those that every cache table has. */
export interface MoreColumn {
  readonly column: Column;
  readonly cellOf: (group: CacheGroup) => Cell;
  readonly total: Cell;
}

/** Groups of some input: those that saved the most first, then those with the most input. */
export function cacheGroups(lines: readonly UsageLine[], dimension: CacheDimension): readonly CacheGroup[] {
  const groups = groupsOf(lines, lineId(dimension));
  return groups.sort((a, b) => Number(b.sums.saved - a.sums.saved) || inputOf(b.sums) - inputOf(a.sums));
}

export function efficiencyTable(
  data: ReportData,
  key: string,
  dimension: CacheDimension,
  groups: readonly CacheGroup[],
  more: readonly MoreColumn[] = [],
): Table {
  const nameOf = uniqueNames(
    data,
    dimension,
    groups.map(({ id }) => id),
  );
  const total = sumOfLines(groups.flatMap(({ lines }) => lines));
  return {
    key,
    columns: [dimensionColumn(dimension), ...COLUMNS, ...more.map((extra) => extra.column)],
    rows: groups.map((group) => [
      nameOf(group.id),
      ...cacheCells(group.sums),
      ...more.map(({ cellOf }) => cellOf(group)),
    ]),
    total: [text(terms.TOTAL), ...cacheCells(total), ...more.map((extra) => extra.total)],
  };
}

function cacheCells(sums: Sums): Cell[] {
  const [uncached = 0, write5m = 0, write1h = 0, read = 0] = sums.units;
  return [
    count(uncached),
    count(write5m),
    count(write1h),
    count(read),
    share(read, inputOf(sums)),
    ratioCell(read, write5m + write1h),
    money(sums.saved, sums.basis, sums.unratedTokens),
  ];
}
