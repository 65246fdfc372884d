import { Forecaster as Ours, type SpendHistory } from '../../../src/figures/forecast/forecaster.ts';
import { HOUR, type Span } from '../../../src/time/utc.ts';
import type { Forecast, Forecaster } from './forecaster.ts';
import { endOf, type Spend, sum } from './spend.ts';

/** Closed days whose hours the product has at hand. */
const HOURS_OF_DAYS = 35;

/** The product's forecaster. Its work is shared by the questions that are asked of the same moment. */
export const OURS: Forecaster = {
  name: 'ours',
  forecast(spend, period: Span, budget): Forecast {
    const forecaster = forecasterOf(spend);
    const total = forecaster.total(period);
    if (!total) throw new Error('a history of 15 days is forecast from');
    const { middle, range } = total;
    return {
      middle,
      ...(range && { range }),
      ...(budget !== undefined && { passesOn: forecaster.passing(period, budget)?.on ?? null }),
    };
  },
};

let newest: { readonly spend: Spend; readonly forecaster: Ours } | undefined;

function forecasterOf(spend: Spend): Ours {
  if (newest?.spend !== spend) newest = { spend, forecaster: new Ours(historyOf(spend), newest?.forecaster) };
  return newest.forecaster;
}

/** What the product knows at that moment: the newest closed day has no bill yet. */
function historyOf({ start, hours }: Spend): SpendHistory {
  const closed = Math.floor(hours.length / 24);
  const firstHour = Math.max(0, closed - HOURS_OF_DAYS) * 24;
  return {
    start,
    days: Float64Array.from({ length: closed }, (_, day) => sum(hours.subarray(day * 24, (day + 1) * 24))),
    hours: hours.subarray(firstHour),
    hoursStart: start + firstHour * HOUR,
    now: endOf({ start, hours }),
    billedDays: closed - 1,
  };
}
