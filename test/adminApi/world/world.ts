/**
 * A made-up organization over time: who sends what, what it truly costs, and how late each report tells of it. Plain
 * data; whatever is derived from it (tokens of a minute, a day's bill) is computed elsewhere.
 */
import type { ModelPrice } from '../prices/listPrices.ts';

type ServiceTier = 'standard' | 'batch' | 'priority' | 'priority_on_demand' | 'flex' | 'flex_discount';
type ContextWindow = '0-200k' | '200k-1M';
type InferenceGeo = 'global' | 'us' | 'not_available';
type Speed = 'standard' | 'fast';

/** What a usage row counts, in the order in which the test bed keeps them. */
export const COUNTERS = [
  'uncached_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
  'cache_read_input_tokens',
  'output_tokens',
  'web_search_requests',
] as const;
export type Counter = (typeof COUNTERS)[number];
export const COUNTER_COUNT = COUNTERS.length;
/** Position of web searches: every counter before it counts tokens. */
export const SEARCHES = COUNTER_COUNT - 1;

/** A workspace of the directory. Reports write the default workspace as `null`. */
export interface WorldWorkspace {
  readonly id: string;
  readonly name: string;
  readonly isDefault?: boolean;
  readonly createdAt: number;
  readonly archivedAt?: number;
}

export interface WorldKey {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'archived' | 'expired';
  /** A workspace's id, `null` for the default one, or the whole organization. */
  readonly scope: string | null | { readonly type: 'organization' };
  readonly hint: string | null;
  readonly createdAt: number;
  readonly expiresAt?: number;
}

/** What tells one sort of traffic from another in the reports. `null`: default workspace, no API key. */
export interface Dimensions {
  readonly workspace: string | null;
  readonly key: string | null;
  readonly model: string;
  readonly serviceTier: ServiceTier;
  readonly contextWindow: ContextWindow;
  readonly inferenceGeo: InferenceGeo;
  readonly speed: Speed;
}

/** Traffic over the day: fullest at `peak` (UTC hour), down to `1 - depth` twelve hours away, `weekend` times on weekends. */
export interface Shape {
  readonly peak: number;
  readonly depth: number;
  readonly weekend: number;
}

/** Shares of the five token types, by position in `COUNTERS`. */
export type Mix = readonly [number, number, number, number, number];

export interface Stream extends Dimensions {
  /** At the peak of an ordinary weekday, all token types together. */
  readonly tokensPerHour: number;
  readonly mix: Mix;
  readonly searchesPerHour: number;
  readonly shape: Shape;
  /** Share of the minutes that have traffic at all, above 0 to 1. */
  readonly activity: number;
  /** Whole minutes; `until` exclusive. */
  readonly from: number;
  readonly until: number;
}

/** Multiplies the price of what it matches, from `from` until `until` (whole minutes). What is not named matches all. */
export interface Adjustment {
  /** A decimal, such as `0.85` for 15 % off. */
  readonly times: string;
  readonly from?: number;
  readonly until?: number;
  readonly workspaces?: readonly (string | null)[];
  readonly models?: readonly string[];
  readonly counters?: readonly Counter[];
  readonly serviceTiers?: readonly ServiceTier[];
  readonly contextWindows?: readonly ContextWindow[];
  readonly inferenceGeos?: readonly InferenceGeo[];
  readonly speeds?: readonly Speed[];
}

/** Requests of a key that were refused: their tokens are in usage and never in the bill. */
interface Refusal {
  readonly key: string | null;
  readonly from: number;
  readonly until: number;
}

/** What the bill has and usage has not. It comes over a day's hours as tokens usually do. */
export interface Extra {
  readonly costType: 'code_execution' | 'session_usage';
  readonly workspace: string | null;
  readonly hoursPerDay: number;
  /** Millionths of a cent. */
  readonly pricePerHour: bigint;
  readonly from: number;
  /** How far a day may be from `hoursPerDay`, as a part of it; 0.4 unless told. */
  readonly swing?: number;
}

/** How late usage arrives. */
export interface Lateness {
  /** Everything shows this much later, ms. */
  readonly delay: number;
  /** Mean share of a minute's tokens that comes after the minute has long been shown. */
  readonly share: number;
  /** They come within this, ms, whole minutes. */
  readonly upTo: number;
  readonly gaps?: readonly UsageGap[];
}

/** Usage that the API does not show until an instant, in buckets that look complete. Whole minutes. */
export interface UsageGap {
  readonly from: number;
  readonly until: number;
  readonly shownFrom: number;
  /** Of one key alone; of all where it is not named. */
  readonly key?: string;
}

/** When the bill of a day shows, counted from the day's end, ms. */
interface Billing {
  readonly appearsAfter: number;
  /** Until `completeAfter` the bill lacks the day's last `lacks` ms (whole minutes). */
  readonly completeAfter: number;
  readonly lacks: number;
  /** Batch lines come this long after the day's end, ms; with the others where it is not named. */
  readonly batchAfter?: number;
  readonly restatements?: readonly Restatement[];
}

/** A day's bill that is shown at a part of what it comes to, until an instant. */
interface Restatement {
  /** UTC midnight of the day. */
  readonly day: number;
  readonly until: number;
  /** Per cent of the true amounts. */
  readonly percent: bigint;
}

/** Someone who uses Claude Code: a person by e-mail address, or a key by its name. */
export interface Coder {
  readonly actor: { readonly type: 'user_actor' | 'api_actor'; readonly name: string };
  readonly customerType: 'api' | 'subscription';
  readonly terminal: string;
  readonly models: readonly string[];
  readonly from: number;
}

export interface World {
  readonly organization: { readonly id: string; readonly name: string };
  /** UTC midnight of the day that the world was made for. */
  readonly today: number;
  readonly workspaces: readonly WorldWorkspace[];
  readonly keys: readonly WorldKey[];
  readonly streams: readonly Stream[];
  readonly prices: Readonly<Record<string, ModelPrice>>;
  readonly adjustments: readonly Adjustment[];
  readonly refusals: readonly Refusal[];
  readonly extras: readonly Extra[];
  readonly coders: readonly Coder[];
  readonly lateness: Lateness;
  readonly billing: Billing;
}
