import { MINUTE, rfc3339, SECOND } from '../world/time.ts';
import { ApiError } from './apiError.ts';

/** Counts requests of an organization, for which a minute is one of the server's clock. */
export interface RateLimit {
  /** Throws a 429 without `Retry-After`, and with a reset that is already past, as the reports do. */
  spend(organization: string, now: number): void;
}

export function createRateLimit(perMinute: number): RateLimit {
  const spent = new Map<string, number[]>();
  return {
    spend: (organization, now) => {
      const recent = (spent.get(organization) ?? []).filter((at) => at > now - MINUTE && at <= now);
      spent.set(organization, recent);
      if (recent.length >= perMinute) {
        throw new ApiError(429, 'This request would exceed the rate limit of your organization.', {
          'anthropic-ratelimit-requests-limit': String(perMinute),
          'anthropic-ratelimit-requests-remaining': '0',
          'anthropic-ratelimit-requests-reset': rfc3339(now - SECOND),
        });
      }
      recent.push(now);
    },
  };
}
