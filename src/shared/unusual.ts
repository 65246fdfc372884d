/** Spend that is far above what is usual: a runaway of minutes, or a day. */
import type { Scope } from './scope.ts';

export const SENSITIVITIES = ['low', 'medium', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** `runaway`: minutes far above their hour of the week. `day`: a day far above its weekday. */
export const UNUSUAL_RULES = ['runaway', 'day'] as const;
export type UnusualRule = (typeof UNUSUAL_RULES)[number];

/** Something unusual that was found: one until it is over. Instants in ms, amounts in millionths of a cent. */
export interface UnusualEvent {
  readonly id: string;
  readonly rule: UnusualRule;
  /** The most specific cause. */
  readonly scope: Scope;
  /** Start of the first minute, or of the UTC day. */
  readonly start: number;
  /** End of the last one that was found unusual. */
  readonly end: number;
  /** True once spend is usual again. */
  readonly isOver: boolean;
  /** The most that it came to: by the hour, or by the day. */
  readonly amount: bigint;
  /** Usual amount of that hour, or of that day. */
  readonly usual: bigint;
  /** What happened, in plain text. */
  readonly text: string;
}

/** Why nothing unusual can be found now. */
export const UNUSUAL_SILENCES = ['off', 'filling', 'fewerThan14Days'] as const;
export type UnusualSilence = (typeof UNUSUAL_SILENCES)[number];

/** The reason in a sentence, where it is one that a user has not chosen and does not see elsewhere; `''` of others. */
export function silenceText(silence: UnusualSilence | null): string {
  return silence === 'fewerThan14Days' ? 'Unusual spend is detected once there are 14 days of usage.' : '';
}
