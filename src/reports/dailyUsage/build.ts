import { createFormat } from '../../shared/format.ts';
import { onFirstDay } from '../../time/daysOfSpan.ts';
import { zoneDay } from '../../time/zone.ts';
import type { ReportBody } from '../definition.ts';
import { billSum } from '../notes/billSum.ts';
import { comparedPeriod, unbilledDays } from '../notes/comparedPeriod.ts';
import { exclusions } from '../notes/exclusions.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { chartOf } from '../table/charts.ts';
import { type ColumnDef, dimensionLabel, headingBy, label, tableOf } from '../table/columnDef.ts';
import { comparisonOf, comparisonTotal, rowsBy } from '../table/comparison.ts';
import { changeColumn, costColumns, shareColumn, TOKEN_COLUMNS } from '../table/costColumns.ts';
import { lineId } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';
import { type DayRow, dayRows, hoursText } from './dayRows.ts';

/** Usage and cost of each day, against the day before and the same day a week before. */
export function build(data: ReportData, request: ReportRequest): ReportBody {
  const compared = comparisonOf(data, request);
  const { lines, total } = compared;
  const notIncluded = exclusions(data, lines);
  if (lines.length === 0) return { sections: [], notIncluded };

  const days = dayRows(data, request);
  const modelOf = lineId('model');
  const model = uniqueNames(data, 'model', lines.map(modelOf));
  const usage = [...TOKEN_COLUMNS, ...costColumns(lines)];
  const dayColumns: ColumnDef<DayRow>[] = [
    label(0, 'day', 'Day', { unbroken: true }),
    ...usage,
    changeColumn('change_on_day', 'vs. previous day'),
    changeColumn<DayRow>('change_on_week', 'vs. same day last week', ({ weekBefore }) => weekBefore),
  ];
  const modelColumns = [dimensionLabel(0, 'model'), ...usage, shareColumn(total), changeColumn()];
  const all = comparisonTotal(compared);
  // Days are compared with days, so their sum is compared with nothing.
  const byDay = tableOf('by-day', dayColumns, days, { ...all, before: null, weekBefore: null });
  const byModel = tableOf(
    'by-model',
    modelColumns,
    rowsBy(compared, modelOf, (id) => [model(id)]),
    all,
  );
  return {
    sum: billSum(data, request, total),
    charts: [
      chartOf('overTime', 'Cost by day', byDay, 'cost_usd'),
      chartOf('ranked', 'Cost by model', byModel, 'cost_usd'),
    ],
    sections: [
      {
        title: 'By day',
        paragraphs: dayWords(data, days, lines),
        table: byDay,
      },
      {
        title: headingBy('model'),
        paragraphs: [comparedPeriod(data, compared)],
        table: byModel,
      },
    ],
    notIncluded,
  };
}

function dayWords(
  { now, days, locale, period }: ReportData,
  rows: readonly DayRow[],
  lines: readonly UsageLine[],
): string[] {
  const words: string[] = [];
  const running = days.at(-1);
  if (running && now < running.end) words.push('Today is compared with other days up to the same time.');
  words.push(...unbilledDays(lines));
  const older = days.findLast(({ start }) => zoneDay(start, period.zone).start !== start);
  const format = createFormat(locale, period.zone);
  if (older) {
    const last = format.day(onFirstDay(older));
    words.push(`Days up to ${last} are UTC days: hourly data is no longer available for them.`);
  }
  const cut = days.find((day) => day.cut);
  if (cut) {
    const name = format.day(onFirstDay(cut));
    words.push(
      `${name} starts at midnight UTC and ends at local midnight. It has ${hoursText(cut, format)}, so it is not compared with other days.`,
    );
  }
  const unknown = rows.filter(({ sums }) => sums === null).length;
  if (unknown > 0) {
    words.push(`${unknown} of ${rows.length} days are missing or incomplete, and not in the total.`);
  }
  return words.length === 0 ? [] : [words.join(' ')];
}
