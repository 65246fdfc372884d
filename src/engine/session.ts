import { Ledger, type OrganizationLedger } from '../ledger/ledger.ts';
import type { Organization, Source } from '../source.ts';
import { type Clock, cutsHours, HOUR, zoneDay } from '../spend/time.ts';
import { OrganizationSync } from '../sync/organizationSync.ts';
import { Figures } from './figures.ts';
import type { EngineConfig, FromEngine } from './protocol.ts';

/** An open ledger and the organization whose part of it is in use. */
export class Session {
  readonly organization: Organization;
  readonly sync: OrganizationSync;
  readonly figures: Figures;
  readonly #ledger: Ledger;
  readonly #own: OrganizationLedger;

  private constructor(ledger: Ledger, organization: Organization, config: EngineConfig, source: Source, clock: Clock) {
    this.organization = organization;
    this.#ledger = ledger;
    this.#own = ledger.organization(organization);
    this.figures = new Figures(this.#own, organization, config);
    const { historyDays, intervalMs, zone } = config;
    const keepMinute = (start: number) => isBesideMidnight(start, zone);
    this.sync = new OrganizationSync({ source, ledger: this.#own, clock, historyDays, intervalMs, keepMinute });
  }

  /** Throws what the file system, the database or the source throws. */
  static async open(
    config: EngineConfig,
    source: Source,
    clock: Clock,
    send: (message: FromEngine) => void,
    signal: AbortSignal,
  ): Promise<Session> {
    const ledger = new Ledger(config.ledgerPath, clock.now());
    try {
      if (ledger.setAside !== null) {
        send({ type: 'log', level: 'warn', line: `the ledger was damaged and is kept as ${ledger.setAside}` });
        const message = 'The ledger of Claude usage was damaged. It has been set aside, and a new one is being filled.';
        send({ type: 'notice', message });
      }
      const known = config.account.type === 'key' ? config.account.organization : null;
      const organization = known ?? (await source.organization(signal));
      if (!known) send({ type: 'organization', organization });
      return new Session(ledger, organization, config, source, clock);
    } catch (error) {
      ledger.close();
      throw error;
    }
  }

  isInPlace(): boolean {
    return this.#ledger.isInPlace();
  }

  /** Until when the API is to be left alone, ms: kept over restarts, and for all windows. */
  blockedUntil(): number {
    return this.#own.moments.get('blockedUntil');
  }

  block(until: number): void {
    this.#own.moments.set('blockedUntil', until);
  }

  unblock(): void {
    if (this.blockedUntil() !== 0) this.block(0);
  }

  close(): void {
    this.#ledger.close();
  }
}

/** Whether a minute is of an hour that a midnight of the zone cuts. */
function isBesideMidnight(start: number, zone: string): boolean {
  const day = zoneDay(start, zone);
  if (!cutsHours(day)) return false;
  const hour = Math.floor(start / HOUR) * HOUR;
  return [day.start, day.end].some((midnight) => midnight > hour && midnight < hour + HOUR);
}
