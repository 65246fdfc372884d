import type { AlertNotice, Mark } from '../../shared/alert.ts';
import type { BudgetState } from '../../shared/budget.ts';
import { budgetAmountText, scopeText, spentText } from '../../shared/budgetText.ts';
import { type Choice, FIRST_CHOICE } from '../../shared/choice.ts';
import type { Crossed, PastCrossing } from '../../shared/crossing.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { Passing } from '../../shared/forecast.ts';
import { forecastText, passingText } from '../../shared/forecastText.ts';
import type { Format } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import { DAY, HOUR, utcDay } from '../../time/utc.ts';
import { definitionOf } from './crossings.ts';

/** Where spend comes from. */
export interface NoticeCause {
  /** A sentence with its full stop; `''` where nothing is known. */
  readonly sentence: string;
  /** What the panel breaks down by to show it. */
  readonly by: Dimension;
}

export interface NoticeWords {
  /** Of UTC days. */
  readonly format: Format;
  /** Zone that the panel's days are cut in. */
  readonly zone: string;
  readonly cause: NoticeCause;
  /** ms */
  readonly now: number;
}

/** Alert of what a budget has crossed in a period that runs, or has ended; the spend is known. */
export function crossingNotice(
  state: BudgetState,
  crossed: Crossed,
  { format, zone, cause, now }: NoticeWords,
): AlertNotice {
  const { budget, spent, forecast, passing, start, end } = state;
  const { name, amount } = budget;
  const scope = scopeText(state);
  const what = crossedText({ name: scope === '' ? name : `${name} (${scope})`, crossed, amount }, format);
  const when = now < end ? `since ${format.day(start)}` : `for ${format.days(start, end - DAY)}`;
  const soFar = `${spentText(spent, amount, format)} ${when} (UTC)`;
  const until = forecast ? `${forecastText(forecast, format)} by the end of ${format.day(end - DAY)}` : '';
  const sentences = [
    `${what}: ${soFar}${until === '' ? '' : `, ${until}`}.`,
    passing === null || passing.on === null ? '' : `${reachText(passing, amount, format, now)}.`,
    cause.sentence,
  ];
  return {
    id: JSON.stringify(['budget', name, definitionOf(budget), utcDay(start), crossed]),
    message: sentences.filter((sentence) => sentence !== '').join(' '),
    choice: choiceOf(state, zone, cause.by, now),
    budget: name,
    event: null,
  };
}

/** Crossings of all periods for the time axis of charts; of several at one instant, the highest threshold. */
export function crossingMarks(crossings: readonly PastCrossing[], format: Format): Mark[] {
  const together = Map.groupBy(crossings, ({ name, periodStart, at }) => JSON.stringify([name, periodStart, at]));
  return [...together.values()].flatMap((group) => {
    const [highest] = group.toSorted((a, b) => heightOf(b.crossed) - heightOf(a.crossed));
    return highest ? { kind: 'alert' as const, at: highest.at, text: crossedText(highest, format) } : [];
  });
}

/** `Production passed 80% of $2,000` */
function crossedText(
  { name, crossed, amount }: Pick<PastCrossing, 'name' | 'crossed' | 'amount'>,
  format: Format,
): string {
  const dollars = budgetAmountText(amount, format);
  if (crossed === 'forecast') return `${name} is forecast to pass ${dollars}`;
  return `${name} passed ${format.percent(crossed / 100)} of ${dollars}`;
}

/** `Expected to reach $2,000 on Thu, Dec 24 (Dec 22 – 26)`, of a day that is known. */
function reachText(passing: Passing, amount: Money, format: Format, now: number): string {
  return passingText(passing, format, now).replace(/^passes/, `Expected to reach ${budgetAmountText(amount, format)}`);
}

function heightOf(crossed: Crossed): number {
  return crossed === 'forecast' ? 0 : crossed;
}

/** The days of the period so far, of the budget's scope. Where the panel's days are not those of UTC, by their instants. */
function choiceOf({ scope, budget, start, end }: BudgetState, zone: string, by: Dimension, now: number): Choice {
  const range: Choice['range'] =
    zone === 'UTC'
      ? { type: 'days', from: utcDay(start), to: utcDay(Math.min(now, end - 1)) }
      : { type: 'instants', start, end: Math.min(Math.floor(now / HOUR) * HOUR + HOUR, end) };
  const filters = scope.dimension === null ? [] : [{ dimension: scope.dimension, values: [scope.id] }];
  return { ...FIRST_CHOICE, by, unit: budget.period === 'day' ? 'hour' : 'day', range, filters };
}
