/**
 * What can be asked of an organization. The Admin API client answers it over HTTP, the sample organization out of thin
 * air; sync cannot tell them apart. Everything here is already parsed: instants are milliseconds since 1970 UTC, money is
 * integer millionths of a cent, and an id that the API sends as `null` is `''`.
 */

import type { CostNames } from './costFields.ts';
import type { Series, UsageDimension } from './series.ts';

export type BucketWidth = '1m' | '1h' | '1d';

export interface UsageQuery {
  readonly width: BucketWidth;
  /** Start of the first bucket, inclusive. */
  readonly from: number;
  /** End of the last bucket, exclusive. */
  readonly to: number;
  /** At most five: the API refuses a sixth. */
  readonly groupBy: readonly UsageDimension[];
  /** Only usage of this geography: how a sixth dimension is bought. */
  readonly inferenceGeo?: string;
  /** Only usage of this speed: how a seventh dimension is bought. */
  readonly speed?: string;
  /** Buckets a page. */
  readonly limit: number;
}

/** Units by the index of `ITEMS`. */
export type Counts = readonly number[];

/** One group of one bucket. A dimension that was not asked for is `''`, as is a `null` one. */
export interface UsageRow {
  readonly series: Series;
  readonly counts: Counts;
}

/** What an answer has and no figure counts, in its own words, without secrets, cut short. */
export interface SetApart {
  /** `unread`: nothing could be made of it. `repeated`: the same line once more, which is counted once. */
  readonly reason: 'unread' | 'repeated';
  readonly text: string;
}

export interface UsageBucket {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly UsageRow[];
  /** Left out where there is nothing. */
  readonly setApart?: readonly SetApart[];
}

export interface CostQuery {
  /** UTC midnights, `to` exclusive and never after the running day's. */
  readonly from: number;
  readonly to: number;
  /** Days a page. */
  readonly limit: number;
}

/** One line of one day's bill. */
export interface CostRow extends CostNames {
  /** Millionths of a cent. */
  readonly amount: bigint;
}

export interface CostBucket {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly CostRow[];
  /** Left out where there is nothing. */
  readonly setApart?: readonly SetApart[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Size of the body before compression. */
  readonly bytes: number;
  /** Items of a page without buckets that are not among them; left out where there are none. */
  readonly setApart?: readonly SetApart[];
}

export interface Organization {
  readonly id: string;
  readonly name: string;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** `active`, `inactive`, `archived`, `expired`, or one that is not known yet. */
  readonly status: string;
  /** Safe to show, such as `sk-ant-api03-R2D...igAA`; `''` when the API gives none. */
  readonly hint: string;
  readonly workspaceId: string;
  /**
   * Real id of the default workspace, told by a key whose deprecated `workspace_id` is null while its scope names a
   * workspace; `''` otherwise.
   */
  readonly defaultWorkspaceId: string;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

/** One record of Claude Code Analytics: what one person did with Claude Code on one UTC day, from one terminal. */
export interface ClaudeCodeRecord {
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  /** E-mail address of a user, or the name of an API key. */
  readonly actor: string;
  readonly actorType: string;
  readonly customerType: string;
  readonly terminalType: string;
  readonly sessions: number;
  readonly linesAdded: number;
  readonly linesRemoved: number;
  readonly commits: number;
  readonly pullRequests: number;
  readonly tools: readonly { readonly name: string; readonly accepted: number; readonly rejected: number }[];
  readonly models: readonly ClaudeCodeModel[];
}

export interface ClaudeCodeModel {
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheCreation: number;
  /** The API's own estimate at list prices, in millionths of a cent. Never part of a bill. */
  readonly estimatedCost: bigint;
}

/** What may be spent in a period, as the Console has it. */
export interface SpendLimit {
  /** By its real id, which the default one has, too; null for the organization. */
  readonly workspaceId: string | null;
  /** Anthropic's own limit of the organization's usage tier, not one that its people have set. */
  readonly isOfTier: boolean;
  readonly period: 'day' | 'week' | 'month';
  /** Millionths of a cent, more than 0. */
  readonly amount: bigint;
}

export interface Source {
  organization(signal: AbortSignal): Promise<Organization>;
  usage(query: UsageQuery, signal: AbortSignal): AsyncIterable<Page<UsageBucket>>;
  cost(query: CostQuery, signal: AbortSignal): AsyncIterable<Page<CostBucket>>;
  apiKeys(signal: AbortSignal): AsyncIterable<Page<ApiKey>>;
  workspaces(signal: AbortSignal): AsyncIterable<Page<Workspace>>;
  claudeCode(day: string, signal: AbortSignal): AsyncIterable<Page<ClaudeCodeRecord>>;
  /** A preview: most organizations are refused. */
  spendLimits(signal: AbortSignal): AsyncIterable<Page<SpendLimit>>;
  /**
   * Lets one question through before the end (ms) of a pause that was asked for: others wait for how it ends. Left out by a
   * source that asks for none.
   */
  askOnce?(until: number): void;
}
