import { BASIS_WORDS, type Basis, basisOf } from '../shared/basis.ts';
import { capital } from '../shared/capital.ts';
import type { Unit } from '../shared/choice.ts';
import { cutWords, UNIT_WORDS } from '../shared/choiceWords.ts';
import { costText, UNKNOWN } from '../shared/cost.ts';
import type { Explorer } from '../shared/explorer.ts';
import type { Format } from '../shared/format.ts';
import { MEASURE_WORDS } from '../shared/measures.ts';
import { type Money, rowsToCents, toCents } from '../shared/money.ts';
import type { ChartBucket } from '../shared/panelView.ts';
import { roundGrid } from '../shared/rounding/roundGrid.ts';
import { begunBuckets, standingBuckets } from '../shared/rounding/standingFigures.ts';
import * as terms from '../shared/terms.ts';
import { onFirstDay, onLastDay } from '../time/daysOfSpan.ts';
import { dayIn } from '../time/zone.ts';
import { type Column, markdownTable } from './alignedTable.ts';
import { momentText, shareText } from './reportWords.ts';

const MOST_BUCKETS = 100;

/** What is shown by bucket, with all series together; a sentence where that would be too long to read. */
export function bucketsTable(explorer: Explorer, format: Format): string {
  const { choice, totals, chart, beforeByBucket: before, beforeBasis } = explorer;
  const { buckets } = chart;
  if (buckets.length > MOST_BUCKETS) {
    return `There are ${format.count(buckets.length)} of them: too many to list here, and all in the CSV.`;
  }
  const isCost = choice.measure === 'cost';
  // What was used and has no series is in no bill, such as Priority Tier.
  const isUnbilled = isCost && chart.series.length === 0 && totals.counts.some((count) => count !== 0);
  const texts = isUnbilled ? { cells: [], total: UNKNOWN } : amountTexts(chart, format);
  const befores = before ? beforeTexts(before, beforeBasis, chart.kind === 'share', format) : null;
  const columns: Column[] = [
    { title: capital(UNIT_WORDS[choice.unit]), align: 'left' },
    { title: capital(MEASURE_WORDS[choice.measure]), align: 'right' },
    ...(befores ? [{ title: terms.BEFORE, align: 'right' } as const] : []),
    ...(isCost ? [{ title: 'How sure', align: 'left' } as const] : []),
  ];
  const rows = buckets.map((bucket, at) => [
    bucketName(bucket, choice.unit, chart.zone, format),
    texts.cells[at] ?? UNKNOWN,
    ...(befores ? [befores.cells[at] ?? UNKNOWN] : []),
    ...(isCost
      ? [
          (isUnbilled && bucket.basis !== 'none' ? 'in no bill' : BASIS_WORDS[bucket.basis]) +
            (bucket.running ? ', still running' : ''),
        ]
      : []),
  ]);
  const total = [terms.TOTAL, texts.total, ...(befores ? [befores.total] : []), ...(isCost ? [''] : [])];
  return markdownTable(columns, rows, total);
}

interface Texts {
  readonly cells: readonly string[];
  readonly total: string;
}

function amountTexts(chart: Explorer['chart'], format: Format): Texts {
  const { buckets } = chart;
  const series = chart.series.map((_, index) => index * buckets.length);
  const sumAt = (column: Float64Array, bucket: number) =>
    series.reduce((sum, at) => sum + (column[at + bucket] ?? 0), 0);
  if (chart.kind === 'share') {
    const parts = buckets.map((_, at) => sumAt(chart.parts, at));
    const wholes = buckets.map((_, at) => sumAt(chart.wholes, at));
    const cells = parts.map((part, at) => shareText(format, part, wholes[at] ?? 0));
    return { cells, total: shareText(format, addUp(parts), addUp(wholes)) };
  }
  if (chart.kind === 'count') {
    const amounts = buckets.map((_, at) => sumAt(chart.amounts, at));
    const cells = amounts.map((value, at) =>
      value === 0 && buckets[at]?.basis === 'none' ? UNKNOWN : format.count(value),
    );
    return { cells, total: format.count(addUp(amounts)) };
  }
  const amounts = buckets.map((_, bucket) => series.reduce((sum, at) => sum + (chart.amounts[at + bucket] ?? 0n), 0n));
  const begun = amounts.slice(0, begunBuckets(chart));
  const { rows: cents } = roundGrid(
    begun.map((amount) => [amount]),
    { rows: standingBuckets(chart.unit, begun) },
  );
  const unpriced = buckets.map((_, at) => sumAt(chart.unpricedTokens, at));
  const cells = buckets.map(({ basis }, at) => {
    const amount = amounts[at] ?? 0n;
    return costText(format, { cents: cents[at] ?? 0n, amount, basis, unpricedTokens: unpriced[at] ?? 0 });
  });
  const amount = amounts.reduce((sum, own) => sum + own, 0n);
  const total = {
    cents: toCents(amount),
    amount,
    basis: basisOf(buckets.map(({ basis }) => basis)),
    unpricedTokens: addUp(unpriced),
  };
  return { cells, total: costText(format, total) };
}

function beforeTexts(before: BigInt64Array | Float64Array, basis: Basis, isShare: boolean, format: Format): Texts {
  if (before instanceof BigInt64Array) {
    const amounts: Money[] = [...before];
    const cells = rowsToCents(amounts).map((cents, at) =>
      costText(format, { cents, amount: amounts[at] ?? 0n, basis }),
    );
    const amount = amounts.reduce((sum, own) => sum + own, 0n);
    return { cells, total: costText(format, { cents: toCents(amount), amount, basis }) };
  }
  const values = [...before];
  // Shares of buckets make no share of all of them.
  if (isShare)
    return { cells: values.map((value) => (Number.isFinite(value) ? format.share(value) : UNKNOWN)), total: '' };
  return { cells: values.map((value) => format.count(value)), total: format.count(addUp(values)) };
}

function bucketName(bucket: ChartBucket, unit: Unit, zone: string, format: Format): string {
  const { start, end, cut = false } = bucket;
  const day = onFirstDay(bucket);
  if (cut) {
    const [first, last] =
      unit === 'day'
        ? [momentText(format, start), momentText(format, end)]
        : [format.longDay(day), format.longDay(onLastDay(bucket))];
    return `${first === last ? first : `${first} to ${last}`} (${cutWords(bucket, unit)})`;
  }
  if (unit === 'day') return format.longDay(day);
  if (unit === 'week') return `Week of ${format.longDay(day)}`;
  return unit === 'month' ? `${format.month(day)} ${dayIn(day, zone).slice(0, 4)}` : momentText(format, start);
}

function addUp(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
