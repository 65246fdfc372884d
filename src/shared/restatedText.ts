import type { Format } from './format.ts';
import type { Restated } from './panelView.ts';

/** `Restated on Nov 16 from $120.00 to $150.00`: all of the bill, whatever the chart shows of it. */
export function restatedText({ days, from, to, at }: Restated, format: Format): string {
  const when =
    days === 1 ? `Restated on ${format.day(at)}` : `${format.count(days)} bills restated up to ${format.day(at)},`;
  return `${when} from ${format.money(from)} to ${format.money(to)}`;
}
