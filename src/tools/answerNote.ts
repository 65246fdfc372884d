import type { PreviousSums } from '../figures/answer/comparePrevious.ts';
import { explorerCaveats } from '../figures/answer/explorerCaveats.ts';
import { hasEstimate } from '../shared/basis.ts';
import { capital } from '../shared/capital.ts';
import type { Filter } from '../shared/choice.ts';
import { DIMENSION_WORDS } from '../shared/dimensions.ts';
import type { ChartBucket } from '../shared/panelView.ts';
import { DAY, utcDay } from '../time/utc.ts';
import { foreignText } from './foreignText.ts';
import type { AskedPeriod, PeriodSums } from './periodSums.ts';
import type { ToolSources } from './toolSources.ts';

/** The most characters of a note. */
const LONGEST_NOTE = 900;
/** Days that are named one by one. */
const MOST_DAYS = 3;
const LOCALE = 'en-US';

/** What of a period is stored. */
export interface Knowledge {
  /** Anything is known of it. */
  readonly isKnown: boolean;
  /** All that has happened of it is known. */
  readonly isWhole: boolean;
}

export function knowledgeOf({ buckets }: PeriodSums, now: number): Knowledge {
  const begun = buckets.filter(({ start }) => start < now);
  const known = buckets.filter(({ basis }) => basis !== 'none');
  return { isKnown: known.length > 0, isWhole: begun.every(({ basis }) => basis !== 'none') };
}

/** Sentences on what figures are of, and how sure they are: the most important first. */
export function noteOf(
  asked: AskedPeriod,
  sums: PeriodSums,
  filters: readonly Filter[],
  sources: ToolSources,
  compared: { readonly before: PreviousSums | null } | null = null,
): string {
  const { choice, context, span } = asked;
  const { calendar, now } = context;
  const caveats = explorerCaveats({
    choice: { ...choice, filters: [...filters], compare: compared !== null },
    span,
    calendar,
    keys: sums.keys,
    passing: sums.passing,
    rollup: sums.rollup,
    locale: LOCALE,
    comparison: compared?.before ?? null,
    hasHourless: sums.hasHourless,
  });
  const setApart = sources.ledger.setApart
    .lines(span.start, span.end)
    .some(({ report, reason }) => report !== 'claudeCode' && reason !== 'repeated');
  const sentences = [
    missingText(asked, sums, sources),
    setApart ? 'Some rows of the period could not be read and are not counted.' : '',
    span.start < now && span.end > now ? 'The period is still running.' : '',
    choice.measure === 'cost' ? basisText(sums, asked) : '',
    ...caveats.map(({ text }) => text),
  ];
  return foreignText(sentences.filter((sentence) => sentence !== '').join(' '), LONGEST_NOTE);
}

/** Says what is not stored of a period; `''` where all of it is. */
function missingText(
  { choice, context, span }: AskedPeriod,
  { buckets }: PeriodSums,
  { pricedDays }: ToolSources,
): string {
  const { now } = context;
  if (span.start >= now) return 'The period has not begun yet.';
  const begun = buckets.filter(({ start }) => start < now);
  const missing = begun.filter(({ basis }) => basis === 'none');
  if (missing.length === 0) return '';
  const oldest = pricedDays.entries()[0];
  const from = oldest ? ` History is stored from ${utcDay(oldest.start)} on.` : '';
  const by = choice.by === 'apiKey' || choice.filters.some(({ dimension }) => dimension === 'apiKey');
  const how = by ? ` by ${DIMENSION_WORDS.apiKey}` : '';
  if (missing.length === begun.length) return `Nothing is stored${how} for this period yet, which is not zero.${from}`;
  const unit = choice.unit === 'hour' ? 'hours' : 'days';
  return `${missing.length} of ${begun.length} ${unit} are not stored${how} and are missing from all figures.${from}`;
}

/** Says which days are billed and which are estimated. */
function basisText({ buckets }: PeriodSums, asked: AskedPeriod): string {
  const known = buckets.filter(({ basis }) => basis !== 'none');
  const estimated = known.filter(({ basis }) => hasEstimate(basis));
  if (known.length === 0) return '';
  const isWhole = known.length === buckets.filter(({ start }) => start < asked.context.now).length;
  const all = isWhole ? 'All of it' : 'All that is known of it';
  if (estimated.length === 0) return `${all} is billed.`;
  const why = 'estimated from tokens at the prices of past bills and may change until billed';
  if (estimated.length === known.length) return `${all} is at least partly ${why}.`;
  return `${capital(daysText(estimated, asked))} ${why}.`;
}

/** `2026-11-28 and 2026-11-29 are`, `9 days from 2026-11-21 on are`, of buckets. */
function daysText(buckets: readonly ChartBucket[], { context: { calendar } }: AskedPeriod): string {
  const days = [...new Set(buckets.map(({ start }) => calendar.dayOf(start)))].map((day) => utcDay(day * DAY));
  const [first = ''] = days;
  if (days.length > MOST_DAYS) return `${days.length} days from ${first} on are`;
  return days.length === 1 ? `${first} is` : `${days.slice(0, -1).join(', ')} and ${days.at(-1)} are`;
}
