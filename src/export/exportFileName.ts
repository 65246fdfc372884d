import type { Explorer } from '../shared/explorer.ts';
import { onFirstDay, onLastDay } from '../time/daysOfSpan.ts';
import { dayIn, rfc3339 } from '../time/zone.ts';

/** `claude-cost-by-model-2026-10-24-to-2026-11-22.csv`; a filtered one says so, as it has not everything. */
export function exportFileName({ choice, span, chart }: Explorer, extension: 'csv' | 'md' | 'png'): string {
  const { zone } = chart;
  const minute = (instant: number) => rfc3339(instant, zone).slice(0, 16).replace('T', '-').replace(':', '');
  const isExact = choice.range.type === 'instants';
  const first = isExact ? minute(span.start) : dayIn(onFirstDay(span), zone);
  const last = isExact ? minute(span.end) : dayIn(onLastDay(span), zone);
  const words = ['claude', kebab(choice.measure), 'by', kebab(choice.by), first];
  if (last !== first) words.push('to', last);
  if (choice.filters.length > 0) words.push('filtered');
  return `${words.join('-')}.${extension}`;
}

function kebab(word: string): string {
  return word.replace(/[A-Z]|\d+(?=[a-z])/g, (part) => `-${part.toLowerCase()}`);
}
