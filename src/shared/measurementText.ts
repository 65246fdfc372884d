/** Words of the stopwatch: the same in the status bar, its tooltip, the panel and notifications. */
import { clockText } from './clockText.ts';
import { type Cost, costText, dollarsText, UNKNOWN, unpricedText } from './cost.ts';
import { DIMENSIONS } from './dimensions.ts';
import type { Format } from './format.ts';
import type { Measurable, MeasurementResult } from './measurement.ts';
import type { MeasurementState } from './summary.ts';

/** `≈$1.20 since 09:10`, and once it has been stopped `≈$1.20, final at 14:31`. `now` is any instant of today, ms. */
export function measurementText(
  { cost, start, finalAt }: Pick<MeasurementState, 'cost' | 'start' | 'finalAt'>,
  format: Format,
  now: number,
): string {
  const amount = measuredAmount(cost, format);
  return finalAt === null
    ? `${amount} since ${momentText(start, format, now)}`
    : `${amount}, final at ${momentText(finalAt, format, now)}`;
}

/** `≈$1.20 for all API keys, 09:10 to 14:21 UTC` */
export function resultText(result: MeasurementResult, format: Format, now: number): string {
  const { cost, end } = result;
  const amount = measuredAmount(cost, format);
  return `${amount} for ${measuredText(result)}, ${measuredSpanText(result, format, now)} ${format.zoneName(end)}`;
}

/** `09:10 to 14:21`, with the days that are not today; `Nov 12, 09:10 to 14:21` where both are of one day. */
export function measuredSpanText(
  { start, end }: Pick<MeasurementResult, 'start' | 'end'>,
  format: Format,
  now: number,
): string {
  const isOfOneDay = format.longDay(start) === format.longDay(end);
  const to = isOfOneDay ? clockText(end, format) : momentText(end, format, now);
  return `${momentText(start, format, now)} to ${to}`;
}

/** `all API keys`, or `API key web-app`, with the detail that a namesake lacks. */
export function measuredText({ apiKey }: Measurable): string {
  if (apiKey === null) return `all ${DIMENSIONS.apiKey.plural}`;
  const { id, name, detail } = apiKey;
  if (id === '') return `usage without an ${DIMENSIONS.apiKey.word}`;
  return `${DIMENSIONS.apiKey.word} ${name}${detail === '' ? '' : ` (${detail})`}`;
}

/** Tokens without a price are never `$0.00`. */
export function measuredAmount(cost: Cost | null, format: Format): string {
  if (cost === null) return UNKNOWN;
  if (cost.unpricedTokens === 0) return costText(format, cost);
  const unpriced = unpricedText(format, cost.unpricedTokens);
  return cost.amount === 0n ? unpriced : `${dollarsText(format, cost)} + ${unpriced}`;
}

/** `14:05`, with its day where that is not today. */
function momentText(instant: number, format: Format, now: number): string {
  const time = clockText(instant, format);
  return format.longDay(instant) === format.longDay(now) ? time : `${format.day(instant)}, ${time}`;
}
