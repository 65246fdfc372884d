import { createFaults, type Faults } from './faults/faults.ts';
import { createHandler } from './handler.ts';
import { createEncoder } from './http/encoding.ts';
import { listen } from './http/loopback.ts';
import { createRateLimit } from './http/rateLimit.ts';
import { plain, send } from './http/send.ts';
import type { WireSpendLimit } from './http/spendLimits.ts';
import { createOrganization } from './organization.ts';
import type { Truth } from './prices/truth.ts';
import { createRequestLog, type RequestLog } from './requestLog.ts';
import { newRecord } from './requestRecord.ts';
import type { World } from './world/world.ts';

export interface AdminApiOptions {
  readonly world: World;
  /** Further organizations of the same server, by the key that opens them. */
  readonly others?: Readonly<Record<string, World>>;
  /** The server's clock, `Date.now` by default. */
  readonly now?: () => number;
  /** Before every answer, ms. */
  readonly latencyMs?: number;
  /** Requests a minute of the server's clock and organization; the one above is a 429. */
  readonly rateLimit?: number;
  /** False: the fast-mode beta header is a 400, as for an organization that is not enrolled. */
  readonly fastMode?: boolean;
  /** Limits of the Console; the beta header is a 400 where there are none, as for an organization that is not enrolled. */
  readonly spendLimits?: readonly WireSpendLimit[];
  readonly port?: number;
}

/** Our own Admin API on loopback. */
export interface AdminApi {
  /** Origin, without a slash at its end. */
  readonly url: string;
  readonly world: World;
  readonly truth: Truth;
  readonly now: () => number;
  /** Stops the clock at an instant; `undefined` lets it run again. */
  setNow(instant: number | undefined): void;
  setLatency(ms: number): void;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Another origin, where redirects lead: it answers 200 with an empty object and writes down who came with a key. */
  readonly elsewhere: { readonly url: string; readonly requests: RequestLog };
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startAdminApi(options: AdminApiOptions): Promise<AdminApi> {
  const organization = createOrganization(options.world);
  const others = Object.entries(options.others ?? {}).map(([key, world]) => [key, createOrganization(world)] as const);
  const clock = options.now ?? Date.now;
  const faults = createFaults();
  const log = createRequestLog();
  const over = new AbortController();
  let stopped: number | undefined;
  let latency = options.latencyMs ?? 0;
  const now = () => stopped ?? clock();

  const elsewhere = await startElsewhere();
  const server = await listen(
    createHandler({
      now,
      latency: () => latency,
      organization,
      others: new Map(others),
      faults,
      log,
      encoder: createEncoder(),
      rateLimit: options.rateLimit === undefined ? undefined : createRateLimit(options.rateLimit),
      fastMode: options.fastMode ?? true,
      spendLimits: options.spendLimits,
      elsewhere: elsewhere.url,
      signal: over.signal,
    }),
    options.port ?? 0,
  );
  return {
    url: server.url,
    world: options.world,
    truth: organization.truth,
    now,
    setNow: (instant) => {
      stopped = instant;
    },
    setLatency: (ms) => {
      latency = ms;
    },
    faults,
    requests: log,
    elsewhere,
    [Symbol.asyncDispose]: async () => {
      over.abort();
      await Promise.all([server.close(), elsewhere.close()]);
    },
  };
}

async function startElsewhere() {
  const requests = createRequestLog();
  const { url, close } = await listen((request, response) => {
    const record = newRecord(request, { underWay: requests.underWay + 1, others: [] });
    requests.begin(record);
    response.once('close', () => requests.end(record));
    send(response, record, Date.now(), { status: 200, headers: {}, body: plain('{}') });
  }, 0);
  return { url, close, requests };
}
