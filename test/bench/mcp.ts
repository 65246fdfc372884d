import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { LAUNCHER_FILE, SETUP_FILE } from '../../src/mcp/files.ts';
import type { McpSetup } from '../../src/mcp/setup.ts';
import { bigWorld } from '../adminApi/worlds/big.ts';
import { Office } from '../support/office.ts';
import { checkout } from '../workbench/provide.ts';
import { type Figure, percentile, spread } from './report.ts';

const HOUR = 3_600_000;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR;
const DAYS = 90;
const MEGABYTE = 1_000_000;
const STARTS = 5;
const ROUNDS = 20;
const PERIODS = ['today', 'yesterday', 'thisWeek', 'thisMonth', 'lastMonth', 'last7Days', 'last30Days'];
const FIRST_QUESTION = { name: 'get_spend', arguments: { period: 'thisMonth', groupBy: 'apiKey' } };
const QUESTIONS = PERIODS.flatMap((period) =>
  ['get_spend', 'get_tokens', 'compare_spend'].map((name) => ({ name, arguments: { period, groupBy: 'apiKey' } })),
);

/** The packed MCP server as a client starts it, at the bench's time. */
class Server implements AsyncDisposable {
  readonly #child;
  readonly #waiting: ((line: string) => void)[] = [];
  #id = 0;

  constructor(launcher: string) {
    const clock = `const now = Date.now; const start = now(); Date.now = () => ${AT} + now() - start;`;
    this.#child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(clock)}`, launcher], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.(line));
  }

  /** Requests are answered in their order here: one is asked at a time. */
  async ask(method: string, params: object): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#waiting.push(resolve);
    this.#child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++this.#id, method, params })}\n`);
    const { result } = JSON.parse(await promise);
    if (!result || result.isError) throw new Error(`${method} failed: ${JSON.stringify(params)}`);
  }

  async initialize(): Promise<void> {
    const clientInfo = { name: 'bench', version: '1' };
    await this.ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  }

  /** Bytes of resident memory; Linux alone tells it of another process in a file. */
  resident(): number {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.stdin.end();
    await closed;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The MCP server over the big organization: 90 days by the hour of 400 combinations. */
export async function mcp(): Promise<Figure[]> {
  const world = bigWorld(TODAY);
  await using office = await Office.open({ world, at: AT, config: { historyDays: DAYS } });
  await office.engine.start();
  await office.engine.end();
  const dist = join(checkout, 'dist');
  const launcher = join(office.folder, LAUNCHER_FILE);
  copyFileSync(join(dist, 'mcpLauncher.cjs'), launcher);
  const setup: McpSetup = {
    version: '0.0.0',
    server: join(dist, 'mcpServer.mjs'),
    ledger: office.ledgerPath,
    enabled: true,
    sample: false,
    zone: 'UTC',
    historyDays: DAYS,
  };
  writeFileSync(join(office.folder, SETUP_FILE), JSON.stringify(setup));

  const firsts: number[] = [];
  const firstTools: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const begun = performance.now();
    await using server = new Server(launcher);
    await server.initialize();
    firsts.push(performance.now() - begun);
    await server.ask('tools/call', FIRST_QUESTION);
    firstTools.push(performance.now() - begun);
  }
  await using server = new Server(launcher);
  await server.initialize();
  await server.ask('tools/list', {});
  await pause(1000);
  const atRest = server.resident();
  for (const question of QUESTIONS.slice(0, 10)) await server.ask('tools/call', question);
  const afterTen = server.resident();
  for (const question of QUESTIONS) await server.ask('tools/call', question);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const question of QUESTIONS) times.push(await timed(() => server.ask('tools/call', question)));
  }
  const p95 = percentile(times, 0.95);
  const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`;
  return [
    {
      name: 'MCP server, its first answer',
      value: spread(firsts, 'ms'),
      holds: percentile(firsts, 1) <= 400,
      method: `from its start to the answer to initialize, the slowest of ${STARTS}; bound 400 ms`,
    },
    {
      name: 'MCP server, the first answer of a tool',
      value: spread(firstTools, 'ms'),
      holds: percentile(firstTools, 1) <= 400,
      method: `from its start, over initialize, to this month’s spend by API key, the slowest of ${STARTS}; bound 400 ms`,
    },
    {
      name: 'MCP server, memory at rest',
      value: megabytes(atRest),
      holds: atRest <= 80 * MEGABYTE,
      method: 'resident, a second after the tools were listed; bound 80 MB, of which a bare Node takes 42',
    },
    {
      name: 'MCP server, memory after ten answers',
      value: `${megabytes(afterTen)}, and ${megabytes(server.resident())} after ${times.length + QUESTIONS.length} more`,
      holds: afterTen <= 150 * MEGABYTE,
      method: 'resident; spend, tokens and changes by API key; bound 150 MB',
    },
    {
      name: 'MCP server, an answer, warm',
      value: `p95 ${p95.toFixed(0)} ms; ${spread(times, 'ms', 1)}`,
      holds: p95 <= 50,
      method: `spend, tokens and changes of every named period by API key, ${ROUNDS} times in turn, as the client sees it; bound 50 ms`,
    },
  ];
}
