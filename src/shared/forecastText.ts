/** Words of forecasts: the same in the tooltip, the panel and reports. Days are those of UTC: so is the zone of `format`. */
import { type Cost, costText } from './cost.ts';
import type { Forecast, Passing } from './forecast.ts';
import type { Format } from './format.ts';
import { DOLLAR, type Money } from './money.ts';

/** Amounts from here on have three figures that say something; below, dollars, and below ten, cents. */
const IN_THREE_FIGURES = 1000n * DOLLAR;

/** `forecast ≈$24,100 – $25,900`; where no range is claimed, `run rate ≈$24,500`. */
export function forecastText({ middle, range }: Forecast, format: Format): string {
  return range === null ? `run rate ${roundText(middle, format)}` : `forecast ${forecastRangeText(range, format)}`;
}

/** `≈$24,100 – $25,900` */
export function forecastRangeText({ low, high }: NonNullable<Forecast['range']>, format: Format): string {
  const [from, to] = [roundText(low, format), roundText(high, format)];
  return from === to ? from : `${from} – ${to.replace('≈', '')}`;
}

/**
 * `today is forecast to cost ≈$319 – $332`; where no range is claimed, or today is not a day of UTC, what it would cost at the
 * newest rate: `at this rate, today will cost ≈$414.48`.
 */
export function dayAheadText(
  { chart, day }: { readonly chart: { readonly zone: string }; readonly day: Cost },
  forecast: Forecast | null,
  format: Format,
): string {
  return forecast?.range && chart.zone === 'UTC'
    ? `today is forecast to cost ${forecastRangeText(forecast.range, format)}`
    : `at this rate, today will cost ${costText(format, day)}`;
}

/** `≈$24,500`: an amount that is not known better. */
export function roundText(amount: Money, format: Format): string {
  if (amount < 10n * DOLLAR) return `≈${format.money(amount)}`.replace('≈<', '<');
  return `≈${format.wholeDollars(amount < IN_THREE_FIGURES ? amount : inThreeFigures(amount))}`;
}

/** `passes on Thu, Dec 24 (Dec 22 – 26)`, `passes today`, `holds`, `holds, but may pass from Dec 28 on`. `now` in ms. */
export function passingText({ on, range }: Passing, format: Format, now: number): string {
  if (on === null) return range === null ? 'holds' : `holds, but may pass ${fromText(range.from, format, now)}`;
  const day = dayText(on, format, now);
  if (range === null) return `passes ${day}`;
  const { from, to } = range;
  if (to === null) return `passes ${day}, or may hold (${fromText(from, format, now)})`;
  return from === to ? `passes ${day}` : `passes ${day} (${format.days(from, to)})`;
}

/** `on Thu, Dec 24`, or `today` */
function dayText(day: number, format: Format, now: number): string {
  return format.longDay(day) === format.longDay(now) ? 'today' : `on ${format.weekdayDay(day)}`;
}

/** `from Dec 22 on` */
function fromText(day: number, format: Format, now: number): string {
  return format.longDay(day) === format.longDay(now) ? 'from today on' : `from ${format.day(day)} on`;
}

function inThreeFigures(amount: Money): Money {
  let unit = DOLLAR;
  while (amount / unit >= 1000n) unit *= 10n;
  return ((amount + unit / 2n) / unit) * unit;
}
