import type { Source } from '../source/source.ts';
import type { BaseUrl } from './baseUrl.ts';
import { createClaudeCodeReport } from './endpoints/claudeCode.ts';
import { createCostReport } from './endpoints/cost.ts';
import { createDirectory } from './endpoints/directory.ts';
import { readOrganization } from './endpoints/organization.ts';
import { createSpendLimits } from './endpoints/spendLimits.ts';
import { createUsageReport } from './endpoints/usage.ts';
import { createTransport } from './fallbackTransport.ts';
import { Credential } from './key.ts';
import { createRequester } from './request.ts';
import { REAL_DEPS, type RetryDeps } from './retry.ts';
import { type HostFetch, LIMITS, type Limits } from './transport.ts';

export interface AdminApiOptions {
  readonly baseUrl: BaseUrl;
  /** Cleaned by `cleanKey`. */
  readonly key: string;
  /** The extension's version. */
  readonly version: string;
  readonly log: { info(line: string): void; warn(line: string): void };
  readonly hostFetch: HostFetch;
  /** A proxy is configured, so every request goes through `hostFetch`. */
  readonly preferHost: boolean;
  /** Most time that a call may spend on tries and pauses, ms, before a failure is handed on; a try under way is not cut. */
  readonly maxWaitMs?: number;
  readonly deps?: RetryDeps;
  /** Told the `Date` of every answer that is the API's own word, ms. */
  readonly onServerDate?: (date: number) => void;
  readonly limits?: Partial<Limits>;
}

export interface AdminApi extends Source {
  /** Ends what is under way and closes every connection. */
  dispose(): Promise<void>;
}

const MAX_WAIT = 20_000;

/**
 * The source that is the Admin API. Every call throws an AdminApiError, or a RangeError for a query that makes
 * no sense; a key that cannot stand in a header throws a RangeError at once.
 */
export function createAdminApi(options: AdminApiOptions): AdminApi {
  const credential = new Credential(options.key);
  const deps = options.deps ?? REAL_DEPS;
  const redact = (text: string) => credential.redact(text);
  const info = (line: string) => options.log.info(redact(line));
  const warn = (line: string) => options.log.warn(redact(line));
  const transport = createTransport({
    hostFetch: options.hostFetch,
    preferHost: options.preferHost,
    limits: { ...LIMITS, ...options.limits },
    redact,
    info,
    now: () => deps.now(),
  });
  const { getJson, askOnce } = createRequester({
    baseUrl: options.baseUrl,
    credential,
    version: options.version,
    transport,
    retry: { deps, maxWaitMs: options.maxWaitMs ?? MAX_WAIT, info: warn },
    info,
    onServerDate: options.onServerDate ?? (() => {}),
  });
  return {
    organization: (signal) => readOrganization(getJson, signal),
    usage: createUsageReport(getJson, { warn, redact }),
    cost: createCostReport(getJson, () => deps.now(), { warn, redact }),
    ...createDirectory(getJson, warn),
    claudeCode: createClaudeCodeReport(getJson, { warn, redact }),
    spendLimits: createSpendLimits(getJson, warn),
    askOnce,
    dispose: () => transport.dispose(),
  };
}
