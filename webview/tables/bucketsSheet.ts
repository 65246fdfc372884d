import { BASIS_WORDS } from '../../src/shared/basis.ts';
import { capital } from '../../src/shared/capital.ts';
import type { Unit } from '../../src/shared/choice.ts';
import { UNIT_WORDS } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { restatedText } from '../../src/shared/restatedText.ts';
import { begunBuckets } from '../../src/shared/rounding/standingFigures.ts';
import { bucketLabels } from '../../src/shared/tables/bucketLabels.ts';
import { seriesColumns } from '../../src/shared/tables/seriesColumns.ts';
import * as terms from '../../src/shared/terms.ts';
import { rangeText } from '../text/rangeText.ts';
import { costBuckets } from './costBuckets.ts';
import { countBuckets, shareBuckets } from './countBuckets.ts';
import { type Cell, type Column, type Line, NAME, positionsOf, type Sheet } from './sheet.ts';

/** The figures of a chart, a row a bucket. */
export interface BucketColumns {
  readonly columns: readonly Column[];
  /** By bucket, of those that have begun. */
  readonly rows: readonly (readonly Cell[])[];
  /** Those of some buckets as one; all of them are the total. */
  readonly together: (buckets: readonly number[]) => readonly Cell[];
}

/** The chart by bucket, newest first, without those that lie ahead; with a column for each charted series. */
export function bucketsSheet(explorer: Explorer, charted: readonly string[], format: Format): Sheet {
  const { chart, choice } = explorer;
  const unit: Unit = chart.unit;
  const shown = { explorer, format, count: begunBuckets(chart), series: seriesColumns(chart, charted) };
  const { columns, rows, together } =
    'bases' in chart
      ? costBuckets({ ...shown, chart })
      : 'parts' in chart
        ? shareBuckets({ ...shown, chart })
        : countBuckets({ ...shown, chart });
  const labels = bucketLabels(chart.buckets, unit, format);
  const lines = rows.map((cells, at): Line => {
    const { start = 0, running = false, basis = 'none', restated } = chart.buckets[at] ?? {};
    const detail = basis === 'none' ? BASIS_WORDS.none : running ? terms.SO_FAR : restated ? 'restated' : '';
    const hint = restated ? { hint: restatedText(restated, format) } : {};
    return { id: new Date(start).toISOString(), name: labels[at] ?? '', detail, ...hint, order: start, cells };
  });
  const positionsIn = positionsOf(lines);
  const range = rangeText(choice.range, { format, zone: chart.zone });
  return {
    caption: `${capital(MEASURE_WORDS[choice.measure])} by ${UNIT_WORDS[unit]} and ${DIMENSION_WORDS[choice.by]}, ${range}`,
    head: capital(UNIT_WORDS[unit]),
    ids: 'Start',
    columns,
    lines,
    sorted: { by: NAME, descending: true },
    total: { id: '', name: terms.TOTAL, detail: '', cells: together([...rows.keys()]) },
    together: (some) => together(positionsIn(some)),
  };
}
