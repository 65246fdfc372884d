import { capital } from '../../src/shared/capital.ts';
import type { ChangeQuestion } from '../../src/shared/changeQuestion.ts';
import type { Format } from '../../src/shared/format.ts';
import type { ChangeAnswer } from '../../src/shared/panelView.ts';
import { spanDaysText, spanTimesText } from '../../src/shared/previousPeriod.ts';
import * as terms from '../../src/shared/terms.ts';
import type { Span } from '../../src/time/utc.ts';
import { zoneClock } from '../../src/time/zoneClock.ts';
import { shiftDay } from '../text/ranges.ts';
import { instantIn, type RangeWriting, rangeText } from '../text/rangeText.ts';

/** A range to ask for in one click. */
export interface RangeOption {
  readonly label: string;
  readonly hint?: string;
  readonly question: Omit<ChangeQuestion, 'id'>;
}

/** Days before today that a range may be since: yesterday first. */
const SINCE = [1, 2, 3, 4, 5, 6];

/** What the page shows, and since each of the last days. */
export function changeRanges(
  question: Omit<ChangeQuestion, 'id'>,
  today: string,
  writing: RangeWriting,
): [RangeOption, ...RangeOption[]] {
  const { choice, bucket } = question;
  const range = bucket ? ({ type: 'instants', ...bucket } as const) : choice.range;
  const since = SINCE.map((days): RangeOption => {
    const from = shiftDay(today, -days);
    const label = days === 1 ? 'since yesterday' : `since ${writing.format.weekday(instantIn(from, writing.zone))}`;
    const since = { type: 'since', from } as const;
    return { label, hint: rangeText(since, writing), question: { choice: { ...choice, range: since }, bucket: null } };
  });
  const isShown = ({ question: { choice: other } }: RangeOption) =>
    bucket === null && JSON.stringify(other.range) === JSON.stringify(choice.range);
  return [{ label: capital(rangeText(range, writing)), question }, ...since.filter((option) => !isShown(option))];
}

/** `Nov 24 – 29, so far, vs. Nov 17 – 22 · with the chart’s filters` */
export function comparedText(answer: ChangeAnswer, zone: string, format: Format): string {
  const { question, span, previousSpan, running } = answer;
  if (span.start === span.end) return '';
  const clock = zoneClock(zone);
  const isMidnight = (at: number) => clock(at).minute === 0;
  const isOfDays = isMidnight(span.start) && isMidnight(span.end);
  const text = (own: Span, isCut: boolean) =>
    isOfDays ? spanDaysText(own, isCut, format) : spanTimesText(own, format);
  const own = `${text(span, false)}${running ? `, ${terms.SO_FAR},` : ''}`;
  const filtered = question.choice.filters.length > 0 ? ' · with the chart’s filters' : '';
  return `${own} vs. ${text(previousSpan, running)}${filtered}`;
}

/** Why nothing is compared. */
export function incompleteText({ span, previousSpan }: Pick<ChangeAnswer, 'span' | 'previousSpan'>): string {
  if (span.start === span.end) return 'There are no figures to compare yet.';
  return previousSpan.start === previousSpan.end
    ? 'The previous period has no such day, so there is nothing to compare.'
    : 'There is nothing to compare: history for one of the two periods is incomplete.';
}
