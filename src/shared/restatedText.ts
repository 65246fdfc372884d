import type { Format } from './format.ts';
import type { Restated } from './panelView.ts';

/** `Restated on Nov 16: $120.00 before, $150.00 now`: the whole bill, whatever the chart shows of it. */
export function restatedText({ days, from, to, at }: Restated, format: Format): string {
  const when =
    days === 1 ? `Restated on ${format.day(at)}` : `${format.count(days)} days restated by ${format.day(at)}`;
  return `${when}: ${format.money(from)} before, ${format.money(to)} now`;
}
