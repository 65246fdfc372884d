/** The sender of metrics: with all that it needs a file of its own in the bundle, which is loaded where it is switched on. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Headers, HttpResponse } from '../../adminApi/transport.ts';
import type { OtelChange, OtelProgress, OtelRecord, OtelTable } from '../../ledger/otelTable.ts';
import type { SyncState } from '../../ledger/syncState.ts';
import { outcomeOf, type SendOutcome } from '../../otel/answer.ts';
import { encodeMetrics } from '../../otel/encode.ts';
import { withoutHeaders } from '../../otel/headers.ts';
import type { MetricSources } from '../../otel/metricSources.ts';
import { type Receiver, resolveReceiver } from '../../otel/receiver.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { MOST_POINTS, MOST_SERIES, type OtelSettings } from '../../shared/otel.ts';
import type { Summary } from '../../shared/summary.ts';
import type { Organization } from '../../source/source.ts';
import { Claim } from '../../sync/claim.ts';
import { type Clock, MINUTE, SECOND, startOfUtcDay } from '../../time/utc.ts';
import { Collector } from './collector.ts';
import {
  afterLater,
  afterRefused,
  afterTaken,
  afterTooLarge,
  type Waiting,
  withoutPause,
  withoutStale,
  withReceiver,
} from './outcomes.ts';

/** Parts of a session that metrics are made of and kept by. */
export interface OtelSession {
  readonly organization: Organization;
  readonly otel: OtelTable;
  readonly syncState: Pick<SyncState, 'get' | 'set' | 'claim'>;
  metricSources(): MetricSources;
}

/** Why a request has no answer. */
export type Unanswered = 'offline' | 'timeout' | 'interrupted' | 'tooLarge' | 'aborted';

/** Sends one request and reads its whole answer; any status is an answer. Follows no redirect, and never rejects. */
export type PostMetrics = (
  url: URL,
  headers: Headers,
  body: Uint8Array,
  signal: AbortSignal,
) => Promise<HttpResponse | Unanswered>;

export interface ExporterOptions {
  readonly settings: OtelSettings;
  readonly headers: Headers;
  /** The extension's. */
  readonly version: string;
  /** That of figures, and of what is sent. */
  readonly clock: Clock;
  /** That of all windows: dues and claims are by it. */
  readonly machine: Clock;
  /** 0 to 1 */
  readonly random: () => number;
  /** Null until the ledger is open. */
  readonly session: () => OtelSession | null;
  /** Null before the first figures; without those whose day is over. */
  readonly summary: () => Summary | null;
  readonly post: PostMetrics;
  readonly log: { info(line: string): void; warn(line: string): void };
}

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 15 * MINUTE;
/** Pauses last up to so much longer, by chance: windows of many machines do not come at once. */
const SPREAD = 1 / 4;
/** A try that lies further ahead was set by a clock that has been set back since, ms: a receiver may ask for a day. */
const LONGEST_TRY = 26 * 60 * MINUTE;

const zip = promisify(gzip);

/** What is known of the record without reading it again, as long as its stamp stays. */
interface Held extends OtelRecord {
  readonly collector: Collector;
}

/** Sends the metrics of one organization to one receiver, from one window of the machine at a time. Never rejects. */
export class Exporter implements Disposable {
  readonly #options: ExporterOptions;
  readonly #receiver: Receiver | null;
  /** Why nothing can be sent whatever a receiver would say; null where it can. */
  readonly problem: string | null;
  readonly #abort = new AbortController();
  #underWay: Promise<void> | null = null;
  #held: Held | null = null;
  #session: OtelSession | null = null;
  #failed = '';
  /** Headers, or what else was in the way of another exporter, may have been set since. */
  #isFirst = true;

  constructor(options: ExporterOptions) {
    this.#options = options;
    const resolved = resolveReceiver(options.settings);
    this.#receiver = resolved.ok ? resolved.value : null;
    this.problem = resolved.ok ? null : resolved.problem;
    if (this.problem !== null) this.#options.log.warn(`OpenTelemetry: not sent: ${this.problem}`);
  }

  /** Takes the values of headers out of a text. */
  static redact(text: string, headers: Headers): string {
    return withoutHeaders(text, headers);
  }

  /** Sends what is due, or joins what is under way. */
  tick(): Promise<void> {
    this.#underWay ??= this.#tick().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  /** Ends what is under way: what was not answered waits for the next window. */
  [Symbol.dispose](): void {
    this.#abort.abort();
  }

  async #tick(): Promise<void> {
    const session = this.#options.session();
    const receiver = this.#receiver;
    if (!session || !receiver || this.#abort.signal.aborted) return;
    try {
      const progress = session.otel.progress();
      if (!this.#isFirst && progress && this.#isOurs(progress) && !this.#isDue(progress)) return;
      const { machine: clock } = this.#options;
      using claim = Claim.take({ name: 'sendingUntil', syncState: session.syncState, clock });
      if (claim) await this.#send(session, receiver);
      this.#failed = '';
    } catch (error) {
      // The ledger's, which may be busy, or be closed meanwhile.
      this.#held = null;
      const reason = errorMessage(error);
      if (reason !== this.#failed && !this.#abort.signal.aborted) this.#options.log.warn(`OpenTelemetry: ${reason}`);
      this.#failed = reason;
    }
  }

  async #send(session: OtelSession, receiver: Receiver): Promise<void> {
    if (session !== this.#session) this.#held = null;
    this.#session = session;
    if (!this.#read(session)) this.#begin(session);
    const held = this.#held;
    if (held && held.progress.receiver !== this.#receiverId) {
      this.#change(session, held, withReceiver(held, this.#receiverId, session.otel.requests()));
    }
    const { clock, machine } = this.#options;
    const anew = this.#isFirst && this.#held && withoutPause(this.#held, machine.now());
    if (anew && this.#held) this.#change(session, this.#held, anew);
    this.#isFirst = false;
    const summary = this.#options.summary();
    if (this.#held && summary && this.#isToMake(this.#held.progress)) {
      await this.#make(session, this.#held, receiver, summary, clock.now());
    }
    while (this.#held && (await this.#deliver(session, this.#held, receiver))) {
      // The next one.
    }
  }

  /** Takes over the record as it is in the ledger; false where there is none of these counters. */
  #read(session: OtelSession): boolean {
    if (this.#held && session.otel.stamp() === this.#held.stamp) return true;
    const record = session.otel.record();
    this.#held = null;
    if (!record || record.progress.attributes !== this.#attributesId) return false;
    this.#held = { ...record, collector: this.#newCollector(session) };
    return true;
  }

  /** Begins with counters at zero. */
  #begin(session: OtelSession): void {
    const { clock } = this.#options;
    session.otel.end();
    const startedAt = Math.floor(clock.now() / MINUTE) * MINUTE;
    const progress: OtelProgress = {
      startedAt,
      attributes: this.#attributesId,
      receiver: this.#receiverId,
      settledTo: startOfUtcDay(startedAt),
      madeTo: startedAt,
      takenTo: startedAt,
      makeAt: 0,
      tryAt: 0,
      isAsked: false,
      failures: 0,
      sentAt: null,
      series: 0,
      mostPoints: MOST_POINTS,
      problem: null,
      warning: null,
    };
    const stamp = session.otel.change(0, { progress, counters: new Map() });
    if (stamp === null) return;
    this.#held = { stamp, progress, counters: new Map(), collector: this.#newCollector(session) };
    this.#options.log.info('OpenTelemetry: counters begin');
  }

  #newCollector(session: OtelSession): Collector {
    const { settings, version } = this.#options;
    const { organization, otel } = session;
    const sender = { installation: otel.installation(), serviceName: settings.serviceName, version, organization };
    return new Collector(() => session.metricSources(), sender, settings.attributes, otel.days());
  }

  /** Makes the requests of now. */
  async #make(session: OtelSession, held: Held, receiver: Receiver, summary: Summary, now: number): Promise<void> {
    const { machine, settings, log } = this.#options;
    const stale = withoutStale(held, session.otel.requests(), now);
    if (stale) {
      log.warn(`OpenTelemetry: ${stale.gone?.length ?? 0} requests given up, as they have waited for too long`);
      this.#change(session, held, stale);
    }
    const current = this.#held;
    if (!current) return;
    const { progress } = current;
    const counted = { ...progress, counters: current.counters };
    const collected = await current.collector.collect(counted, receiver.temporality, { summary, now });
    const { requests, series, counters, days, settled, settledTo } = collected;
    const made = await Promise.all(
      requests.map(async ({ request: { start: from, at: to, ...rest }, counts }) => {
        const body = await zip(encodeMetrics({ ...rest, start: from, at: to }));
        return { from, to, series, body, counts };
      }),
    );
    const at = machine.now();
    const wasDue = Math.abs(at - progress.makeAt) < settings.intervalMs ? progress.makeAt : at;
    const next = {
      ...progress,
      settledTo,
      madeTo: made[0]?.to ?? progress.madeTo,
      makeAt: wasDue + settings.intervalMs,
      tryAt: made.length === 0 ? progress.tryAt : progress.tryAt || at,
    };
    if (this.#change(session, current, { progress: next, counters, days, settled, made }) === null) return;
    const isMany = series > MOST_SERIES && progress.series <= MOST_SERIES;
    if (isMany) log.warn(`OpenTelemetry: ${series} series, where many receivers charge by the series`);
  }

  /** Sends the oldest request that waits; true where another one may be sent at once. */
  async #deliver(session: OtelSession, held: Held, receiver: Receiver): Promise<boolean> {
    const [request, ...others] = session.otel.requests();
    if (!request || !this.#isToTry(held.progress)) return false;
    const body = session.otel.body(request.ref);
    const begun = performance.now();
    const outcome = body ? await this.#post(receiver, body) : ({ kind: 'refused', problem: '' } as const);
    if (outcome === null) return false;
    const ms = Math.round(performance.now() - begun);
    // Another window may have taken over while the machine slept.
    if (session.otel.stamp() !== held.stamp) {
      this.#held = null;
      return false;
    }
    this.#tell(held.progress, outcome, `${request.series} series, ${Math.ceil(request.bytes / 1024)} KB, ${ms} ms`);
    this.#change(session, held, this.#outcome(held, { request, others }, outcome));
    return outcome.kind === 'taken' && others.length > 0;
  }

  #outcome(held: Held, waiting: Waiting, outcome: SendOutcome): OtelChange {
    const { clock, settings } = this.#options;
    const failures = held.progress.failures + 1;
    const soon = () => this.#pauseAfter(failures, FIRST_PAUSE);
    const later = () => this.#pauseAfter(failures, settings.intervalMs);
    switch (outcome.kind) {
      case 'taken':
        return afterTaken(held, waiting, { at: clock.now(), warning: outcome.warning });
      case 'later':
        return afterLater(held, {
          problem: outcome.problem,
          tryAt: outcome.retryAt ?? soon(),
          isAsked: outcome.retryAt !== null,
        });
      case 'tooLarge':
        return afterTooLarge(held, waiting, { problem: outcome.problem, at: soon(), refusedAt: later() });
      case 'refused':
        return afterRefused(held, waiting, { problem: outcome.problem, at: later() });
    }
  }

  /** Null where it was cut short by our own end. */
  async #post({ url }: Receiver, body: Uint8Array): Promise<SendOutcome | null> {
    const { version, headers, machine, post } = this.#options;
    const all = {
      ...headers,
      'content-type': 'application/x-protobuf',
      'content-encoding': 'gzip',
      'user-agent': `claude-usage-vscode/${version}`,
    };
    const answer = await post(url, all, body, this.#abort.signal);
    if (answer === 'aborted') return null;
    if (typeof answer === 'string') return { kind: 'later', problem: problemOf(answer, url), retryAt: null };
    return outcomeOf(answer, machine.now(), (text) => withoutHeaders(text, headers));
  }

  /** Writes a change and holds what is now; null where another window has changed the record. */
  #change(session: OtelSession, held: Held, change: OtelChange): number | null {
    const stamp = session.otel.change(held.stamp, change);
    const { progress, counters = held.counters } = change;
    this.#held = stamp === null ? null : { ...held, stamp, progress, counters };
    return stamp;
  }

  /** Tells the log what is new. */
  #tell({ problem, warning }: OtelProgress, outcome: SendOutcome, what: string): void {
    const { log } = this.#options;
    if (outcome.kind !== 'taken') {
      if (outcome.problem !== problem) log.warn(`OpenTelemetry: not sent: ${outcome.problem}`);
      return;
    }
    log.info(`OpenTelemetry: sent ${what}`);
    if (outcome.warning !== null && outcome.warning !== warning) log.warn(`OpenTelemetry: ${outcome.warning}`);
  }

  #pauseAfter(failures: number, first: number): number {
    const { machine, random } = this.#options;
    const pause = Math.min(first * 2 ** Math.min(failures - 1, 16), LONGEST_PAUSE);
    return machine.now() + Math.round(pause * (1 + random() * SPREAD));
  }

  #isOurs({ attributes, receiver }: OtelProgress): boolean {
    return attributes === this.#attributesId && receiver === this.#receiverId;
  }

  #isDue(progress: OtelProgress): boolean {
    return this.#isToMake(progress) || (progress.tryAt > 0 && this.#isToTry(progress));
  }

  /** A request is made so often, and less often after a refusal. Due later, it was set by another clock or interval. */
  #isToMake({ makeAt }: OtelProgress): boolean {
    return this.#isPast(makeAt, Math.max(this.#options.settings.intervalMs, LONGEST_PAUSE * (1 + SPREAD)));
  }

  #isToTry({ tryAt }: OtelProgress): boolean {
    return this.#isPast(tryAt, LONGEST_TRY);
  }

  #isPast(due: number, longest: number): boolean {
    const left = due - this.#options.machine.now();
    return left <= 0 || left > longest;
  }

  get #attributesId(): string {
    return this.#options.settings.attributes.join();
  }

  get #receiverId(): string {
    return this.#receiver ? `${this.#receiver.temporality} ${this.#receiver.url.href}` : '';
  }
}

function problemOf(unanswered: Exclude<Unanswered, 'aborted'>, { origin }: URL): string {
  switch (unanswered) {
    case 'timeout':
      return `The receiver at ${origin} did not answer in time.`;
    case 'interrupted':
      return `The connection to ${origin} was interrupted before the receiver had answered.`;
    case 'tooLarge':
      return `The answer of the receiver at ${origin} is too large.`;
    case 'offline':
      return `The receiver at ${origin} could not be reached.`;
  }
}
