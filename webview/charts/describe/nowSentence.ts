import { costText } from '../../../src/shared/cost.ts';
import type { Now } from '../../../src/shared/explorer.ts';
import type { Format } from '../../../src/shared/format.ts';
import type { Layer } from '../model/layers.ts';

/** What the chart of the last hour shows, for whoever hears it. */
export function nowSentence({ chart, perHour, day }: Now, layers: readonly Layer[], format: Format): string {
  const first = chart.buckets[0];
  const last = chart.buckets.at(-1);
  if (!first || !last) return 'Cost by minute: no data yet.';
  const span = `${format.time(first.start)} to ${format.time(last.end)}, ${format.zoneName(last.start)}`;
  const [dearest] = layers;
  return [
    `Cost by minute, stacked by model, ${span}.`,
    `Total of the hour ${costText(format, perHour)}; at this rate the day would be ${costText(format, day)}.`,
    ...(dearest ? [`Dearest is ${dearest.name}.`] : []),
  ].join(' ');
}
