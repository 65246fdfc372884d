/** Bills and usage made by hand, in few words: what is not named is of the usual sort. */

import { NO_SERIES, type Series } from '../../../src/source/series.ts';
import type { CostRow } from '../../../src/source/source.ts';
import { type DayRecord, dayByKind, type UsageCell } from '../../../src/spend/bill.ts';
import { ITEMS, type Item, type Kind, NO_DETAIL } from '../../../src/spend/kind.ts';
import { learnRates, Rates } from '../../../src/spend/rates.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';

/** A day whose list prices nothing changes about. */
export const TODAY = Date.UTC(2026, 10, 19);
export const daysAgo = (count: number) => TODAY - count * DAY;

/** No price list knows it: it costs what bills say. */
export const UNLISTED = 'claude-nova-7';
export const OPUS = 'claude-opus-5-5';

export function series(own: Partial<Series> = {}): Series {
  return {
    ...NO_SERIES,
    apiKeyId: 'key-a',
    model: UNLISTED,
    serviceTier: 'standard',
    contextWindow: '0-200k',
    ...own,
  };
}

/** Usage of one hour of a day: units by item. */
export function cell(of: Series, units: Partial<Record<Item, number>>, start = TODAY): UsageCell {
  return { series: of, start, counts: ITEMS.map((item) => units[item] ?? 0) };
}

/** Uncached input of a series, in the first hour of a day. */
export function input(tokens: number, own: Partial<Series> = {}, start = TODAY): UsageCell {
  return cell(series(own), { uncached_input_tokens: tokens }, start);
}

export function costRow(amount: bigint, own: Partial<CostRow> = {}): CostRow {
  return {
    workspaceId: '',
    costType: 'tokens',
    description: 'Usage',
    model: UNLISTED,
    tokenType: 'uncached_input_tokens',
    serviceTier: 'standard',
    contextWindow: '0-200k',
    inferenceGeo: 'global',
    speed: 'standard',
    amount,
    ...own,
  };
}

/** A line of what is not tokens. */
export function otherRow(amount: bigint, costType: string, own: Partial<CostRow> = {}): CostRow {
  const blank = { model: '', tokenType: '', serviceTier: '', contextWindow: '', inferenceGeo: '', speed: '' };
  return costRow(amount, { ...blank, costType, description: costType, ...own });
}

export function record(own: Partial<DayRecord> = {}): DayRecord {
  return { start: TODAY, bill: [], isFinal: false, usage: [], detail: NO_DETAIL, defaultWorkspaceId: '', ...own };
}

/** A day with a final bill, so many days before today: usage cells are moved to it. */
export function wholeDay(ago: number, bill: readonly CostRow[], usage: readonly UsageCell[]): DayRecord {
  const start = daysAgo(ago);
  const moved = usage.map((of) => ({ ...of, start: start + (of.start % DAY) }));
  return record({ start, isFinal: true, bill, usage: moved });
}

export function ratesOf(...days: readonly DayRecord[]): Rates {
  return new Rates(days.map((day) => learnRates(dayByKind(day))));
}

export function kind(own: Partial<Kind> = {}): Kind {
  const { workspaceId, model, serviceTier } = series();
  const dimensions = { workspaceId, model, serviceTier, contextWindow: '', inferenceGeo: '', speed: '' };
  return { ...dimensions, item: 'uncached_input_tokens', ...own };
}

/** Rate of a million units of a kind today, in millionths of a cent, and its rung; null when it is unpriced. */
export function priceOf(
  rates: Rates,
  of: Kind,
  dayStart = TODAY,
): { source: string; day: string; million: number } | null {
  const rate = rates.priceOf(of, dayStart);
  return rate && { source: rate.source, day: rate.day, million: Number((rate.amount * 1_000_000n) / rate.units) };
}

export const hour = (of: number) => TODAY + of * HOUR;
