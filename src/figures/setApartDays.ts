import type { SetApartLine } from '../ledger/setApartTable.ts';
import { capital } from '../shared/capital.ts';
import type { Caveat } from '../shared/caveat.ts';
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

/** Days that are incomplete or were sent twice, and the lines in question: one caveat each, the newest first. */
export function setApartDays(lines: readonly SetApartLine[], format: Format): Caveat[] {
  const days = new Map<string, OfDay>();
  for (const { report, start, reason, text } of lines) {
    const day = startOfUtcDay(start);
    const key = `${day} ${REPORTS[report]} ${reason}`;
    const ofDay = days.get(key) ?? { report: REPORTS[report], day, reason, texts: [] };
    ofDay.texts.push(text);
    days.set(key, ofDay);
  }
  const newest = [...days.values()].sort((a, b) => b.day - a.day);
  const caveats = newest.slice(0, MOST_DAYS).map((ofDay) => caveatOf(ofDay, format));
  const others = newest.slice(MOST_DAYS).map(({ day }) => day);
  const first = others.at(-1);
  if (first !== undefined) {
    const text = `Earlier days are affected too, back to ${format.day(first)}. The log lists them.`;
    caveats.push({ about: 'unread', text });
  }
  return caveats;
}

function caveatOf({ report, day, reason, texts }: OfDay, format: Format): Caveat {
  const ofDay = `${report} for ${format.day(day)}`;
  const count = `${format.count(texts.length)} ${texts.length === 1 ? 'line' : 'lines'}`;
  const first = `${texts.length === 1 ? ': ' : ', the first being '}“${texts[0] ?? ''}”`;
  if (reason === 'repeated') {
    const [were, are] = texts.length === 1 ? ['was', 'is'] : ['were', 'are'];
    return { about: 'sentTwice', text: `${count} of ${ofDay} ${were} sent twice and ${are} counted once${first}.` };
  }
  return { about: 'unread', text: `${capital(ofDay)} is incomplete. ${count} could not be read${first}.` };
}
