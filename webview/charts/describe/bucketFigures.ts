import { type Basis, basisAt, basisOf } from '../../../src/shared/basis.ts';
import { costText, dollarsText, UNKNOWN } from '../../../src/shared/cost.ts';
import type { Format } from '../../../src/shared/format.ts';
import { rowsToCents } from '../../../src/shared/money.ts';
import { roundedShares } from '../../../src/shared/rounding/roundedShares.ts';
import type { ChartModel } from '../model/chartModel.ts';
import type { Layer } from '../model/layers.ts';

export interface FigureRow {
  readonly layer: Layer;
  readonly text: string;
  /** Share of the whole bucket; beside a rate, the tokens it is a rate of. */
  readonly share: string;
}

/** Figures of a bucket in words; in a running total those of all buckets up to it. */
export interface BucketFigures {
  readonly rows: readonly FigureRow[];
  readonly total: string;
  readonly basis: Basis;
  readonly unpricedTokens: number;
  /** Figure of the previous period, named by its dates, and the change since; null where there is none. */
  readonly previous: { readonly name: string; readonly text: string; readonly change: string } | null;
}

/** Words the figures of a bucket by layer; their cents add up to those of its total. A running total has all up to it. */
export function bucketFigures(model: ChartModel, bucket: number): BucketFigures {
  const isRunning = model.shape === 'cumulative';
  const all = isRunning ? model.allRunning : model.all;
  const isKnown = model.states[bucket] === 'known' || (isRunning && model.states[bucket] === 'unknown');
  const { format } = model;
  const ids = model.layers.map(({ id }) => id);
  const whole: Words = isKnown ? wordsOf(model, all, bucket, format) : { rows: [], total: UNKNOWN, size: 0 };
  const shown = whole.rows.filter(({ layer }) => ids.includes(layer.id));
  const alone = isKnown && !all.some(({ id }) => ids.includes(id)) ? (isRunning ? model.running : model.layers) : [];
  return {
    rows: [...shown, ...partsOf(wordsOf(model, alone, bucket, format), whole, format)],
    total: whole.total,
    basis: basisIn(model, bucket, isRunning),
    unpricedTokens: unpricedOf(model, bucket, isRunning),
    previous: previousFigure(model, bucket, whole.size, isRunning),
  };
}

interface Words {
  readonly rows: readonly FigureRow[];
  readonly total: string;
  /** The total as a number to compare with: millionths of a cent, units, or a fraction. */
  readonly size: number;
  /** True where a part is below zero, such as a credit. */
  readonly isReduced?: boolean;
}

/** Gives rows of a part their share of the whole. */
function partsOf({ rows, size }: Words, whole: Words, format: Format): FigureRow[] {
  const share = whole.size > 0 && !whole.isReduced ? format.share(size / whole.size) : '';
  return rows.map((row) => (row.layer.tally.kind === 'share' ? row : { ...row, share }));
}

function wordsOf(model: ChartModel, layers: readonly Layer[], bucket: number, format: Format): Words {
  switch (model.chart.kind) {
    case 'cost':
      return costWords(model, layers, bucket, format);
    case 'count':
      return countWords(layers, bucket, format);
    case 'share':
      return shareWords(layers, bucket, format);
  }
}

function costWords(model: ChartModel, layers: readonly Layer[], bucket: number, format: Format): Words {
  const amounts = layers.map(({ tally }) => (tally.kind === 'cost' ? (tally.amounts[bucket] ?? 0n) : 0n));
  const cents = rowsToCents(amounts);
  const amount = amounts.reduce((sum, own) => sum + own, 0n);
  const shares = sharesOf(amounts, format);
  const rows = layers.flatMap((layer, at): FigureRow[] => {
    const amount = amounts[at] ?? 0n;
    if (amount === 0n) return [];
    const basis = basisAt(layer.bases?.[bucket]);
    const text = costText(format, { cents: cents[at] ?? 0n, amount, basis });
    return [{ layer, text, share: shares[at] ?? '' }];
  });
  const isRunning = model.shape === 'cumulative';
  const total = {
    cents: cents.reduce((sum, cent) => sum + cent, 0n),
    amount,
    basis: basisIn(model, bucket, isRunning),
    unpricedTokens: unpricedOf(model, bucket, isRunning),
  };
  const isReduced = amounts.some((amount) => amount < 0n);
  return { rows, total: costText(format, total), size: Number(amount), isReduced };
}

function countWords(layers: readonly Layer[], bucket: number, format: Format): Words {
  const counts = layers.map(({ values }) => values[bucket] ?? 0);
  const size = counts.reduce((sum, count) => sum + count, 0);
  const shares = sharesOf(
    counts.map((count) => BigInt(Math.round(count))),
    format,
  );
  const rows = layers.flatMap((layer, at): FigureRow[] => {
    const count = counts[at] ?? 0;
    return count === 0 ? [] : [{ layer, text: format.count(count), share: shares[at] ?? '' }];
  });
  return { rows, total: format.count(size), size };
}

/** Shares that add up, as the table has them; none beside amounts below zero, where they could be many times the whole. */
function sharesOf(amounts: readonly bigint[], format: Format): string[] {
  if (amounts.some((amount) => amount < 0n)) return [];
  return (roundedShares(amounts) ?? []).map((share) => format.share(share / 1000));
}

function shareWords(layers: readonly Layer[], bucket: number, format: Format): Words {
  let part = 0;
  let whole = 0;
  const rows = layers.flatMap((layer): FigureRow[] => {
    const { tally } = layer;
    const value = layer.values[bucket] ?? Number.NaN;
    if (tally.kind !== 'share' || Number.isNaN(value)) return [];
    const input = tally.wholes[bucket] ?? 0;
    part += tally.parts[bucket] ?? 0;
    whole += input;
    return [{ layer, text: format.share(value), share: `of ${format.compact(input)}` }];
  });
  return { rows, total: whole > 0 ? format.share(part / whole) : UNKNOWN, size: whole > 0 ? part / whole : 0 };
}

/** Basis of a bucket, or of all up to it. */
function basisIn({ chart }: ChartModel, bucket: number, isRunning: boolean): Basis {
  if (!isRunning) return chart.buckets[bucket]?.basis ?? 'none';
  return basisOf(chart.buckets.slice(0, bucket + 1).map(({ basis }) => basis));
}

function unpricedOf({ chart }: ChartModel, bucket: number, isRunning: boolean): number {
  if (chart.kind !== 'cost') return 0;
  const width = chart.buckets.length;
  let tokens = 0;
  for (let series = 0; series < chart.series.length; series++) {
    for (let at = isRunning ? 0 : bucket; at <= bucket; at++) tokens += chart.unpricedTokens[series * width + at] ?? 0;
  }
  return tokens;
}

/** Figure of the previous period, `—` where it has no such bucket, with the change since where the two are alike. */
function previousFigure(
  model: ChartModel,
  bucket: number,
  size: number,
  isRunning: boolean,
): BucketFigures['previous'] {
  const { format, chart, previous, states } = model;
  if (!previous || states[bucket] === 'ahead') return null;
  const figure = previous.figures[bucket] ?? null;
  const name = `vs. ${figure === null ? previous.dates : previous.datesOf(bucket)}`;
  if (figure === null) return { name, text: UNKNOWN, change: '' };
  const isWhole = !chart.buckets[bucket]?.running && unpricedOf(model, bucket, isRunning) === 0;
  const isComparable = states[bucket] === 'known' && isWhole && previous.line !== null;
  const earlier = Number(figure);
  const change = isComparable && earlier > 0 ? format.change((size - earlier) / earlier) : '';
  if (typeof figure === 'bigint') {
    return { name, text: dollarsText(format, { amount: figure, basis: previous.basis }), change };
  }
  // Percent of percent would be read as points.
  if (chart.kind === 'share') return { name, text: format.share(figure), change: '' };
  return { name, text: format.count(figure), change };
}
