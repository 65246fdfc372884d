import type { Caveat } from '../../shared/caveat.ts';
import { type Choice, uses } from '../../shared/choice.ts';
import { dollarsText } from '../../shared/cost.ts';
import { DIMENSION_IDS, DIMENSIONS } from '../../shared/dimensions.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { PRIORITY, WEB_SEARCHES } from '../../spend/kind.ts';
import type { Calendar } from '../../time/calendar.ts';
import { onFirstDay, onLastDay } from '../../time/daysOfSpan.ts';
import { HOUR, type Span } from '../../time/utc.ts';
import { listPricesText, WHY_NOT_BILLED } from '../caveats.ts';
import type { Rollup } from '../sums/rollup.ts';
import type { PreviousSums } from './comparePrevious.ts';

export interface CaveatsInput {
  readonly choice: Choice;
  readonly span: Span;
  readonly calendar: Calendar;
  readonly keys: readonly DimensionKey[];
  readonly passing: readonly boolean[];
  readonly rollup: Rollup;
  /** Null where it is not compared with the previous period. */
  readonly comparison: Pick<PreviousSums, 'leftOut' | 'unmet'> | null;
  /** Something of it belongs to no hour. */
  readonly hasHourless: boolean;
  readonly locale: string;
}

/** Charges that belong to no usage, as the subject of a sentence. */
const CHARGES = 'Non-token charges (e.g. code execution)';
/** Dimensions that a line of the bill that belongs to no usage has no value of. */
const OF_USAGE = DIMENSION_IDS.filter((dimension) => DIMENSIONS[dimension].field !== undefined);

/** Caveats of a choice's numbers, in addition to those of today's figure. */
export function explorerCaveats({
  choice,
  span,
  calendar,
  keys,
  passing,
  rollup,
  locale,
  comparison,
  hasHourless,
}: CaveatsInput): Caveat[] {
  const format = createFormat(locale, calendar.zone);
  const caveats: Caveat[] = [];
  const say = (about: Caveat['about'], text: string) => caveats.push({ about, text });
  const isCost = choice.measure === 'cost';
  const isOnlyToday = choice.range.type === 'today';
  const filtered = new Set(choice.filters.map(({ dimension }) => dimension));

  const ofUsage = OF_USAGE.filter((dimension) => uses(choice, dimension));
  const unused = keys.some(({ apiKeyId }, number) => apiKeyId === null && rollup.amountOf(number) !== 0n);
  if (isCost && unused && ofUsage.length > 0) {
    const left = ofUsage.some((dimension) => filtered.has(dimension)) ? ', so the filter may leave them out' : '';
    say('withoutKey', `${CHARGES} cannot be assigned to an API key, service tier or context window${left}.`);
  }
  if (isCost && hasHourless && (choice.unit === 'hour' || choice.unit === 'minute')) {
    say('withoutHour', `${CHARGES} have no time of day. They are shown at 10:00 UTC.`);
  }
  if (choice.compare && comparison === null) {
    say('noComparison', 'No comparison: the local history does not fully cover both periods.');
  }
  if (comparison?.unmet) {
    const { unmet } = comparison;
    const days = format.days(onFirstDay(unmet), onLastDay(unmet));
    say(
      'unmatchedDays',
      `The total of the previous period includes ${days}, which no day of this month is compared with.`,
    );
  }
  if (isCost && comparison && comparison.leftOut.amount !== 0n) {
    say(
      'comparedWithout',
      `For a fair comparison, ${dollarsText(format, comparison.leftOut)} of non-token charges (e.g. code execution) is left out of the previous period.`,
    );
  }
  const credits = keys.reduce((total, { item }, at) => {
    const amount = passing[at] && item < 0 ? rollup.amountOf(at) : 0n;
    return amount < 0n ? total + amount : total;
  }, 0n);
  if (isCost && credits < 0n) say('creditsIncluded', `These amounts include credits of ${format.money(credits)}.`);
  const isFree = (key: DimensionKey, number: number) =>
    key.serviceTier === PRIORITY && key.item < WEB_SEARCHES && rollup.amountOf(number) === 0n;
  const priority = sum(rollup.counts, isFree, keys, passing);
  if (isCost && priority > 0 && !isOnlyToday) {
    say(
      'priorityTier',
      `${format.compact(priority)} Priority Tier tokens are billed separately and not included in these amounts.`,
    );
  }
  const unpriced = sum(rollup.unpriced, () => true, keys, passing);
  if (isCost && unpriced > 0 && !isOnlyToday) {
    say(
      'unpriced',
      `${format.compact(unpriced)} tokens have no known price yet and are not included in these amounts.`,
    );
  }
  const refused = sum(rollup.refused, ({ item }) => item < WEB_SEARCHES, keys, passing);
  if (isCost && refused > 0) {
    say('notBilled', `${format.compact(refused)} tokens are missing from the bills. ${WHY_NOT_BILLED}`);
  }
  const listed = keys.reduce((total, _, at) => total + (passing[at] ? rollup.listed.at(at) : 0n), 0n);
  if (isCost && listed > 0n && !isOnlyToday) say('listPrices', listPricesText(listed, 'these amounts', format));
  if (uses(choice, 'model') && isCost && keys.some((key, number) => isSearch(key) && rollup.amountOf(number) !== 0n)) {
    say('webSearch', 'Web search is billed per workspace, not per model, so it has its own row.');
  }
  const exactFrom = calendar.startOf(calendar.exactFrom);
  if (span.start < exactFrom && Number.isFinite(exactFrom)) {
    const words = `Days before ${format.day(exactFrom)} are UTC days, because hourly data is no longer stored for them`;
    say('utcDays', `${words}${seamWords(span, calendar, format)}.`);
  }
  return caveats;
}

/** Length of the day at which days of UTC end and those of the zone begin; `''` where it is as long as the others. */
function seamWords(span: Span, calendar: Calendar, format: Format): string {
  const day = calendar.exactFrom - 1;
  const [start, end] = [calendar.startOf(day), calendar.startOf(day + 1)];
  if (!calendar.isSeam(day) || span.end <= start) return '';
  return `. The last of them, ${format.day(onFirstDay({ start, end }))}, has ${format.count((end - start) / HOUR)} hours`;
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
