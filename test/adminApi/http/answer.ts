import type { TestOrganization } from '../organization.ts';
import type { WireSpendLimit } from './spendLimits.ts';

/** One request, as the endpoints see it. */
export interface Call {
  readonly organization: TestOrganization;
  /** The server's clock, ms since 1970 UTC. */
  readonly now: number;
  readonly path: string;
  readonly parameters: URLSearchParams;
  /** Values of `anthropic-beta`. */
  readonly betas: readonly string[];
  /** Limits of the Console; undefined where the organization is not enrolled in their beta. */
  readonly spendLimits: readonly WireSpendLimit[] | undefined;
}

/** The body of a 200. */
export interface Answer {
  /** Made only when it is not kept from before. */
  readonly json: () => string;
  /** Names a body that will never change again, so that its compressed form is worth keeping. */
  readonly lasting?: string;
  /** A cursor that leads to this very page. */
  readonly again?: string;
}

export const FAST_MODE_BETA = 'fast-mode-2026-02-01';

/** A page of time buckets: those of them that are already serialized, and where the next page begins. */
export function bucketPage(buckets: readonly string[], next: string | null): string {
  return `{"data":[${buckets.join(',')}],"has_more":${next !== null},"next_page":${JSON.stringify(next)}}`;
}
