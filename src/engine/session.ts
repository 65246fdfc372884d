import { AdminApiError } from '../adminApi/errors.ts';
import { apiKeyName, workspaceName } from '../figures/names.ts';
import { hoursCutByMeasurement, isMinuteMeasured } from '../figures/period/measuredSpan.ts';
import type { AlertTable } from '../ledger/alertTable.ts';
import type { BalanceTable } from '../ledger/balanceTable.ts';
import type { CrossingTable } from '../ledger/crossingTable.ts';
import type { Ledger, OrganizationLedger } from '../ledger/ledger.ts';
import type { MeasurementTable } from '../ledger/measurementTable.ts';
import type { MonthlyReportTable } from '../ledger/monthlyReportTable.ts';
import type { NoteTable } from '../ledger/noteTable.ts';
import type { OtelTable } from '../ledger/otelTable.ts';
import type { SyncState } from '../ledger/syncState.ts';
import type { UnusualTable } from '../ledger/unusualTable.ts';
import type { ViewTable } from '../ledger/viewTable.ts';
import type { MetricSources } from '../otel/metricSources.ts';
import { sampleNotes } from '../sample/planning.ts';
import type { Organization, Source } from '../source/source.ts';
import { isOfOneReport } from '../sync/billOutage.ts';
import { OrganizationSync } from '../sync/organizationSync.ts';
import { type Clock, DAY, HOUR, type Span, startOfHour } from '../time/utc.ts';
import { cutsHours, zoneDay } from '../time/zone.ts';
import { type Blocked, KeptPause } from './keptPause.ts';
import type { LedgerKeeper } from './ledgerKeeper.ts';
import { LedgerQueries } from './queries/ledgerQueries.ts';
import { machineClock, SkewedClock } from './skewedClock.ts';
import type { EngineConfig, SendNews } from './thread/protocol.ts';

export interface SessionOptions {
  readonly config: EngineConfig;
  readonly source: Source;
  /** One that follows the API's clock is given the skew that the ledger remembers. */
  readonly clock: Clock;
  readonly keeper: LedgerKeeper;
  readonly send: SendNews;
}

/** A clock that needed no correction when the API last answered is trusted this long, ms. */
const CLOCK_HOLDS = HOUR;
/** A balance that is older is cut by the hour, unless its minutes are there, ms. */
const BALANCE_CUT_FOR = 7 * DAY;
/** Two answers that agree, and one that does not between them. */
const MOST_ASKS = 3;

/** An open ledger and the organization whose part of it is in use. */
export class Session {
  readonly organization: Organization;
  /** BCP 47 */
  readonly locale: string;
  readonly sync: OrganizationSync;
  readonly figures: LedgerQueries;
  readonly views: ViewTable;
  readonly notes: NoteTable;
  readonly measurements: MeasurementTable;
  readonly alerts: AlertTable;
  readonly balances: BalanceTable;
  readonly crossings: CrossingTable;
  readonly unusual: UnusualTable;
  readonly otel: OtelTable;
  readonly monthlyReports: MonthlyReportTable;
  readonly syncState: SyncState;
  readonly #ledger: Ledger;
  readonly #own: OrganizationLedger;
  readonly #source: Source;
  readonly #pause: KeptPause;
  /** Null where there is no server whose clock could be right. */
  readonly #clock: SkewedClock | null;
  #keptSkew: number;
  /** True once the time was asked for, and no answer made it sure. */
  #hasAskedTime = false;

  private constructor(ledger: Ledger, organization: Organization, options: SessionOptions) {
    this.organization = organization;
    this.#ledger = ledger;
    this.#own = ledger.organization(organization);
    const { config, source, clock, send } = options;
    this.locale = config.locale;
    this.#source = source;
    this.#clock = clock instanceof SkewedClock ? clock : null;
    this.#keptSkew = this.#own.syncState.get('skew');
    this.#clock?.recall(this.#keptSkew, this.checkedAt());
    this.views = this.#own.views;
    this.notes = this.#own.notes;
    this.measurements = this.#own.measurements;
    this.alerts = this.#own.alerts;
    this.balances = this.#own.balances;
    this.crossings = this.#own.crossings;
    this.unusual = this.#own.unusual;
    this.otel = this.#own.otel;
    this.monthlyReports = this.#own.monthlyReports;
    this.syncState = this.#own.syncState;
    this.figures = new LedgerQueries(this.#own, organization, config);
    this.#pause = new KeptPause(this.#own.syncState, config.account.type === 'key' ? config.account.key : '');
    if (config.account.type === 'sample') this.#noteSample(clock.now());
    const { historyDays, intervalMs, zone } = config;
    this.sync = new OrganizationSync({
      source,
      ledger: this.#own,
      clock,
      machine: machineClock(clock),
      historyDays,
      intervalMs,
      cutHours: (now) => [
        ...new Set([
          ...hoursCutBefore(now, zone),
          ...this.#hoursCutByMeasurements(now),
          ...this.#hourCutByBalance().filter((hour) => hour >= now - BALANCE_CUT_FOR),
        ]),
      ],
      keepMinute: (start) =>
        hoursCutBy(zoneDay(start, zone)).includes(startOfHour(start)) ||
        this.#hourCutByBalance().includes(startOfHour(start)) ||
        this.measurements.open().some((measurement) => isMinuteMeasured(start, measurement, clock.now())),
      warn: (line) => send('log', { level: 'warn', line }),
    });
  }

  /** Throws what the file system, the database or the source throws. */
  static async open(options: SessionOptions, signal: AbortSignal): Promise<Session> {
    const { config, source, clock, keeper, send } = options;
    const ledger = keeper.open(config.ledgerPath, clock.now());
    try {
      const known = config.account.type === 'key' ? config.account.organization : null;
      const organization = known ?? (await source.organization(signal));
      if (!known) send('organization', organization);
      signal.throwIfAborted();
      return new Session(ledger, organization, options);
    } catch (error) {
      ledger.close();
      throw error;
    }
  }

  /** Writes the notes of the made-up organization, each once: a user may change and delete them. */
  #noteSample(now: number): void {
    const { syncState } = this.#own;
    const notedTo = syncState.get('sampleNotedTo');
    for (const { at, text } of sampleNotes(now)) {
      if (at <= notedTo) continue;
      this.notes.save({ id: null, at, text });
      syncState.set('sampleNotedTo', at);
    }
  }

  /** What metrics are made of: figures as the newest look has left them. */
  metricSources(): MetricSources {
    const { names } = this.#own;
    const all = names.all();
    return {
      pricedDays: this.figures.pricedDays,
      defaultWorkspaceId: names.defaultWorkspaceId(),
      names: { workspace: (id) => workspaceName(id, all), apiKey: (id) => apiKeyName(id, all) },
    };
  }

  isInPlace(): boolean {
    return this.#ledger.isInPlace();
  }

  /** The ledger has never held another organization. */
  isOnlyOrganization(): boolean {
    return this.#ledger.organizations() === 1;
  }

  /** Changes whenever another window has written into the ledger. */
  version(): number {
    return this.#ledger.version();
  }

  /** The pause in which the API is left alone: kept over restarts, and for all windows with the same key. */
  blocked(now: number): Blocked {
    return this.#pause.read(now);
  }

  isBlocked(now: number): boolean {
    return this.blocked(now).until > now;
  }

  /** Keeps a pause from `at` to `until`, ms: see `KeptPause`. */
  block(at: number, until: number, askedUntil: number, failures: number): void {
    this.#pause.keep(at, until, askedUntil, failures);
  }

  /** Keeps the pause that an answer has asked for beside a poll, if it has: for whatever asks next, in any window. */
  keepAsked({ askedUntil }: AdminApiError, now: number): void {
    if (askedUntil === null || askedUntil <= now) return;
    const until = Math.round(askedUntil);
    this.block(now, until, until, this.blocked(now).failures);
  }

  unblock(): void {
    this.#pause.end();
  }

  /** Instant at which any window last asked with success, ms. */
  checkedAt(): number {
    return this.#own.syncState.get('checkedAt');
  }

  /**
   * Makes a cheap request whose answer has the time, where a plan might be made by a wrong clock: a bill of a day that has
   * not ended is a 400. Repeats it where the answer says that the clock is wrong, until two agree. Returns true when it
   * asked. Throws errors by which nothing else can be had, either.
   */
  async checkClock(signal: AbortSignal): Promise<boolean> {
    const clock = this.#clock;
    if (!clock) return false;
    if (clock.isSure) this.#hasAskedTime = false;
    if (clock.isSure || this.#hasAskedTime) return false;
    const age = clock.now() - this.checkedAt();
    if (this.#keptSkew === 0 && age >= 0 && age < CLOCK_HOLDS) return false;
    for (let asks = 0; asks < MOST_ASKS && !clock.isSure; asks += 1) {
      const { heard } = clock;
      try {
        await this.#source.organization(signal);
      } catch (error) {
        if (signal.aborted || !(error instanceof AdminApiError)) throw error;
        if (clock.heard === heard && !isOfOneReport(error)) throw error;
      }
      // The answer is not from the API itself.
      if (clock.heard === heard) break;
    }
    this.#hasAskedTime = true;
    this.keepClock();
    return true;
  }

  /** Keeps the skew of the machine's clock, learned from answers, for sessions to come. */
  keepClock(): void {
    const clock = this.#clock;
    if (!clock?.isSure || clock.skew === this.#keptSkew) return;
    this.#own.syncState.set('skew', clock.skew);
    this.#keptSkew = clock.skew;
  }

  close(): void {
    this.#ledger.close();
  }

  #hourCutByBalance(): number[] {
    const { cutHour } = this.figures.runways;
    return cutHour === null ? [] : [cutHour];
  }

  #hoursCutByMeasurements(now: number): number[] {
    return this.measurements.open().flatMap((measurement) => hoursCutByMeasurement(measurement, now));
  }
}

/** Hours that a midnight falls into. */
function hoursCutBy(day: Span): number[] {
  return cutsHours(day) ? [day.start, day.end].filter((midnight) => midnight % HOUR !== 0).map(startOfHour) : [];
}

/** Hours that the beginnings of yesterday and today fall into. */
function hoursCutBefore(now: number, zone: string): number[] {
  const today = zoneDay(now, zone);
  return hoursCutBy(zoneDay(today.start - 1, zone));
}
