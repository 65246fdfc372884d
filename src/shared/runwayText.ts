/** Words of a prepaid balance: the same in the tooltip, the panel and notifications. Days are those of UTC, as is `format`. */
import { type Cost, dollarsText, unpricedText } from './cost.ts';
import type { Format } from './format.ts';
import { type Money, toCents } from './money.ts';
import type { Runway } from './runway.ts';

/** A day further off than so many ms has its year. */
const FAR = 300 * 86_400_000;

/** What the spend since a balance leaves out. */
const EXCLUSIONS = 'excludes Priority Tier, credits and charges that are not on the bill';

/** `≈$412.30 left, lasts until about Dec 12 (Dec 9 – 15)`. `now` in ms. */
export function runwayText({ left, asOf, lasts }: Runway, format: Format, now: number): string {
  if (left === null) return `not known yet: some days since ${dayText(asOf, format, now)} are missing`;
  if (left.amount <= 0n) return usedUpText(left, asOf, format, now);
  const amount = `${dollarsText(format, left)} left`;
  return lasts === null ? amount : `${amount}, ${lastsText(lasts, format, now)}`;
}

/** Qualifications of what is left, each without its period: the moment of the balance, and what is excluded. */
export function runwayNotes(runway: Runway, format: Format, now: number): string[] {
  const { left } = runway;
  if (left === null) return [];
  const unpriced = left.unpricedTokens === 0 ? '' : `, and ${unpricedText(format, left.unpricedTokens)}`;
  return [runwaySinceText(runway, format, now), `${EXCLUSIONS}${unpriced}`];
}

/** `as of Nov 2, 09:00 UTC`, and from when on the spend is counted where its minutes are not known. */
export function runwaySinceText({ asOf, isByHour }: Runway, format: Format, now: number): string {
  const since = `as of ${dayText(asOf, format, now)}, ${format.time(asOf)} UTC`;
  return isByHour ? `${since}, spend since counted by the hour` : since;
}

/** `Our figure was $12.40 lower.`; `''` where there is nothing to compare. */
export function driftText(drift: Money | null, format: Format): string {
  if (drift === null) return '';
  if (toCents(drift) === 0n) return 'Our figure was the same.';
  return `Our figure was ${format.money(drift < 0n ? -drift : drift)} ${drift < 0n ? 'lower' : 'higher'}.`;
}

/** `lasts until about Dec 12 (Dec 9 – 15)` */
function lastsText({ on, range }: NonNullable<Runway['lasts']>, format: Format, now: number): string {
  if (on === null) {
    const least = range === null ? '' : ` (${dayText(range.from, format, now)} at the earliest)`;
    return `lasts a year or more${least}`;
  }
  const until = `lasts until about ${dayText(on, format, now)}`;
  if (range === null) return until;
  const { from, to } = range;
  if (to === null) return `${until} (${dayText(from, format, now)} or later)`;
  return from === to ? until : `${until} (${format.days(from, to)})`;
}

function usedUpText({ amount, basis }: Cost, asOf: number, format: Format, now: number): string {
  if (amount === 0n) return 'used up';
  const over = dollarsText(format, { amount: -amount, basis });
  return `used up: spend since ${dayText(asOf, format, now)} is ${over} over the balance`;
}

/** `Dec 12`, and the year where that is far off. */
function dayText(day: number, format: Format, now: number): string {
  return Math.abs(day - now) > FAR ? format.longDay(day) : format.day(day);
}
