import { isDeepStrictEqual } from 'node:util';
import { AdminApiError } from '../../adminApi/errors.ts';
import type { Headers, QueuedTransport } from '../../adminApi/transport.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import type { OtelState } from '../../shared/otel.ts';
import type { Summary } from '../../shared/summary.ts';
import { type Clock, SECOND } from '../../time/utc.ts';
import { expireFigures } from '../queries/expireFigures.ts';
import { SkewedClock } from '../skewedClock.ts';
import type { EngineConfig, SendNews } from '../thread/protocol.ts';
import type { Exporter, OtelSession, PostMetrics, Unanswered } from './exporter.ts';

/** Sends one POST; see `Transport`. */
type PostTransport = Pick<QueuedTransport, 'send' | 'dispose'>;

export interface OtelExportOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly send: SendNews;
  readonly config: Pick<EngineConfig, 'account' | 'otel' | 'otelHeaders' | 'version'>;
  /** Null until the ledger is open. */
  readonly session: () => OtelSession | null;
  /** The last good figures. */
  readonly summary: () => Summary | null;
  /** A sentence on a ledger that is in memory alone; `''` for one that is kept. */
  readonly unkept: () => string;
  /** Made where it is needed. */
  readonly otelTransport?: ((redact: (text: string) => string) => PostTransport) | undefined;
  /** Time between two looks at whether something is due, ms; 5 s unless told. */
  readonly otelLookMs?: number | undefined;
  /** Shows the state, where it has changed. */
  readonly show: () => void;
}

const LOOK = 5 * SECOND;

/**
 * Export of the figures to OpenTelemetry, where it is switched on: then its code is loaded, and what is due is sent by one of
 * all windows. The sample sends nothing. Never throws.
 */
export class OtelExport implements Disposable {
  readonly #options: OtelExportOptions;
  readonly #isOn: boolean;
  #exporter: Exporter | null = null;
  #transport: PostTransport | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: OtelExportOptions) {
    this.#options = options;
    const { account, otel } = options.config;
    this.#isOn = account.type === 'key' && otel.enabled && options.otelTransport !== undefined;
    if (this.#isOn) this.#tickLater();
  }

  /** What the user should know of it; undefined where it is switched off. */
  get state(): OtelState | undefined {
    if (!this.#isOn) return undefined;
    const progress = this.#options.session()?.otel.progress() ?? null;
    const { sentAt = null, series = 0, problem = null, warning = null } = progress ?? {};
    return { sentAt, series, problem: this.#problem ?? problem, warning };
  }

  /** Takes over a ledger that has just been opened: counters end where the export is switched off. */
  opened({ otel }: OtelSession): void {
    if (!this.#isOn) otel.end();
  }

  /** Sends what is due. */
  async tick(): Promise<void> {
    if (!this.#isOn || this.#isOver || this.#problem !== null) return;
    try {
      const before = this.state;
      await (await this.#loaded())?.tick();
      if (!this.#isOver && !isDeepStrictEqual(this.state, before)) this.#options.show();
    } catch (error) {
      // The chunk may be gone, after an update; the ledger may be closed.
      if (!this.#isOver) this.#log('warn', `OpenTelemetry: ${errorMessage(error)}`);
    }
  }

  /** Ends what is under way, which releases its claim in the ledger. */
  async end(): Promise<void> {
    this[Symbol.dispose]();
    await this.#exporter?.tick();
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#exporter?.[Symbol.dispose]();
    void this.#transport?.dispose();
  }

  /** Why nothing can be sent whatever a receiver would say; null where it can. */
  get #problem(): string | null {
    const { config, unkept } = this.#options;
    if (this.#exporter?.problem) return this.#exporter.problem;
    if (typeof config.otelHeaders === 'string') return config.otelHeaders;
    // Each window would send: only a file can tell them who does.
    return unkept() === '' ? null : 'Metrics are not exported while the history cannot be saved.';
  }

  async #loaded(): Promise<Exporter | null> {
    const { Exporter } = await import('./exporter.ts');
    if (this.#isOver) return null;
    this.#exporter ??= this.#newExporter(Exporter);
    return this.#exporter;
  }

  #newExporter(Made: typeof Exporter): Exporter {
    const { clock, random, session, summary, config, otelTransport } = this.#options;
    const headers = typeof config.otelHeaders === 'string' ? {} : config.otelHeaders;
    const machine = clock instanceof SkewedClock ? clock.machine : clock;
    this.#transport = otelTransport?.((text) => Made.redact(text, headers)) ?? null;
    return new Made({
      settings: config.otel,
      headers,
      version: config.version,
      clock,
      machine,
      random,
      session,
      summary: () => {
        const known = summary();
        return known && expireFigures(known, clock.now());
      },
      post: postOver(() => this.#transport),
      log: { info: (line) => this.#log('info', line), warn: (line) => this.#log('warn', line) },
    });
  }

  #tickLater(): void {
    this.#timer = setTimeout(() => {
      void this.tick().finally(() => {
        if (!this.#isOver) this.#tickLater();
      });
    }, this.#options.otelLookMs ?? LOOK).unref();
  }

  #log(level: 'info' | 'warn', line: string): void {
    this.#options.send('log', { level, line });
  }
}

const UNANSWERED: ReadonlySet<string> = new Set<Unanswered>([
  'offline',
  'timeout',
  'interrupted',
  'tooLarge',
  'aborted',
]);

/** Errors do not leave: those of another bundle are of another class. */
function postOver(transport: () => PostTransport | null): PostMetrics {
  return async (url: URL, headers: Headers, body: Uint8Array, signal: AbortSignal) => {
    try {
      return (await transport()?.send(url, headers, signal, body)) ?? 'aborted';
    } catch (error) {
      const kind = error instanceof AdminApiError ? error.kind : '';
      return UNANSWERED.has(kind) ? (kind as Unanswered) : 'interrupted';
    }
  };
}
