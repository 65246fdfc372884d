import type { Format } from '../../src/shared/format.ts';
import type { CostChart } from '../../src/shared/panelView.ts';
import type { SeriesTable } from '../tables/seriesTable.ts';
import { BASIS_WORDS, bucketName, centsText, UNKNOWN, unpricedText } from '../words.ts';
import { bucketStates } from './bucketState.ts';

/** What a chart shows, for whoever hears it: its total, how it came about, the dearest series, and what is missing. */
export function chartSentence(title: string, chart: CostChart, table: SeriesTable, format: Format): string {
  return [
    `${title}, stacked by model, ${span(chart, format)}.`,
    ...figures(table, format),
    ...missing(chart, table, format),
  ].join(' ');
}

function span(chart: CostChart, format: Format): string {
  const first = chart.buckets[0];
  const last = chart.buckets[bucketStates(chart).findLastIndex((state) => state !== 'ahead')];
  if (!first || !last) return 'no time at all';
  const zone = format.zoneName(last.start);
  return `${bucketName(format, chart, first.start)} to ${bucketName(format, chart, last.start)}, ${zone}`;
}

function figures({ rows, total, parts }: SeriesTable, format: Format): string[] {
  if (total.basis === 'none') return [`Total ${UNKNOWN}: nothing is known yet.`];
  const amount = centsText(format, total);
  const how = parts.map((part) => {
    const amount = centsText(format, { ...total.parts[part], basis: part });
    return parts.length === 1 ? BASIS_WORDS[part] : `${amount} ${BASIS_WORDS[part]}`;
  });
  const sentences = [`Total ${amount}${how.length > 0 ? `, ${how.join(', ')}` : ''}.`];
  const [dearest] = rows;
  if (dearest && dearest.share !== null && rows.length > 1) {
    sentences.push(`Dearest is ${dearest.name} with ${format.percent(dearest.share / 1000)}.`);
  }
  return sentences;
}

function missing(chart: CostChart, { total }: SeriesTable, format: Format): string[] {
  const unknown = bucketStates(chart).filter((state) => state === 'unknown').length;
  const sentences: string[] = [];
  if (total.unpricedTokens > 0) sentences.push(`${unpricedText(format, total.unpricedTokens)}, not in the total.`);
  if (unknown > 0 && total.basis !== 'none') {
    sentences.push(`${unknown} ${chart.unit}${unknown === 1 ? ' is' : 's are'} not known yet.`);
  }
  return sentences;
}
