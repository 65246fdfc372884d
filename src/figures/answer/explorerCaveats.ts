import { type Choice, uses } from '../../shared/choice.ts';
import { dollarsText } from '../../shared/cost.ts';
import { DIMENSION_IDS, DIMENSIONS } from '../../shared/dimensions.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { PRIORITY, WEB_SEARCHES } from '../../spend/kind.ts';
import type { Calendar } from '../../time/calendar.ts';
import { onFirstDay } from '../../time/daysOfSpan.ts';
import { HOUR, type Span } from '../../time/utc.ts';
import type { Rollup } from '../sums/rollup.ts';
import type { PreviousSums } from './comparePrevious.ts';

export interface CaveatsInput {
  readonly choice: Choice;
  readonly span: Span;
  readonly calendar: Calendar;
  readonly keys: readonly DimensionKey[];
  readonly passing: readonly boolean[];
  readonly rollup: Rollup;
  /** See `PreviousSums`. */
  readonly leftOut: PreviousSums['leftOut'] | null;
  /** True where the previous period stands beside it. */
  readonly isCompared: boolean;
  /** Something of it belongs to no hour. */
  readonly hasHourless: boolean;
  readonly locale: string;
}

/** Dimensions that a line of the bill that belongs to no usage has no value of. */
const OF_USAGE = DIMENSION_IDS.filter((dimension) => DIMENSIONS[dimension].field !== undefined);

/** Caveats of a choice's numbers beside those of today's figure, one sentence each. */
export function explorerCaveats({
  choice,
  span,
  calendar,
  keys,
  passing,
  rollup,
  locale,
  leftOut,
  isCompared,
  hasHourless,
}: CaveatsInput): string[] {
  const format = createFormat(locale, calendar.zone);
  const caveats: string[] = [];
  const isCost = choice.measure === 'cost';
  const isOnlyToday = choice.range.type === 'today';
  const filtered = new Set(choice.filters.map(({ dimension }) => dimension));

  const ofUsage = OF_USAGE.filter((dimension) => uses(choice, dimension));
  const unused = keys.some(({ apiKeyId }, number) => apiKeyId === null && rollup.amountOf(number) !== 0n);
  if (isCost && unused && ofUsage.length > 0) {
    const left = ofUsage.some((dimension) => filtered.has(dimension)) ? ' and may be left out here' : '';
    caveats.push(`What bills have beside usage, such as code execution, belongs to no API key, tier or window${left}.`);
  }
  if (isCost && hasHourless && (choice.unit === 'hour' || choice.unit === 'minute')) {
    caveats.push(
      'What bills have beside usage, such as code execution, has no hour of its own: it stands at 10:00 UTC.',
    );
  }
  if (choice.compare && !isCompared) {
    caveats.push('The period before is compared with nothing: not all of both has been read, or is kept.');
  }
  if (isCost && leftOut && leftOut.amount !== 0n) {
    caveats.push(
      `The period before leaves out ${dollarsText(format, leftOut)} of cost without usage, such as code execution: it is compared only with billed days.`,
    );
  }
  const credits = keys.reduce((total, { item }, at) => {
    const amount = passing[at] && item < 0 ? rollup.amountOf(at) : 0n;
    return amount < 0n ? total + amount : total;
  }, 0n);
  if (isCost && credits < 0n) caveats.push(`These amounts include credits of ${format.money(credits)}.`);
  const isFree = (key: DimensionKey, number: number) =>
    key.serviceTier === PRIORITY && key.item < WEB_SEARCHES && rollup.amountOf(number) === 0n;
  const priority = sum(rollup.counts, isFree, keys, passing);
  if (isCost && priority > 0 && !isOnlyToday) {
    caveats.push(`${format.compact(priority)} Priority Tier tokens are in no bill and have no dollars here.`);
  }
  const unpriced = sum(rollup.unpriced, () => true, keys, passing);
  if (isCost && unpriced > 0 && !isOnlyToday) {
    caveats.push(`${format.compact(unpriced)} tokens have no known price yet and are in no dollars here.`);
  }
  const refused = sum(rollup.refused, ({ item }) => item < WEB_SEARCHES, keys, passing);
  if (isCost && refused > 0) {
    caveats.push(
      `${format.compact(refused)} tokens are on no bill: their requests were refused, or their lines come late.`,
    );
  }
  const listed = keys.reduce((total, _, at) => total + (passing[at] ? rollup.listed.at(at) : 0n), 0n);
  if (isCost && listed > 0n && !isOnlyToday) {
    caveats.push(
      `${dollarsText(format, { amount: listed, basis: 'estimated' })} of this is at Anthropic's list prices: no bill of yours shows yet what you pay for it.`,
    );
  }
  if (uses(choice, 'model') && isCost && keys.some((key, number) => isSearch(key) && rollup.amountOf(number) !== 0n)) {
    caveats.push('Web searches are billed by workspace, so they stand beside the models rather than under them.');
  }
  const exactFrom = calendar.startOf(calendar.exactFrom);
  if (span.start < exactFrom && Number.isFinite(exactFrom)) {
    const words = `Days before ${format.day(exactFrom)} are UTC days: their figures are too coarse for your time zone`;
    caveats.push(`${words}${seamWords(span, calendar, format)}.`);
  }
  return caveats;
}

/** Length of the day at which days of UTC end and those of the zone begin; `''` where it is as long as the others. */
function seamWords(span: Span, calendar: Calendar, format: Format): string {
  const day = calendar.exactFrom - 1;
  const [start, end] = [calendar.startOf(day), calendar.startOf(day + 1)];
  if (!calendar.isSeam(day) || span.end <= start) return '';
  return `; ${format.day(onFirstDay({ start, end }))}, the last of them, has ${format.count((end - start) / HOUR)} hours`;
}

function isSearch({ costType }: DimensionKey): boolean {
  return costType === 'web_search';
}

function sum(
  column: Float64Array,
  wanted: (key: DimensionKey, number: number) => boolean,
  keys: readonly DimensionKey[],
  passing: readonly boolean[],
): number {
  return keys.reduce((total, key, at) => total + (passing[at] && wanted(key, at) ? (column[at] ?? 0) : 0), 0);
}
