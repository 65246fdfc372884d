import { MINUTE, rfc3339 } from '../world/time.ts';
import type { Fault } from './faults.ts';

/** What a 429 says about when to come back; `none` is what the reports do. */
export type RetryHint =
  | { readonly kind: 'none' }
  /** `anthropic-ratelimit-requests-reset` a minute ago, or so many ms ahead of `now`. */
  | { readonly kind: 'staleReset'; readonly now: number }
  | { readonly kind: 'reset'; readonly now: number; readonly ms: number }
  | { readonly kind: 'retryAfter'; readonly seconds: number }
  | { readonly kind: 'retryAfterDate'; readonly at: number }
  | { readonly kind: 'retryAfterMs'; readonly ms: number }
  | { readonly kind: 'shouldRetry'; readonly should: boolean };

export function rateLimited(hint: RetryHint = { kind: 'none' }): Fault {
  return {
    kind: 'status',
    status: 429,
    message: 'This request would exceed your rate limit.',
    headers: headersOf(hint),
  };
}

function headersOf(hint: RetryHint): Record<string, string> {
  switch (hint.kind) {
    case 'none':
      return {};
    case 'staleReset':
      return { 'anthropic-ratelimit-requests-reset': rfc3339(hint.now - MINUTE) };
    case 'reset':
      return { 'anthropic-ratelimit-requests-reset': rfc3339(hint.now + hint.ms) };
    case 'retryAfter':
      return { 'retry-after': String(hint.seconds) };
    case 'retryAfterDate':
      return { 'retry-after': new Date(hint.at).toUTCString() };
    case 'retryAfterMs':
      return { 'retry-after-ms': String(hint.ms) };
    case 'shouldRetry':
      return { 'x-should-retry': String(hint.should) };
  }
}
