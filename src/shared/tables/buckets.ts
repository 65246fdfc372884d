import type { Mark } from '../alert.ts';
import { BASIS_WORDS } from '../basis.ts';
import { capital } from '../capital.ts';
import { UNIT_WORDS } from '../choiceWords.ts';
import type { CountChart, Explorer, ShareChart } from '../explorer.ts';
import type { Format } from '../format.ts';
import { marksByBucket, markText } from '../marks.ts';
import { MEASURE_WORDS } from '../measures.ts';
import type { ChartBucket } from '../panelView.ts';
import { previousAt, previousDates, previousTotal } from '../previousPeriod.ts';
import { restatedText } from '../restatedText.ts';
import { begunBuckets } from '../rounding/standingFigures.ts';
import * as terms from '../terms.ts';
import { bucketLabels } from './bucketLabels.ts';
import { countCell, EMPTY, rateCell, timeCell } from './cells.ts';
import { nameColumn, previousColumn, seriesColumn } from './columns.ts';
import { costByBucket } from './costByBucket.ts';
import { type BucketCells, type SeriesColumn, seriesColumns, seriesUnits } from './seriesColumns.ts';
import { totalRow } from './sumRows.ts';
import type { Cell, Column, Row, Table, TextCell } from './table.ts';

/**
 * The chart by bucket, newest first, without buckets in the future; on screen with a column for each charted series. Marks
 * are below a bucket's name on screen, and in a column of files.
 */
export function bucketsTable(
  explorer: Explorer,
  charted: readonly string[],
  format: Format,
  marks: readonly Mark[] = [],
): Table {
  const { chart } = explorer;
  const marked = marksByBucket(marks, chart).map((each) => each.map(markText));
  const series = seriesColumns(chart, charted);
  const figures =
    chart.kind === 'cost'
      ? costByBucket(explorer, chart, series, previousDates(explorer, format))
      : unitsByBucket(explorer, chart, series, previousDates(explorer, format));
  const labels = bucketLabels(chart.buckets, chart.unit, format);
  const columns: Column[] = [
    nameColumn(capital(UNIT_WORDS[chart.unit]), 'Start'),
    ...figures.columns,
    ...(marked.length > 0 ? [NOTES_COLUMN] : []),
  ];
  const rows = figures.rows.map((cells, at): Row => {
    const bucket = chart.buckets[at];
    if (!bucket) return cells;
    const noted = marked[at] ?? [];
    const beside: Cell[] = marked.length > 0 ? [{ kind: 'text', text: noted.join('; ') }] : [];
    return [bucketCell(bucket, labels[at] ?? '', noted, format), ...cells, ...beside];
  });
  return {
    key: 'buckets',
    columns,
    rows,
    total: totalRow(columns, rows).map((cell, at) => (columns[at]?.key === 'before' ? (figures.before ?? cell) : cell)),
    sorted: { by: 'name', descending: true },
  };
}

const NOTES_COLUMN: Column = { key: 'notes', title: terms.NOTES, kind: 'text', place: 'files', isLast: true };

function bucketCell(
  { start, running, basis, restated }: ChartBucket,
  text: string,
  marks: readonly string[],
  format: Format,
): TextCell {
  const note = basis === 'none' ? BASIS_WORDS.none : running ? terms.SO_FAR : restated ? 'restated' : '';
  return {
    ...timeCell(start, text),
    ...(note !== '' && { note }),
    ...(marks.length > 0 && { marks }),
    ...(restated && { hint: restatedText(restated, format) }),
  };
}

/** Tokens or searches by bucket, or hit rates with their tokens. */
function unitsByBucket(
  explorer: Explorer,
  chart: CountChart | ShareChart,
  series: readonly SeriesColumn[],
  dates: string,
): BucketCells {
  const { choice, previousByBucket } = explorer;
  const isShare = chart.kind === 'share';
  const kind: Column['kind'] = isShare ? 'share' : 'count';
  const before = previousByBucket instanceof Float64Array ? previousByBucket : null;
  const all = [...chart.series.keys()];
  // A single series would be the first column once more.
  const shown = series.length > 1 ? series : [];
  const tokens = { kind: 'count', unit: 'tokens', short: true, place: 'screen' } as const;
  const columns: Column[] = isShare
    ? [
        { key: 'hitRate', title: terms.HIT_RATE, longTitle: terms.CACHE_HIT_RATE, kind },
        { key: 'reads', title: 'reads', ...tokens },
        { key: 'input', title: 'all input', ...tokens },
      ]
    : [{ key: 'amount', title: capital(MEASURE_WORDS[choice.measure]), kind }];
  return {
    columns: [
      ...columns,
      ...(before ? [{ ...previousColumn(dates), kind }] : []),
      ...shown.map(({ id, name }) => ({ ...seriesColumn(id, name), kind })),
    ],
    rows: Array.from({ length: begunBuckets(chart) }, (_, bucket) => {
      const known = chart.buckets[bucket]?.basis === 'none' ? ({ known: false } as const) : {};
      const units = (positions: readonly number[]) =>
        (isShare ? [chart.parts, chart.wholes] : [chart.amounts]).map((column) =>
          seriesUnits(column, chart.buckets.length, bucket, positions),
        );
      const cell = (positions: readonly number[]): Cell => {
        const [part = 0, whole = 0] = units(positions);
        return { ...(isShare ? rateCell(part, whole) : countCell(part)), ...known };
      };
      const was = before && (previousAt(before, bucket) as number | null);
      return [
        cell(all),
        ...(isShare ? units(all).map((value): Cell => ({ ...countCell(value), ...known })) : []),
        // Previous shares come without units, so none can be worked out for all buckets together.
        ...(before ? [isShare ? { ...EMPTY.share, fraction: was } : { ...EMPTY.count, value: was }] : []),
        ...shown.map(({ positions }) => cell(positions)),
      ];
    }),
    before: before && !isShare ? { ...EMPTY.count, value: Number(previousTotal(explorer)) } : null,
  };
}
