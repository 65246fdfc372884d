import type { PricedDays } from '../../figures/scan/pricedDays.ts';
import type { QuerySources } from '../../figures/scan/queryContext.ts';
import type { ScopeSums } from '../../figures/scopes/scopeSums.ts';
import { valueNamed } from '../../figures/sums/dimensions.ts';
import { NameDirectory } from '../../figures/sums/directory.ts';
import type { FoundCause } from '../../figures/unusual/followEvents.ts';
import { thresholdsOf } from '../../figures/unusual/thresholds.ts';
import { UnusualFinder } from '../../figures/unusual/unusualFinder.ts';
import { unusualText } from '../../figures/unusual/unusualText.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { KeptEvent } from '../../ledger/unusualTable.ts';
import { type Choice, FIRST_CHOICE, type Filter } from '../../shared/choice.ts';
import { createFormat, type Format } from '../../shared/format.ts';
import { scopeKey } from '../../shared/scope.ts';
import type { UnusualRule } from '../../shared/unusual.ts';
import { DAY, HOUR, startOfHour, startOfUtcDay, utcDay } from '../../time/utc.ts';
import type { EngineConfig } from '../thread/protocol.ts';
import { type UnusualCause, unusualCause } from './unusualCause.ts';

export interface UnusualSources {
  readonly ledger: OrganizationLedger;
  readonly pricedDays: PricedDays;
  readonly scopes: ScopeSums;
  readonly config: Pick<EngineConfig, 'locale' | 'unusualSpend'>;
  /** What answers are made of, at an instant. */
  readonly sources: (now: number) => QuerySources;
}

/** What an unusual day's chart has before it, ms. */
const DAYS_BEFORE = 7 * DAY;
const HOURS_BEFORE = 3 * HOUR;

/** Unusual spend, from the ledger alone. The figures have been refreshed. */
export class UnusualQueries {
  readonly #sources: UnusualSources;
  readonly #finder: UnusualFinder;
  readonly #format: Format;

  constructor(sources: UnusualSources) {
    this.#sources = sources;
    const { ledger, pricedDays, scopes, config } = sources;
    const { sensitivity, minimumUsd } = config.unusualSpend;
    const defaultWorkspaceId = () => ledger.names.defaultWorkspaceId();
    this.#format = createFormat(config.locale, 'UTC');
    this.#finder = new UnusualFinder({
      pricedDays,
      scopes,
      defaultWorkspaceId,
      workspaceOf: (id) => {
        const workspaceId = ledger.names.apiKeys().get(id)?.workspaceId;
        return workspaceId === defaultWorkspaceId() ? '' : workspaceId;
      },
      thresholds: thresholdsOf(sensitivity, minimumUsd),
    });
  }

  /** False while sums of the history are still made. */
  get isReady(): boolean {
    return this.#sources.scopes.isReady && this.#sources.scopes.isCurrent;
  }

  /** True once all hours of a UTC day have been read. */
  isClosed(day: number): boolean {
    return this.#sources.pricedDays.isComplete(day);
  }

  hasFewDays(): boolean {
    return this.#finder.hasFewDays();
  }

  /** See `UnusualFinder`. */
  runaways(now: number) {
    return this.#finder.runaways(this.#sources.sources(now).freshness.usageTo, now);
  }

  /** Days that only a dearer price has made unusual are left out. */
  days(day: number, now: number): FoundCause[] {
    const found = this.#finder.days(day, now);
    return found.filter((cause) => {
      const { priceShare } = this.#cause('day', cause, now);
      return cause.amount * (1 - priceShare) >= cause.usual + (cause.amount - cause.usual) / 2;
    });
  }

  /** An event as it begins, and the sentence on its cause. */
  event(rule: UnusualRule, cause: FoundCause, now: number): { readonly event: KeptEvent; readonly sentence: string } {
    const { scope, within, start, end } = cause;
    const day = startOfUtcDay(start);
    const [amount, usual] = [BigInt(Math.round(cause.amount)), BigInt(Math.round(cause.usual))];
    const directory = new NameDirectory(this.#sources.ledger);
    const name = scope.dimension === null ? '' : valueNamed(scope.dimension, scope.id, directory).name;
    const isRunning = rule === 'day' && day === startOfUtcDay(now);
    const text = unusualText({ rule, scope, name, amount, usual, day, isRunning }, this.#format);
    const id = `${rule} ${scopeKey(scope)} ${start}`;
    const event = { id, rule, scope, within, start, end, isOver: false, amount, usual, text };
    return { event, sentence: this.#cause(rule, cause, now).sentence };
  }

  /** What *Open Panel* shows of an event. */
  choice({ rule, scope, start, end }: KeptEvent): Choice {
    const filters: Filter[] = scope.dimension === null ? [] : [{ dimension: scope.dimension, values: [scope.id] }];
    const shown = { ...FIRST_CHOICE, by: scope.dimension === 'apiKey' ? 'model' : 'apiKey', filters } as const;
    if (rule === 'day') {
      return { ...shown, range: { type: 'days', from: utcDay(start - DAYS_BEFORE), to: utcDay(start) } };
    }
    const range = { start: startOfHour(start) - HOURS_BEFORE, end: startOfHour(end) + HOUR };
    return { ...shown, unit: 'minute', range: { type: 'instants', ...range } };
  }

  #cause(rule: UnusualRule, { scope, start, end }: FoundCause, now: number): UnusualCause {
    return unusualCause({ rule, scope, span: { start, end } }, this.#sources.sources(now), this.#format);
  }
}
