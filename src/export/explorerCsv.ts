import type { Mark } from '../shared/alert.ts';
import { basisAt } from '../shared/basis.ts';
import { isUnknown } from '../shared/cost.ts';
import { exactDollars, exactRatio } from '../shared/exactDollars.ts';
import { type Chart, type Explorer, REST, writtenId } from '../shared/explorer.ts';
import { harmless } from '../shared/harmlessCell.ts';
import { marksByBucket, markText } from '../shared/marks.ts';
import { isCost } from '../shared/measures.ts';
import type { ChartBucket, CostChart } from '../shared/panelView.ts';
import { previousAt } from '../shared/previousPeriod.ts';
import * as terms from '../shared/terms.ts';
import { rfc3339 } from '../time/zone.ts';
import { csvCells, LINE_END } from './csv.ts';

/**
 * The columns, in their order. Later versions add columns only at the end.
 * - `bucket_start`, `bucket_end` (exclusive): RFC 3339 with the offset of the zone the buckets are cut in.
 * - `id`, `name`: of the dimension's value; an empty id is the default workspace, no API key, unallocated cost
 *   or a field that the API leaves unset, and with the name `Other` everything beyond the chart's last series.
 * - `amount`: exact. Dollars with eight decimals, or whole units; for a share its ratio, with `part` and `whole` in units.
 *   Empty while nothing is known or nothing in it has a price, which is not zero.
 * - `basis`: of a cost `billed`, `estimated` or `mixed`; `unknown` for anything that is not known yet; empty, like the
 *   amount, where usage has no dollars, such as Priority Tier.
 * - `unpriced_tokens`: tokens that have no price, and so no part in the amount.
 * - `bucket_cut`: `true` for a bucket that is only a part of a day, week or month, not to be compared; else empty.
 * - `previous_amount`: of all series in the same bucket of the previous period, on the first row of a bucket alone, so that
 *   it adds up; empty where it is not compared, or has no such bucket, such as September 31.
 * - `previous_start`, `previous_end` (exclusive): the previous period as a whole, beside each `previous_amount`.
 * - `notes`: notes, alerts and unusual spend of the bucket, on its first row alone.
 */
export const EXPLORER_COLUMNS = [
  'organization',
  'bucket_start',
  'bucket_end',
  'bucket',
  'dimension',
  'id',
  'name',
  'measure',
  'amount',
  'part',
  'whole',
  'basis',
  'currency',
  'unpriced_tokens',
  'bucket_cut',
  'previous_amount',
  'previous_start',
  'previous_end',
  'notes',
] as const;

/** Columns from `amount` on, without the currency. */
interface Cell {
  readonly amount: string;
  readonly part: string;
  readonly whole: string;
  readonly basis: string;
  readonly unpricedTokens: string;
}

/** The chart as CSV, one row for each bucket and series, oldest bucket first. */
export function explorerCsv(explorer: Explorer, organization: string, marks: readonly Mark[] = []): string {
  const { choice, chart } = explorer;
  const { buckets, unit, zone } = chart;
  const previousOf = previousCells(explorer);
  const marked = marksByBucket(marks, chart).map((each) => csvCells([harmless(each.map(markText).join('; '))]));
  const currency = isCost(choice.measure) ? 'USD' : '';
  const whose = csvCells([harmless(organization)]);
  // The part that does not change from bucket to bucket is written once.
  const names = chart.series.map(({ id, name }) => {
    const value = id === REST ? ['', terms.OTHER] : [harmless(writtenId(id)), harmless(name)];
    return csvCells([choice.by, ...value, choice.measure]);
  });
  const lines = [csvCells(EXPLORER_COLUMNS)];
  for (const [index, bucket] of buckets.entries()) {
    const when = csvCells([rfc3339(bucket.start, zone), rfc3339(bucket.end, zone), unit]);
    const cut = bucket.cut ? 'true' : '';
    const rows = names.map((name, series) => {
      const { amount, part, whole, basis, unpricedTokens } = cellOf(chart, bucket, series * buckets.length + index);
      return `${whose},${when},${name},${amount},${part},${whole},${basis},${currency},${unpricedTokens},${cut},${
        series === 0 ? `${previousOf(index)},${marked[index] ?? ''}` : `${NO_PREVIOUS},`
      }`;
    });
    // Joined bucket by bucket: tens of thousands of small strings weigh several times their text.
    if (rows.length > 0) lines.push(rows.join(LINE_END));
  }
  lines.push('');
  return lines.join(LINE_END);
}

const NO_PREVIOUS = csvCells(['', '', '']);

/** Writes what a bucket is compared with: its figure, and the period that this is of. */
function previousCells({ previousByBucket, previousSpan, chart }: Explorer): (bucket: number) => string {
  const span = [previousSpan.start, previousSpan.end].map((instant) => rfc3339(instant, chart.zone));
  return (bucket) => {
    const figure = previousAt(previousByBucket, bucket);
    if (figure === null) return NO_PREVIOUS;
    const amount =
      typeof figure === 'bigint' ? exactDollars(figure) : chart.kind === 'share' ? figure.toFixed(6) : `${figure}`;
    return csvCells([amount, ...span]);
  };
}

function cellOf(chart: Chart, bucket: ChartBucket, at: number): Cell {
  const isUnknownBucket = bucket.basis === 'none';
  if (chart.kind === 'share') {
    const [part = 0, whole = 0] = [chart.parts[at], chart.wholes[at]];
    if (isUnknownBucket && whole === 0) return { ...NOTHING, basis: 'unknown' };
    return { ...NOTHING, amount: exactRatio(part, whole), part: String(part), whole: String(whole) };
  }
  if (chart.kind === 'count') {
    const amount = chart.amounts[at] ?? 0;
    return isUnknownBucket && amount === 0 ? { ...NOTHING, basis: 'unknown' } : { ...NOTHING, amount: String(amount) };
  }
  const [amount = 0n, unpriced = 0] = [chart.amounts[at], chart.unpricedTokens[at]];
  if (amount === 0n && unpriced === 0 && !isTold(chart, at)) return NOTHING;
  const own = basisAt(chart.bases[at]);
  // A series without usage in a known bucket is a zero with the basis of the bucket.
  const basis = own === 'none' ? bucket.basis : own;
  const unpricedTokens = String(unpriced);
  const isEmpty = isUnknown({ amount, basis, unpricedTokens: unpriced });
  const told = { amount: isEmpty ? '' : exactDollars(amount), basis: basis === 'none' ? 'unknown' : basis };
  return { ...NOTHING, ...told, unpricedTokens };
}

/** Returns true where some bucket of the cell's series has a basis, or while the cell's own bucket is unknown. */
function isTold({ bases, buckets }: CostChart, at: number): boolean {
  const first = at - (at % buckets.length);
  for (let each = first; each < first + buckets.length; each++) if (bases[each] !== 0) return true;
  return buckets[at % buckets.length]?.basis === 'none';
}

const NOTHING: Cell = { amount: '', part: '', whole: '', basis: '', unpricedTokens: '' };
