import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { until } from '../workbench/until.ts';

/** Time in which it is up, ms. */
const UP_WITHIN = 20_000;
const HOW_TO_GET_IT = `VictoriaMetrics was not found. Put victoria-metrics on the PATH, or its path into VICTORIA_METRICS.
Debian has it as the package victoria-metrics, new enough from trixie on (1.112). Its file unpacks with
dpkg-deb -x victoria-metrics_*.deb <folder> and runs from there, on older releases too.`;

const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

/** A series as a query gives it at an instant. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** VictoriaMetrics on loopback, with an empty store of its own: a receiver of OpenTelemetry that others have written. */
export class VictoriaMetrics implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #origin: string;

  private constructor(process: ChildProcess, folder: string, origin: string) {
    this.#process = process;
    this.#folder = folder;
    this.#origin = origin;
  }

  /** With the names that Prometheus would give to metrics. Throws an Error that says where to get it. */
  static async start(): Promise<VictoriaMetrics> {
    const folder = await mkdtemp(join(tmpdir(), 'victoria-metrics-'));
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const flags = {
      httpListenAddr: `127.0.0.1:${port}`,
      storageDataPath: folder,
      // Tests live at a date of their own, whatever the machine's is.
      retentionPeriod: '100y',
      futureRetention: '100y',
      'opentelemetry.usePrometheusNaming': 'true',
      'search.latencyOffset': '0s',
      loggerLevel: 'ERROR',
    };
    const args = Object.entries(flags).map(([name, value]) => `-${name}=${value}`);
    const child = spawn(process.env['VICTORIA_METRICS'] ?? 'victoria-metrics', args, { stdio: 'ignore' });
    const failed = once(child, 'error').then(() => {
      throw new Error(HOW_TO_GET_IT);
    });
    const receiver = new VictoriaMetrics(child, folder, origin);
    const isUp = () =>
      fetch(`${origin}/health`).then(
        ({ ok }) => ok || undefined,
        () => undefined,
      );
    await Promise.race([failed, until('VictoriaMetrics to be up', UP_WITHIN, isUp)]);
    return receiver;
  }

  /** What users would set as their endpoint. */
  get endpoint(): string {
    return `${this.#origin}/opentelemetry`;
  }

  /** Evaluates PromQL at an instant, ms. */
  async query(expression: string, at: number): Promise<Sample[]> {
    await fetch(`${this.#origin}/internal/force_flush`);
    const parameters = new URLSearchParams({ query: expression, time: String(at / 1000), nocache: '1' });
    const response = await fetch(`${this.#origin}/api/v1/query?${parameters}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${expression}: ${text}`);
    const { data } = answer.parse(JSON.parse(text));
    return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'exit');
    if (this.#process.kill()) await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
