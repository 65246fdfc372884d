import { DIMENSION_WORDS } from '../../shared/dimensions.ts';
import { createFormat } from '../../shared/format.ts';
import { COLOR_COUNT, seriesColors } from '../../shared/seriesColors.ts';
import { EMPTY } from '../../shared/tables/cells.ts';
import type { Cell, Column, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import { onFirstDay } from '../../time/daysOfSpan.ts';
import type { ReportChart } from '../chart.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { cost, text } from './cells.ts';
import { groupsOf, lineId, sumOfLines } from './sums.ts';
import { uniqueNames } from './uniqueNames.ts';

/** A chart of one column of a section's table, whose rows its first column names. */
export function chartOf(
  shape: ReportChart['shape'],
  title: string,
  table: Table,
  value: string,
  more: Partial<Pick<ReportChart, 'labels' | 'limit'>> = {},
): ReportChart {
  return { title, shape, table, labels: table.columns.slice(0, 1).map(({ key }) => key), values: [value], ...more };
}

/** A table for a chart over time: a row for each day, without any figure where the day is not known. */
export function dayTable(
  data: ReportData,
  { filters }: Pick<ReportRequest, 'filters'>,
  columns: readonly Column[],
  cellsOf: (lines: readonly UsageLine[]) => readonly Cell[],
): Table {
  const format = createFormat(data.locale, data.period.zone);
  return {
    key: 'by-day',
    columns: [{ key: 'day', title: 'Day', kind: 'text' }, ...columns],
    rows: data.days.map((day) => [
      text(format.day(onFirstDay(day))),
      ...(data.isKnown(day) ? cellsOf(data.lines(day, filters)) : columns.map(({ kind }) => EMPTY[kind])),
    ]),
    total: null,
  };
}

/**
 * Cost of each day, stacked by the values of a dimension: the dearest in the colours that the panel gives them, all others
 * together.
 */
export function costByDay(
  data: ReportData,
  request: Pick<ReportRequest, 'filters'>,
  dimension: 'workspace' | 'apiKey',
  lines: readonly UsageLine[],
): ReportChart {
  const idOf = lineId(dimension);
  const ids = groupsOf(lines, idOf).map(({ id }) => id);
  const isCut = ids.length > COLOR_COUNT;
  const shown = isCut ? ids.slice(0, COLOR_COUNT - 1) : ids;
  const slots = seriesColors({ owned: data.colorsOf(dimension), charted: shown });
  const nameOf = uniqueNames(data, dimension, shown);
  const column = (key: string, title: string): Column => ({ key, title, longTitle: title, kind: 'money' });
  const columns = shown.map((id) => {
    const name = nameOf(id);
    return column(`cost_of_${id}_usd`, name.kind === 'text' ? name.text : id);
  });
  if (isCut) columns.push(column('cost_of_others_usd', terms.OTHER));
  const table = dayTable(data, request, [column('cost_usd', terms.COST), ...columns], (own) => {
    const groups = Map.groupBy(own, (line) => (shown.includes(idOf(line)) ? idOf(line) : null));
    const series = isCut ? [...shown, null] : shown;
    return [cost(sumOfLines(own)), ...series.map((id) => cost(sumOfLines(groups.get(id) ?? [])))];
  });
  return {
    title: `Cost by day and ${DIMENSION_WORDS[dimension]}`,
    shape: 'overTime',
    table,
    labels: ['day'],
    values: columns.map(({ key }) => key),
    colors: Object.fromEntries(
      shown.flatMap((id, at) => {
        const [key, slot] = [columns[at]?.key, slots[id]];
        return key === undefined || slot === undefined ? [] : [[key, slot]];
      }),
    ),
  };
}
