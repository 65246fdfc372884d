import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Agent, request } from 'undici';
import { createAdminApi } from '../../src/adminApi/client.ts';
import { EngineClient } from '../../src/engine/thread/client.ts';
import type { CostRow, Organization } from '../../src/source/source.ts';
import { detailNamedBy, type UsageDetail } from '../../src/spend/kind.ts';
import { splitQueries } from '../../src/sync/splitUsage.ts';
import { KEYS } from '../adminApi/http/credentials.ts';
import { ENGINE_CONFIG } from '../support/engineConfig.ts';
import { checkout } from '../workbench/provide.ts';
import { ApiProcess } from './apiProcess.ts';
import { type Figure, median, spread } from './report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAIRS = 5;
const LATENCY_MS = 50;

interface Fill {
  readonly firstFigureMs: number;
  readonly wholeMs: number;
  /** Longest stretch in which this thread, the extension host's, did not turn. */
  readonly longestStretchMs: number;
}

/** The engine as the extension host runs it: its bundle in a worker thread, an empty ledger, 90 days to fetch. */
async function fill(url: string, organization: Organization): Promise<Fill> {
  const folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
  const { promise: whole, resolve, reject } = Promise.withResolvers<void>();
  let start = Number.NaN;
  let firstFigureMs = 0;
  const engine = new EngineClient(join(checkout, 'dist', 'engine.mjs'), {
    state(state) {
      if (state.status === 'failed') reject(new Error(state.problem.message));
      if (state.status !== 'ready') return;
      firstFigureMs ||= performance.now() - start;
      if (state.summary.progress === null) resolve();
    },
    view() {},
    change() {},
    organization() {},
    measured() {},
    alert() {},
    monthlyReports() {},
    notice() {},
    log() {},
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const account = {
    type: 'key',
    baseUrl: { origin: url, prefix: '' },
    key: KEYS.admin,
    organization,
    preferHost: false,
  } as const;
  try {
    // As setting a key does it: the thread that fetches has just found out whose key it is.
    await engine.checkKey(account, '0.0.0');
    start = performance.now();
    engine.start({ ...ENGINE_CONFIG, account, ledgerPath: join(folder, 'ledger.db') });
    await whole;
    const wholeMs = performance.now() - start;
    delay.disable();
    return { firstFigureMs, wholeMs, longestStretchMs: delay.max / 1e6 };
  } finally {
    await engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The fewest requests that cover the same 90 days: bills by the month, hours by the week, told apart as the engine does. */
function fewestRequests(detail: UsageDetail): string[] {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const start = today - 89 * DAY;
  const paths: string[] = [];
  for (let from = start; from < today; from += 31 * DAY) {
    const to = Math.min(from + 31 * DAY, today);
    paths.push(`cost_report?${range(from, to)}&limit=31&group_by[]=workspace_id&group_by[]=description`);
  }
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  for (let from = start; from < now; from += 168 * HOUR) {
    const { base, geo, fast } = splitQueries(
      { width: '1h', from, to: Math.min(from + 168 * HOUR, now), limit: 168 },
      detail,
    );
    for (const query of [base, geo, fast]) {
      if (query === null) continue;
      const groups = query.groupBy.map((dimension) => `&group_by[]=${dimension}`).join('');
      const filter = `${query.inferenceGeo ? `&inference_geos[]=${query.inferenceGeo}` : ''}${query.speed ? `&speeds[]=${query.speed}` : ''}`;
      paths.push(`usage_report/messages?${range(query.from, query.to)}&bucket_width=1h&limit=168${groups}${filter}`);
    }
  }
  return paths;
}

function range(from: number, to: number): string {
  return `starting_at=${new Date(from).toISOString()}&ending_at=${new Date(to).toISOString()}`;
}

/** Asks them four at a time by undici, the fastest client that Node has, reads the bodies and drops them. */
async function bareLoop(url: string, paths: readonly string[]): Promise<number> {
  const agent = new Agent({ connections: 4, pipelining: 1 });
  const headers = {
    'x-api-key': KEYS.admin,
    'anthropic-version': '2023-06-01',
    'accept-encoding': 'gzip, br',
    'anthropic-beta': 'fast-mode-2026-02-01',
  };
  const queue = [...paths];
  const start = performance.now();
  const worker = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const { statusCode, body } = await request(`${url}/v1/organizations/${path}`, { dispatcher: agent, headers });
      if (statusCode !== 200) throw new Error(`${statusCode} for ${path}`);
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const milliseconds = performance.now() - start;
  await agent.close();
  return milliseconds;
}

/** Whose key it is, which setting a key has found out; and what its bills want usage to be told apart by. */
async function lookAround(url: string): Promise<{ organization: Organization; detail: UsageDetail }> {
  const api = createAdminApi({
    baseUrl: { origin: url, prefix: '' },
    key: KEYS.admin,
    version: '0.0.0',
    log: { info() {}, warn() {} },
    hostFetch: () => Promise.reject(new TypeError('no host here')),
    preferHost: false,
  });
  const { signal } = new AbortController();
  try {
    const organization = await api.organization(signal);
    const today = Math.floor(Date.now() / DAY) * DAY;
    const rows: CostRow[] = [];
    for await (const { items } of api.cost({ from: today - 31 * DAY, to: today, limit: 31 }, signal)) {
      for (const bucket of items) rows.push(...bucket.rows);
    }
    return { organization, detail: detailNamedBy(rows) };
  } finally {
    await api.dispose();
  }
}

export async function filling(world: string): Promise<Figure[]> {
  await using api = await ApiProcess.start(world, LATENCY_MS);
  const { organization, detail } = await lookAround(api.url);
  const paths = fewestRequests(detail);
  // The API keeps its pages once they are made: both sides are measured on kept pages.
  await bareLoop(api.url, paths);
  await fill(api.url, organization);
  const fills: Fill[] = [];
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const bare = await bareLoop(api.url, paths);
    const filled = await fill(api.url, organization);
    fills.push(filled);
    ratios.push(filled.wholeMs / bare);
  }
  const method = `world “${world}”, API in another process at ${LATENCY_MS} ms a request, ${PAIRS} alternating pairs after one of each`;
  return [
    {
      name: `first figure of an empty ledger, world “${world}”`,
      value: spread(
        fills.map(({ firstFigureMs }) => firstFigureMs),
        'ms',
      ),
      holds: median(fills.map(({ firstFigureMs }) => firstFigureMs)) <= 2000,
      method: `from the key’s check to the first figure; ${method}; bound 2,000 ms in a window`,
    },
    {
      name: `90-day fill against a bare loop, world “${world}”`,
      value: `${spread(ratios, '×', 2)}; the fill takes ${spread(
        fills.map(({ wholeMs }) => wholeMs),
        'ms',
      )}`,
      holds: median(ratios) <= 1.5,
      method: `${paths.length} requests four under way, bodies read and dropped; ${method}; bound 1.5 ×. What holds it: each page is decompressed, parsed, checked and kept on one thread, while the loop drops it compressed`,
    },
    {
      name: `longest stretch in the extension host’s event loop during the fill, world “${world}”`,
      value: spread(
        fills.map(({ longestStretchMs }) => longestStretchMs),
        'ms',
      ),
      holds: median(fills.map(({ longestStretchMs }) => longestStretchMs)) <= 50,
      method: 'perf_hooks.monitorEventLoopDelay on the thread that holds the engine’s client; bound 50 ms',
    },
  ];
}
