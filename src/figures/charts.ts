import { modelName } from '../shared/modelName.ts';
import { BASES, type Basis, type ChartBucket, type CostChart } from '../shared/panelView.ts';
import { HOUR, type Span, utcDay, utcDayStart, zoneDay } from '../spend/time.ts';
import { type Freshness, isShown } from './freshness.ts';
import { costTypeName } from './names.ts';
import { basisOf, hourly, mix, type Piece, piecesOf } from './pieces.ts';
import type { SpendBook } from './spendBook.ts';

interface Bucket extends Span {
  readonly basis: Basis;
  readonly running: boolean;
}

/** Cost by day, stacked by model, of the `count` days up to the running one. `now` in ms. */
export function dayChart(book: SpendBook, now: number, zone: string, count: number, freshness: Freshness): CostChart {
  const spans = daySpans(book, now, zone, count);
  const buckets = spans.map((span): Bucket => {
    const running = span.end > now;
    const known = book.isKnown(span) && (!running || isShown(freshness, span));
    const basis = known ? basisOf(book, span) : 'none';
    return { ...span, basis, running };
  });
  return chart('day', zone, buckets, (bucket) => (bucket.basis === 'none' ? [] : piecesOf(book, bucket)));
}

/** Today by hour. */
export function hourChart(book: SpendBook, now: number, zone: string, freshness: Freshness): CostChart {
  const today = zoneDay(now, zone);
  const known = freshness.dataTo ?? 0;
  const pieces = isShown(freshness, today) ? [...hourly(book, today)] : [];
  const byHour = Map.groupBy(pieces, ({ start }) => Math.max(today.start, Math.floor(start / HOUR) * HOUR));
  const buckets: Bucket[] = [];
  for (let start = today.start; start < today.end; start = nextHour(start)) {
    const running = start <= now && now < nextHour(start);
    const basis = start < known || byHour.has(start) ? basisOf(book, { start, end: start + 1 }) : 'none';
    buckets.push({ start, end: Math.min(nextHour(start), today.end), running, basis });
  }
  return chart('hour', zone, buckets, ({ start }) => byHour.get(start) ?? []);
}

function nextHour(start: number): number {
  return Math.floor(start / HOUR) * HOUR + HOUR;
}

/**
 * The days of a zone, oldest first, as far back as they can be cut exactly; before that UTC days. Where the two meet, one
 * bucket is shorter or longer than a day, so that nothing is counted twice or left out.
 */
function daySpans(book: SpendBook, now: number, zone: string, count: number): Span[] {
  const spans: Span[] = [];
  let span = zoneDay(now, zone);
  let exact = true;
  while (spans.length < count) {
    if (exact && !book.canCutAt(span.start)) exact = false;
    const start = exact ? span.start : utcDayStart(utcDay(span.start));
    spans.unshift({ start, end: span.end });
    const before = zoneDay(start - 1, exact ? zone : 'UTC');
    span = { start: before.start, end: start };
  }
  return spans;
}

/** Columns are series-major, the dearest series first. */
function chart(
  unit: 'day' | 'hour',
  zone: string,
  buckets: readonly Bucket[],
  piecesIn: (bucket: Bucket) => Iterable<Piece>,
): CostChart {
  const columns = new Map<string, { name: string; total: bigint; cells: Map<number, Cell> }>();
  for (const [index, bucket] of buckets.entries()) {
    for (const piece of piecesIn(bucket)) {
      const id = piece.model === '' ? piece.costType : piece.model;
      const name = piece.model === '' ? costTypeName(piece.costType) : modelName(piece.model);
      const column = columns.get(id) ?? { name, total: 0n, cells: new Map<number, Cell>() };
      columns.set(id, column);
      const cell = column.cells.get(index);
      column.cells.set(index, {
        amount: (cell?.amount ?? 0n) + piece.amount,
        basis: mix(cell?.basis ?? 'none', piece.basis),
        unpricedTokens: (cell?.unpricedTokens ?? 0) + piece.unpricedTokens,
      });
      column.total += piece.amount;
    }
  }
  const order = [...columns].sort(([a, x], [b, y]) =>
    x.total === y.total ? (a < b ? -1 : 1) : x.total > y.total ? -1 : 1,
  );
  const size = order.length * buckets.length;
  const [amounts, bases] = [new BigInt64Array(size), new Uint8Array(size)];
  const unpricedTokens = new Float64Array(size);
  for (const [series, [, { cells }]] of order.entries()) {
    for (const [bucket, cell] of cells) {
      const at = series * buckets.length + bucket;
      amounts[at] = cell.amount;
      bases[at] = BASES.indexOf(cell.basis);
      unpricedTokens[at] = cell.unpricedTokens;
    }
  }
  const shown = buckets.map(({ start, basis, running }): ChartBucket => ({ start, basis, running }));
  const series = order.map(([id, { name }]) => ({ id, name }));
  return { unit, zone, buckets: shown, series, amounts, bases, unpricedTokens };
}

interface Cell {
  readonly amount: bigint;
  readonly basis: Basis;
  readonly unpricedTokens: number;
}
