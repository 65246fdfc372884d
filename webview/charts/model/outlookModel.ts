import { usedFraction } from '../../../src/shared/budgetText.ts';
import type { Format } from '../../../src/shared/format.ts';
import type { Money } from '../../../src/shared/money.ts';
import type { Outlook } from '../../../src/shared/outlook.ts';
import { type Layer, UNITS_A_DOLLAR } from './layers.ts';

/** Outlook in a running total, in dollars to draw. */
export interface OutlookModel extends Outlook {
  /** Height of the budget's line; null where it is so far above that the rest would be flat. */
  readonly line: number | null;
  /** Running total now. */
  readonly spent: number;
  /** From the start of the bucket `from` to the end of the last one. */
  readonly course: {
    readonly start: number;
    readonly middle: number;
    readonly range: { readonly low: number; readonly high: number } | null;
  } | null;
  /** Highest of what is drawn. */
  readonly top: number;
}

/** An axis is made longer for a budget up to so many times. */
const MOST_STRETCH = 3;

/** Models the outlook of running totals, which are those of all layers. */
export function outlookModel(outlook: Outlook, running: readonly Layer[]): OutlookModel {
  const totalAt = (bucket: number) => running.reduce((sum, { values }) => sum + (values[bucket] ?? 0), 0);
  const spent = totalAt(outlook.from);
  const above = (money: Money) => Math.max(spent, dollars(money));
  const { budget, forecast } = outlook;
  const course = forecast && {
    start: outlook.from === 0 ? 0 : totalAt(outlook.from - 1),
    middle: above(forecast.middle),
    range: forecast.range && { low: above(forecast.range.low), high: above(forecast.range.high) },
  };
  const reached = Math.max(spent, course?.range?.high ?? course?.middle ?? 0);
  const limit = budget ? dollars(budget.amount) : null;
  const line = limit !== null && (limit <= reached * MOST_STRETCH || reached === 0) ? limit : null;
  return { ...outlook, line, spent, course, top: Math.max(reached, line ?? 0) };
}

/** `92%` of a budget, as `usedFraction` rounds it, for a number of dollars on the chart's scale. */
export function budgetShareText(spent: number, { amount }: NonNullable<Outlook['budget']>, format: Format): string {
  return format.percent(usedFraction(BigInt(Math.round(spent * UNITS_A_DOLLAR)), amount));
}

/** Length in pixels is made of it, and nothing is added up. */
function dollars(money: Money): number {
  return Number(money) / UNITS_A_DOLLAR;
}
