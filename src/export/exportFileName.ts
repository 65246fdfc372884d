import type { Explorer } from '../shared/explorer.ts';
import { onFirstDay, onLastDay } from '../time/daysOfSpan.ts';
import type { Span } from '../time/utc.ts';
import { dayIn, rfc3339 } from '../time/zone.ts';

interface FileSubject {
  /** What is in the file: `cost-by-model`. */
  readonly name: string;
  /** Its days, of a zone (IANA name); moments to the minute where it is exact. */
  readonly span: Span;
  readonly zone: string;
  readonly isExact: boolean;
  readonly isFiltered: boolean;
}

/** `claude-cost-by-model-2026-10-24-to-2026-11-22.csv`; a filtered one says so, lest it be taken for one of everything. */
export function fileNameOf({ name, span, zone, isExact, isFiltered }: FileSubject, extension: string): string {
  const minute = (instant: number) => rfc3339(instant, zone).slice(0, 16).replace('T', '-').replace(':', '');
  const first = isExact ? minute(span.start) : dayIn(onFirstDay(span), zone);
  const last = isExact ? minute(span.end) : dayIn(onLastDay(span), zone);
  const words = ['claude', name, first];
  if (last !== first) words.push('to', last);
  if (isFiltered) words.push('filtered');
  return `${words.join('-')}.${extension}`;
}

/** Name of a file of the panel's view. */
export function exportFileName({ choice, span, chart }: Explorer, extension: 'csv' | 'png'): string {
  const subject = { name: viewFileName(choice), span, zone: chart.zone, isExact: choice.range.type === 'instants' };
  return fileNameOf({ ...subject, isFiltered: choice.filters.length > 0 }, extension);
}

/** `cost-by-model` */
export function viewFileName({ measure, by }: Pick<Explorer['choice'], 'measure' | 'by'>): string {
  return `${kebab(measure)}-by-${kebab(by)}`;
}

function kebab(word: string): string {
  return word.replace(/[A-Z]|\d+(?=[a-z])/g, (part) => `-${part.toLowerCase()}`);
}
