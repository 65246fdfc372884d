/** A made-up ledger for reports: lines of days, without a database. */

import { ScopeDirectory } from '../../../src/figures/budgets/scopeDirectory.ts';
import { costCentresOf } from '../../../src/figures/costCentres/costCentres.ts';
import { costTypeName } from '../../../src/figures/names.ts';
import { modelValue, valueIdOf } from '../../../src/figures/sums/dimensions.ts';
import type { Period, ReportRequest } from '../../../src/reports/report.ts';
import type { DayBill, ReportData, ReportDay, UsageLine } from '../../../src/reports/reportData.ts';
import type { BudgetState } from '../../../src/shared/budget.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import type { CostCentre } from '../../../src/shared/costCentre.ts';
import { NO_USAGE } from '../../../src/shared/explorer.ts';
import type { ForecastAccuracy } from '../../../src/shared/forecastAccuracy.ts';
import type { Money } from '../../../src/shared/money.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { BadEntry } from '../../../src/shared/namedEntry.ts';
import type { Runway } from '../../../src/shared/runway.ts';
import { NO_SERIES } from '../../../src/source/series.ts';
import type { ClaudeCodeRecord, CostRow } from '../../../src/source/source.ts';
import { ITEMS, type Kind, kindKey, kindOfCost, NO_DETAIL, TOKEN_ITEMS } from '../../../src/spend/kind.ts';
import { DAY, HOUR, type Span, utcDayStart } from '../../../src/time/utc.ts';
import { instantOfLocal, zoneDay, zoneOffset } from '../../../src/time/zone.ts';

/** A line of one day of the zone; it happened in one hour, the first unless said otherwise. */
export interface Entry {
  readonly day: string;
  readonly hour?: number;
  readonly line: UsageLine;
}

export interface MadeBill {
  readonly day: string;
  readonly whole?: boolean;
  readonly rows: readonly CostRow[];
  readonly unreadLines?: number;
  readonly estimated?: ReadonlyMap<string, Money> | null;
  readonly restated?: DayBill['restated'];
  /** By `kindKey`. */
  readonly units?: ReadonlyMap<string, number>;
}

export interface Made {
  /** First and last day, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly entries?: readonly Entry[];
  readonly zone?: string;
  /** The day after the last one at noon, so that the period has ended. */
  readonly now?: number;
  /** Days that have not been read. */
  readonly unknown?: readonly string[];
  /** Names of workspaces and API keys by their ids. */
  readonly names?: Readonly<Record<string, string>>;
  readonly keys?: Readonly<Record<string, NonNullable<ReturnType<ReportData['keyOf']>>>>;
  /** Whole bills of all days with billed lines, unless said otherwise. */
  readonly bills?: readonly MadeBill[];
  readonly claudeCode?: readonly ClaudeCodeRecord[];
  readonly budgets?: readonly BudgetState[];
  readonly badBudgets?: readonly BadEntry[];
  readonly accuracy?: readonly ForecastAccuracy[];
  /** Values are ids or names. */
  readonly costCentres?: readonly CostCentre[];
  /** Nothing is known unless said. */
  readonly dailyCosts?: ReportData['dailyCosts'];
  readonly runway?: Runway;
  readonly shortEmails?: boolean;
  readonly locale?: string;
  /** The previous period, where it is not as many days. */
  readonly before?: Span;
}

/** Millionths of a cent; whole cents of dollars as people write them. */
export function dollars(amount: number): Money {
  return (BigInt(Math.round(amount * 100)) * DOLLAR) / 100n;
}

/** Uncached input of Opus 5.5 in Production by one key, billed with nothing, unless said otherwise. */
export function line(changes: Partial<UsageLine> = {}): UsageLine {
  const item = changes.item ?? 0;
  const isToken = item >= 0 && item < TOKEN_ITEMS.length;
  return {
    ...NO_SERIES,
    item,
    costType: isToken ? 'tokens' : item < 0 ? 'code_execution' : 'web_search',
    description: '',
    workspaceId: 'wrkspc_production',
    model: isToken ? 'claude-opus-5-5' : '',
    apiKeyId: item < 0 ? null : 'apikey_agent',
    serviceTier: isToken ? 'standard' : '',
    contextWindow: isToken ? '0-200k' : '',
    inferenceGeo: isToken ? 'global' : '',
    units: 0,
    paidUnits: (changes.units ?? 0) - (changes.unpricedTokens ?? 0),
    refusedUnits: 0,
    billed: 0n,
    mixed: 0n,
    estimated: 0n,
    listed: 0n,
    unpricedTokens: 0,
    saved: 0n,
    unratedTokens: 0,
    ...changes,
  };
}

const NAMES: Readonly<Record<string, string>> = {
  wrkspc_production: 'Production',
  wrkspc_research: 'Research',
  apikey_agent: 'support-agent',
  apikey_evals: 'nightly-evals',
};

const KEYS: NonNullable<Made['keys']> = {
  apikey_agent: { status: 'active', hint: 'sk-ant-api03-age...aaaa' },
  apikey_evals: { status: 'inactive', hint: 'sk-ant-api03-eva...bbbb' },
};

export function requestOf(report: string, { from, to }: Made, filters: readonly Filter[] = []): ReportRequest {
  return { report, from, to, filters };
}

export function madeData(made: Made): ReportData {
  const { zone = 'UTC', names = NAMES, keys = KEYS, entries = [], unknown = [] } = made;
  const dayOf = (day: string): Span => zoneDay(instantOfLocal(utcDayStart(day), zone), zone);
  const span = { start: dayOf(made.from).start, end: dayOf(made.to).end };
  const now = made.now ?? span.end + DAY / 2;
  const period: Period = { ...span, zone, running: now < span.end };
  const unknownDays = unknown.map(dayOf);
  const isUnknownAt = (at: number) => unknownDays.some(({ start, end }) => start <= at && at < end);
  const placed = entries
    .map(({ day, hour = 0, line: own }) => ({ at: dayOf(day).start + hour * HOUR, own }))
    .filter(({ at }) => !isUnknownAt(at));
  const isBilled = (at: number) =>
    placed.some(({ at: other, own }) => sameDay(at, other) && (own.billed !== 0n || own.mixed !== 0n));
  const bills = (made.bills ?? billsOf(entries)).map(billOf);
  return {
    organizationId: 'org_acme',
    organization: 'Acme Robotics',
    sample: false,
    locale: made.locale ?? 'en-US',
    now,
    dataTo: now,
    checkedAt: now,
    period,
    before: made.before ?? beforeOf(period, now),
    days: daysOf(span, zone).filter(({ start }) => start <= now),
    daysBefore: daysOf({ start: weekBefore(span.start, zone), end: span.start }, zone),
    lines: (earlier, filters, later) =>
      placed
        .filter(({ at, own }) => earlier.start <= at && at < earlier.end && passes(own, filters))
        .filter(({ at, own }) => !later || own.item >= 0 || isBilled(at + later.start - earlier.start))
        .map(({ own }) => own),
    isKnown: ({ start, end }) => !unknownDays.some((day) => day.start < end && start < day.end),
    nameOf: (dimension, id) => {
      if (dimension === 'model') return modelValue(id);
      if (dimension === 'costType') return { id, name: costTypeName(id), detail: '' };
      if (dimension === 'workspace' && id === '') return { id, name: 'Default workspace', detail: '' };
      if (dimension === 'apiKey' && id === '') return { id, name: 'No API key', detail: '' };
      if (dimension === 'apiKey' && id === NO_USAGE) return { id, name: 'Non-token charges', detail: '' };
      const name = Object.hasOwn(names, id) ? (names[id] ?? id) : id;
      return { id, name, detail: name === id ? '' : id };
    },
    colorsOf: () => ({}),
    keyOf: (id) => (Object.hasOwn(keys, id) ? (keys[id] ?? null) : null),
    bills: ({ start, end }) => bills.filter((bill) => bill.start < end && bill.start + DAY > start),
    claudeCode: () => made.claudeCode ?? [],
    budgets: () => ({ budgets: made.budgets ?? [], bad: made.badBudgets ?? [], accuracy: made.accuracy ?? [] }),
    dailyCosts: (scope, days) => made.dailyCosts?.(scope, days) ?? null,
    runway: () => made.runway ?? null,
    costCentres: () => costCentresOf({ centres: made.costCentres ?? [], bad: [] }, directoryOf(names)),
    notes: [],
    shortEmails: made.shortEmails ?? false,
  };
}

function directoryOf(names: Readonly<Record<string, string>>): ScopeDirectory {
  const named = (prefix: string) => new Map(Object.entries(names).filter(([id]) => id.startsWith(prefix)));
  return new ScopeDirectory({
    names: () => ({ workspaces: named('wrkspc_'), apiKeys: named('apikey_') }),
    defaultWorkspaceId: () => '',
    used: () => [],
  });
}

function passes(own: UsageLine, filters: readonly Filter[]): boolean {
  return filters.every(({ dimension, values }) =>
    values.includes(valueIdOf({ ...own, usedModel: own.model }, dimension, 'cost')),
  );
}

const sameDay = (a: number, b: number) => Math.floor(a / DAY) === Math.floor(b / DAY);

function beforeOf({ start, end, running }: Period, now: number): Span {
  const length = end - start;
  return { start: start - length, end: running ? now - length : start };
}

function daysOf({ start, end }: Span, zone: string): ReportDay[] {
  const days: ReportDay[] = [];
  for (let day = zoneDay(start, zone); day.start < end; day = zoneDay(day.end, zone)) days.push({ ...day, cut: false });
  return days;
}

function weekBefore(start: number, zone: string): number {
  return instantOfLocal(start + zoneOffset(start, zone) - 7 * DAY, zone);
}

/** Whole bills that say what the lines say. */
export function billsOf(entries: readonly Entry[]): MadeBill[] {
  const billed = entries.filter((entry) => entry.line.billed !== 0n);
  return [...Map.groupBy(billed, ({ day }) => day)]
    .map(([day, own]) => ({ day, rows: own.map((entry) => costRow(entry.line)) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function costRow(own: UsageLine): CostRow {
  const { workspaceId, costType, model, serviceTier, contextWindow, inferenceGeo, speed, billed: amount } = own;
  const tokenType = costType === 'tokens' ? (ITEMS[own.item] ?? '') : '';
  const description = [costTypeName(costType), model, tokenType].filter((part) => part !== '').join(' ');
  return {
    workspaceId,
    costType,
    description,
    model,
    tokenType,
    serviceTier,
    contextWindow,
    inferenceGeo,
    speed,
    amount,
  };
}

function billOf({
  day,
  whole = true,
  rows,
  unreadLines = 0,
  estimated = null,
  restated = null,
  units,
}: MadeBill): DayBill {
  const folding = { detail: NO_DETAIL, billedTiers: new Set<string>(), defaultWorkspaceId: '' };
  return {
    start: utcDayStart(day),
    whole,
    rows,
    unreadLines,
    estimated,
    restated,
    kindOf: (row) => kindOfCost(row, folding),
    unitsOf: (kind: Kind) => units?.get(kindKey(kind)) ?? 0,
  };
}
