import type { SetApartLine } from '../ledger/setApartTable.ts';
import type { Format } from '../shared/format.ts';
import { startOfUtcDay } from '../time/utc.ts';

/** Days that are named one by one; older ones together. */
const MOST_DAYS = 3;
const REPORTS = {
  bill: 'the bill',
  '1m': 'the usage',
  '1h': 'the usage',
  claudeCode: 'the Claude Code report',
} as const satisfies Record<SetApartLine['report'], string>;

interface OfDay {
  readonly report: string;
  readonly day: number;
  readonly reason: SetApartLine['reason'];
  readonly texts: string[];
}

/** Days that are incomplete or came twice, and the lines in question: one sentence each, the newest first. */
export function setApartDays(lines: readonly SetApartLine[], format: Format): string[] {
  const days = new Map<string, OfDay>();
  for (const { report, start, reason, text } of lines) {
    const day = startOfUtcDay(start);
    const key = `${day} ${REPORTS[report]} ${reason}`;
    const ofDay = days.get(key) ?? { report: REPORTS[report], day, reason, texts: [] };
    ofDay.texts.push(text);
    days.set(key, ofDay);
  }
  const newest = [...days.values()].sort((a, b) => b.day - a.day);
  const sentences = newest.slice(0, MOST_DAYS).map((ofDay) => sentenceOf(ofDay, format));
  const others = newest.slice(MOST_DAYS).map(({ day }) => day);
  const first = others.at(-1);
  if (first !== undefined) {
    sentences.push(`Earlier days are affected too, back to ${format.day(first)}: the log has the lines of each.`);
  }
  return sentences;
}

function sentenceOf({ report, day, reason, texts }: OfDay, format: Format): string {
  const of = `${report} of ${format.day(day)}`;
  const count = `${format.count(texts.length)} ${texts.length === 1 ? 'line' : 'lines'}`;
  const first = `${texts.length === 1 ? ': ' : ', the first '}“${texts[0] ?? ''}”`;
  if (reason === 'repeated') {
    return `${count} of ${of} came twice and ${texts.length === 1 ? 'counts' : 'count'} once${first}.`;
  }
  return `${capital(of)} is incomplete: ${count} of it cannot be read${first}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
