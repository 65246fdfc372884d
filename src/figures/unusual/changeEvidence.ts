import { DAY } from '../../time/utc.ts';
import type { LogDay, UsualDays } from './usualDays.ts';

/** By how much the natural logarithm of a day is higher so many days after a change began. */
type Change = (age: number) => number;

/** So many times as much from one day on. */
const stepTo =
  (factor: number): Change =>
  () =>
    Math.log(factor);
/** Some more every day. */
const GROWS: Change = (age) => (age + 1) * Math.log(1.08);
/** Steps beyond the least that counts. */
const LARGER = [stepTo(3), stepTo(10)];
/** Days in which a change shows: of one that began before, the usual days know. */
const SHOWS = 10 * DAY;

/**
 * How much likelier the newest days are if something has changed on one of them than if nothing has: the statistic of
 * Shiryaev and Roberts, a sum of likelihood ratios over the changes and the days on which they may have begun. A series has
 * one day's value after the other: log-normal, and each with a part of the deviation of the day before (AR(1)). 0 where too
 * little is known.
 *
 * Source: Roberts, "A Comparison of Some Control Chart Procedures", Technometrics 8 (1966).
 *
 * `all` are days oldest first, of which the last is judged; `least`: how many times as much is a change.
 */
export function changeEvidence(all: readonly LogDay[], usual: UsualDays, least: number): number {
  const judged = all.at(-1)?.day ?? Number.NaN;
  const changes = [stepTo(least), ...LARGER, GROWS];
  const days = all.filter(({ day }) => day >= judged - SHOWS).flatMap((each) => usual.residual(each) ?? []);
  if (days.at(-1)?.day !== judged) return 0;
  let evidence = 0;
  for (const [first, { day }] of days.entries()) {
    if (judged - day >= SHOWS) continue;
    for (const change of changes) evidence += likelihoodRatio(days, first, change, usual);
  }
  return evidence;
}

/** Of a change that began on a day; 0 where the last day speaks against it: what is over is no change. */
function likelihoodRatio(days: readonly LogDay[], first: number, change: Change, usual: UsualDays): number {
  const began = days[first]?.day ?? 0;
  const changeOn = ({ day }: LogDay) => (day < began ? 0 : change((day - began) / DAY));
  let [log, last] = [0, 0];
  for (const [at, each] of days.entries()) {
    if (at < first) continue;
    const before = days[at - 1];
    const kept = before ? usual.memory ** ((each.day - before.day) / DAY) : 0;
    const variance = usual.deviation ** 2 * (1 - kept ** 2) + usual.errorOf(each.day);
    const surprise = each.log - (before ? kept * before.log : 0);
    const expected = changeOn(each) - (before ? kept * changeOn(before) : 0);
    last = (expected * (surprise - expected / 2)) / variance;
    log += last;
  }
  return last > 0 ? Math.exp(log) : 0;
}
