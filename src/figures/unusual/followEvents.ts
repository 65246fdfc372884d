import type { UnusualRule } from '../../shared/unusual.ts';
import { DAY, HOUR } from '../../time/utc.ts';
import { areRelated, type Excess, type ScopeWithin } from './causes.ts';

/** A cause at the time that it was found at, ms. */
export interface FoundCause extends Excess {
  readonly start: number;
  readonly end: number;
}

/** An event that is not over, as far as it is compared with what is found. */
export interface OpenEvent extends ScopeWithin {
  /** End of what was last found unusual, ms. */
  readonly end: number;
}

/** An event is over once nothing unusual has been found for so long, ms: of days, until each weekday was usual again. */
const OVER_AFTER: Readonly<Record<UnusualRule, number>> = { runaway: 3 * HOUR, day: 7 * DAY };

export interface Followed<E> {
  /** Causes that no open event is of. */
  readonly opened: FoundCause[];
  /** Events that go on, with what was found of them. */
  readonly extended: (readonly [event: E, cause: FoundCause])[];
  readonly over: E[];
}

/** Which events of a rule go on, are over, and begin, by what was found of it up to an instant, ms. */
export function followEvents<E extends OpenEvent>(
  rule: UnusualRule,
  open: readonly E[],
  found: readonly FoundCause[],
  until: number,
): Followed<E> {
  const isOf = (event: E) => (cause: FoundCause) =>
    areRelated(event, cause) && cause.start - event.end <= OVER_AFTER[rule];
  const extended = open.flatMap((event) => {
    const cause = found.find(isOf(event));
    return cause ? [[event, cause] as const] : [];
  });
  return {
    opened: found.filter((cause) => !open.some((event) => isOf(event)(cause))),
    extended,
    over: open.filter((event) => !found.some(isOf(event)) && until - event.end > OVER_AFTER[rule]),
  };
}
