import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { ChangeOfValue, SpendChange } from '../../shared/change.ts';
import type { ChangeQuestion } from '../../shared/changeQuestion.ts';
import { FIRST_CHOICE, unitFor } from '../../shared/choice.ts';
import { REST, type Value } from '../../shared/explorer.ts';
import { createFormat, MINUS } from '../../shared/format.ts';
import type { ChangeAnswer } from '../../shared/panelView.ts';
import type { ScopeDimension } from '../../shared/scope.ts';
import * as terms from '../../shared/terms.ts';
import { Calendar } from '../../time/calendar.ts';
import type { Span } from '../../time/utc.ts';
import { previousPeriod } from '../answer/comparePrevious.ts';
import { spanLines } from '../answer/spanLines.ts';
import { bucketBoundaries } from '../period/buckets.ts';
import { resolveRange, snapToBuckets } from '../period/resolveRange.ts';
import { hasMinutes } from '../scan/availability.ts';
import type { Freshness } from '../scan/freshness.ts';
import type { PricedDayCache } from '../scan/pricedDayCache.ts';
import type { PricedDays } from '../scan/pricedDays.ts';
import { QueryContext } from '../scan/queryContext.ts';
import type { Steps } from '../scan/steps.ts';
import { valueNamed } from '../sums/dimensions.ts';
import { NameDirectory } from '../sums/directory.ts';
import { causeSentence } from './causeSentence.ts';
import { changeBy, sumOfChanges } from './changeSums.ts';
import { explainedChange } from './explainChange.ts';
import { movedText } from './movedText.ts';

export interface ChangeInput {
  readonly pricedDays: PricedDays;
  readonly ledger: OrganizationLedger;
  readonly dayCache: PricedDayCache;
  readonly freshness: Freshness;
  readonly question: ChangeQuestion;
  /** ms */
  readonly now: number;
  /** IANA name. */
  readonly zone: string;
  /** BCP 47 */
  readonly locale: string;
}

/** More values than anyone reads are one row together. */
const MOST_VALUES = 500;

/** Time of adding up a part of a change, in times of adding up a cell. */
const SUMMING = 20;

/** Answers what has changed, in steps between which nothing that it is made of may change. */
export function* answerChange(input: ChangeInput): Steps<ChangeAnswer> {
  const { question, now } = input;
  const { context, span, previousSpan, hasAllMinutes } = resolveQuestion(input);
  const happened = { start: span.start, end: Math.min(span.end, now) };
  const asked = { question, span, previousSpan, running: span.end > now };
  const isComparable =
    hasAllMinutes &&
    span.start < now &&
    previousSpan.start < previousSpan.end &&
    context.isAvailable(happened, false) &&
    context.isAvailable(previousSpan, false);
  if (!isComparable) return { ...asked, change: null };
  const { filters } = question.choice;
  const lines = { context, dayCache: input.dayCache, filters };
  const days = (of: Span) => bucketBoundaries(of, 'day', context.calendar);
  const after = yield* spanLines(days(happened), lines);
  const before = yield* spanLines(days(previousSpan), { ...lines, later: span });
  const change = yield* explainedChange(before, after);
  return { ...asked, change: yield* worded(change, input) };
}

/** The span that is asked for, and the one before. */
function resolveQuestion({ question: { choice, bucket }, ...sources }: ChangeInput) {
  const { zone, now, pricedDays } = sources;
  const calendar = new Calendar(zone, now, pricedDays);
  const chosen = resolveRange(choice.range, calendar);
  const unit = unitFor(choice.unit, chosen.end - chosen.start);
  const whole = snapToBuckets(chosen, unit, calendar, (at) => pricedDays.canCutAt(at));
  const range = choice.range.type === 'instants' ? resolveRange({ type: 'instants', ...whole }, calendar) : chosen;
  // Keys come from usage, so its hours are needed.
  const context = new QueryContext(sources, calendar, { ...FIRST_CHOICE, by: 'apiKey' });
  if (bucket === null) {
    const { span: previousSpan } = previousPeriod(bucketBoundaries(whole, unit, calendar), range, unit, context);
    return { context, span: whole, previousSpan, hasAllMinutes: true };
  }
  const start = Math.min(Math.max(bucket.start, whole.start), whole.end);
  const span = { start, end: Math.min(Math.max(bucket.end, start), whole.end) };
  const { previous } = range;
  const met = { previous, previousEnd: previous(span.end) };
  const { span: previousSpan } = previousPeriod([span.start, span.end], met, 'minute', context);
  const hasAllMinutes = unit !== 'minute' || [span.start, previousSpan.start].every((at) => hasMinutes(at, pricedDays));
  return { context, span, previousSpan, hasAllMinutes };
}

/** A change with its values by name, and its cause in words. */
function* worded(change: SpendChange, { ledger, locale, zone }: ChangeInput): Steps<ChangeAnswer['change']> {
  const directory = new NameDirectory(ledger);
  const nameOf = (dimension: ScopeDimension, id: string) => valueNamed(dimension, id, directory).name;
  const rowsBy = (dimension: ScopeDimension) => {
    const partsOf = Map.groupBy(change.parts, ({ ids }) => ids[dimension]);
    const row = (value: ChangeOfValue, { id, name, detail }: Value) => {
      const { before, after, effects } = value;
      return { id, name, detail, before, after, effects, moved: movedText(partsOf.get(id) ?? [], nameOf) };
    };
    const values = changeBy(change, dimension);
    const rest = values.slice(MOST_VALUES);
    const rows = values.slice(0, MOST_VALUES).map((value) => row(value, valueNamed(dimension, value.id, directory)));
    if (rest.length === 0) return rows;
    return [...rows, row({ id: REST, ...sumOfChanges(rest) }, { id: REST, name: terms.OTHER, detail: '' })];
  };
  const apiKey = rowsBy('apiKey');
  yield SUMMING * change.parts.length;
  const workspace = rowsBy('workspace');
  yield SUMMING * change.parts.length;
  const model = rowsBy('model');
  const { before, after, effects } = change;
  const cause = causeSentence(change, { format: createFormat(locale, zone, MINUS), nameOf });
  return { before, after, effects, cause, by: { apiKey, workspace, model } };
}
