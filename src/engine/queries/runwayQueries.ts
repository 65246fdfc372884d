import type { Forecaster } from '../../figures/forecast/forecaster.ts';
import type { PricedDays } from '../../figures/scan/pricedDays.ts';
import { type PartOfDay, partOfDay } from '../../figures/spendBetween.ts';
import type { BalanceTable, KeptBalanceEntry } from '../../ledger/balanceTable.ts';
import { sampleBalance } from '../../sample/planning.ts';
import { type Cost, isUnknown, sumOfCosts } from '../../shared/cost.ts';
import { type Money, sumOfAmounts } from '../../shared/money.ts';
import type { BalanceEntry, Runway } from '../../shared/runway.ts';
import { ORGANIZATION, type Scope } from '../../shared/scope.ts';
import { DAY, HOUR, MINUTE, type Span, startOfHour, startOfUtcDay } from '../../time/utc.ts';

/** A balance that lasts longer than so long, ms, is not forecast further. */
const FARTHEST = 365 * DAY;

export interface RunwayOptions {
  readonly pricedDays: PricedDays;
  readonly scopes: {
    /** False while days of the history have not been made. */
    readonly isReady: boolean;
    cost(scope: Scope, span: Span): Cost | null;
    forecaster(scope: Scope): Pick<Forecaster, 'runsOut'>;
  };
  readonly table: BalanceTable;
  /** Entries that the sample has instead of those of the table; null for an account. */
  readonly sample: ((now: number) => readonly BalanceEntry[]) | null;
}

/** A typed balance with the top-ups since. */
interface Balance extends KeptBalanceEntry {
  readonly topUps: readonly KeptBalanceEntry[];
}

/** What is left of a prepaid balance. The priced days have been refreshed. */
export class RunwayQueries {
  readonly #options: RunwayOptions;
  /** The rest of the balance's day is cut again only where the day has changed. */
  #rest: { readonly key: string; readonly part: PartOfDay | null } | null = null;

  constructor(options: RunwayOptions) {
    this.#options = options;
  }

  /** Undefined where no balance is set. */
  state(now: number): Runway | undefined {
    const balance = this.#balance(now);
    if (!balance) return undefined;
    const spent = this.#spent(balance, startOfUtcDay(now) + DAY, now);
    const left = spent && { ...spent.cost, amount: boughtOf(balance, now) - spent.cost.amount };
    const { scopes } = this.#options;
    const isPriced = spent !== null && !isUnknown(spent.cost);
    const hasForecast = left !== null && left.amount > 0n && isPriced && scopes.isReady;
    return {
      left,
      asOf: balance.at,
      isByHour: spent?.isByHour ?? false,
      lasts: hasForecast ? scopes.forecaster(ORGANIZATION).runsOut(Number(left.amount), now + FARTHEST) : null,
    };
  }

  /** Ours at the moment of a newly typed balance, less that; null where ours begins later, or is not known. */
  drift({ at, amount }: BalanceEntry, now: number): Money | null {
    const balance = this.#balance(now);
    if (!balance || at < balance.at) return null;
    const spent = this.#spent(balance, at, now);
    return spent && boughtOf(balance, at) - spent.cost.amount - amount;
  }

  /** Start of the hour that the balance is of a minute of, ms: its minutes are needed. Null where none is. */
  get cutHour(): number | null {
    const at = lastBalance(this.#options.table.entries())?.at ?? 0;
    return at % HOUR < MINUTE ? null : startOfHour(at);
  }

  #balance(now: number): Balance | null {
    const { table, sample } = this.#options;
    const typed = sample?.(now).map((entry, ref) => ({ ...entry, ref, drift: null, rest: null }));
    const entries = typed ?? table.entries();
    const balance = lastBalance(entries);
    if (!balance) return null;
    const isSince = ({ kind, at, ref }: KeptBalanceEntry) =>
      kind === 'topUp' && (at > balance.at || (at === balance.at && ref > balance.ref));
    return { ...balance, topUps: entries.filter(isSince) };
  }

  /** Spend from the balance on to an instant; null where something of it is not known. */
  #spent(balance: Balance, to: number, now: number): PartOfDay | null {
    const dayEnd = startOfUtcDay(balance.at) + DAY;
    if (to < dayEnd) return partOfDay(this.#options.pricedDays, { start: balance.at, end: to });
    const lastDay = startOfUtcDay(to);
    const parts = [
      this.#restOfDay(balance, now),
      this.#fullDays({ start: dayEnd, end: lastDay }),
      to - lastDay < MINUTE ? NOTHING : partOfDay(this.#options.pricedDays, { start: lastDay, end: to }),
    ];
    const known = parts.filter((part) => part !== null);
    if (known.length < parts.length) return null;
    const costs = known.map(({ cost }) => cost).filter((cost) => cost !== NOTHING.cost);
    return { cost: sumOfCosts(costs, 'estimated'), isByHour: known.some(({ isByHour }) => isByHour) };
  }

  #fullDays(span: Span): PartOfDay | null {
    if (span.start >= span.end) return NOTHING;
    const cost = this.#options.scopes.cost(ORGANIZATION, span);
    return cost && { cost, isByHour: false };
  }

  /** Spend of the balance's own day from its moment on, which is kept once the day has ended. */
  #restOfDay(balance: Balance, now: number): PartOfDay | null {
    const day = startOfUtcDay(balance.at);
    const span = { start: balance.at, end: day + DAY };
    if (balance.at - day < MINUTE) return this.#fullDays({ ...span, start: day });
    const { pricedDays, table } = this.#options;
    const key = `${balance.at}/${pricedDays.revision(day, [balance.at])}`;
    if (this.#rest?.key !== key) this.#rest = { key, part: partOfDay(pricedDays, span) };
    const { part } = this.#rest;
    if (!part || span.end > now) return part ?? balance.rest;
    if (!isSame(part, balance.rest)) table.keepRest(balance.ref, part);
    return part;
  }
}

/** The sample's balance and top-ups, as its own. */
export function sampleEntries(now: number): BalanceEntry[] {
  const { amount, asOf, topUps } = sampleBalance(now);
  return [{ kind: 'balance', amount, at: asOf }, ...topUps.map((topUp) => ({ ...topUp, kind: 'topUp' as const }))];
}

const NOTHING: PartOfDay = { cost: { amount: 0n, basis: 'none', unpricedTokens: 0 }, isByHour: false };

function lastBalance<Entry extends BalanceEntry>(entries: readonly Entry[]): Entry | undefined {
  return entries.findLast(({ kind }) => kind === 'balance');
}

/** The balance with its top-ups until an instant, ms. */
function boughtOf({ amount, topUps }: Balance, until: number): Money {
  return amount + sumOfAmounts(topUps.filter(({ at }) => at <= until).map((topUp) => topUp.amount));
}

function isSame(part: PartOfDay, kept: PartOfDay | null): boolean {
  if (!kept || kept.isByHour !== part.isByHour) return false;
  const { amount, basis, unpricedTokens } = part.cost;
  return amount === kept.cost.amount && basis === kept.cost.basis && unpricedTokens === kept.cost.unpricedTokens;
}
