import type { StatusBarShow } from '../../settings.ts';
import { ageText } from '../../shared/age.ts';
import { BASIS_WORDS } from '../../shared/basis.ts';
import type { BudgetState } from '../../shared/budget.ts';
import {
  type BudgetTone,
  budgetAmountText,
  budgetTone,
  spentText,
  usedShare,
  worstFirst,
} from '../../shared/budgetText.ts';
import { type Cost, costText, dollarsText, UNKNOWN } from '../../shared/cost.ts';
import { passingText } from '../../shared/forecastText.ts';
import { createFormat, type Format, HALF_A_MONTH } from '../../shared/format.ts';
import { measurementText } from '../../shared/measurementText.ts';
import { CENT, type Money } from '../../shared/money.ts';
import { plainText } from '../../shared/plainText.ts';
import type { MeasurementState, SpendState, Summary } from '../../shared/summary.ts';

/** Contents of the status bar item; `mark` is the state that its icon and color show. */
export interface StatusBarView {
  /** Text with icons, as VS Code writes them. */
  readonly text: string;
  /** The figure without the icon of its state; `''` where there is none. */
  readonly figure: string;
  /** A sentence for a screen reader. */
  readonly label: string;
  readonly mark: 'none' | 'stale' | 'refused';
  /** Of the worst budget, and the end of its period, ms: the color that the item has where no trouble has one. */
  readonly tone: BudgetTone;
  readonly toneUntil: number;
}

const TONELESS = { tone: 'none', toneUntil: 0 } as const;

/** `age`, ms, of figures that are older than they should be; null while they are not. */
export function statusBarView(
  state: SpendState,
  show: StatusBarShow,
  format: Format,
  age: number | null = null,
): StatusBarView {
  switch (state.status) {
    case 'noKey':
      return {
        ...TONELESS,
        text: '$(key) Claude Usage',
        figure: '',
        label: 'Claude Usage: no Admin API key is set.',
        mark: 'none',
      };
    case 'starting':
      return {
        ...TONELESS,
        text: `${badge(state.sample)}$(loading~spin) Claude Usage`,
        figure: '',
        label: `Claude Usage${state.sample ? ' of the sample organization' : ''}: loading the first figures.`,
        mark: 'none',
      };
    case 'failed': {
      const refused = state.problem.kind === 'refused';
      return {
        ...TONELESS,
        text: refused
          ? '$(error) Claude Usage: key rejected'
          : `$(warning) ${badge(state.sample)}Claude Usage ${UNKNOWN}`,
        figure: '',
        label: `Claude Usage: no figures yet. ${state.problem.message}`,
        mark: refused ? 'refused' : 'stale',
      };
    }
    case 'ready':
      return readyView(state.summary, show, format, age);
  }
}

function readyView(summary: Summary, show: StatusBarShow, format: Format, age: number | null): StatusBarView {
  const { sample, problem } = summary;
  const figure = badge(sample) + figureText(summary, show, format);
  const { measurement, todayStart } = summary;
  const measured = measurement ? ` · ${measurementText(measurement, format, todayStart)}` : '';
  const shown = figure + measured;
  // The sample's badge is an icon already.
  const plain = sample ? shown : `$(graph) ${shown}`;
  const label = sentence(summary, show, format);
  if (problem !== null) {
    const mark = problem.kind === 'refused' ? 'refused' : 'stale';
    const icon = { stale: '$(warning) ', refused: '$(error) ' }[mark];
    return { ...TONELESS, text: icon + shown, figure, label, mark };
  }
  const worst = worstOf(summary.budgets ?? []);
  const tone = worst ? { tone: budgetTone(worst), toneUntil: worst.end } : TONELESS;
  if (age === null) return { ...tone, text: plain, figure, label, mark: 'none' };
  const ago = `${ageText(age)} ago`;
  const overdue = `${label} Not up to date: checked ${ago}.`;
  return { ...tone, text: `${plain} · ${ago}`, figure, label: overdue, mark: 'stale' };
}

function badge(sample: boolean): string {
  return sample ? '$(beaker) ' : '';
}

function figureText(summary: Summary, show: StatusBarShow, format: Format): string {
  const month = monthText(summary, format);
  switch (show) {
    case 'today':
      return amountText(summary.today, format);
    case 'todayAndMonth':
      return `${amountText(summary.today, format)} · ${month}`;
    case 'month':
      return month;
    case 'burnRate':
      return summary.lastHour ? rateText(summary.lastHour, format) : UNKNOWN;
  }
}

/** `≈$812 / $2,000`, by the organization's month budget with the highest used share; `≈$812.34 in November` without one. */
function monthText(summary: Summary, format: Format): string {
  const { month, monthStart } = summary;
  const amount = monthBudget(summary);
  if (amount === null) return `${amountText(month, format)} in ${format.month(monthStart + HALF_A_MONTH)}`;
  return `${spentText(month, amount, format)} / ${budgetAmountText(amount, format)}`;
}

/** Amount of the organization's month budget with the highest used share: the least, as the spend is the same for all. */
function monthBudget({ budgets = [] }: Summary): Money | null {
  return budgets
    .filter(({ scope, budget }) => scope.dimension === null && budget.period === 'month')
    .reduce<Money | null>((least, { budget: { amount } }) => (least !== null && least < amount ? least : amount), null);
}

/** The budget that the item's color is of: of those that have the gravest, the one with the highest used share. */
function worstOf(budgets: readonly BudgetState[]): BudgetState | undefined {
  const inOrder = worstFirst(budgets);
  const tones: readonly BudgetTone[] = ['error', 'warning', 'none'];
  return tones.map((tone) => inOrder.find((state) => budgetTone(state) === tone)).find(Boolean);
}

/** `≈$12.40 + 1.2M tokens`: tokens without a price are never $0.00, but shown as tokens, also next to an amount. */
export function amountText(figure: Cost | null, format: Format): string {
  if (figure === null || figure.unpricedTokens === 0) return costText(format, figure);
  const tokens = `${format.compact(figure.unpricedTokens)} ${figure.unpricedTokens === 1 ? 'token' : 'tokens'}`;
  return figure.amount === 0n ? tokens : `${dollarsText(format, figure)} + ${tokens}`;
}

/** `≈$41.20/h` */
export function rateText(perHour: Cost, format: Format): string {
  return `${amountText(perHour, format).replace(' + ', '/h + ')}/h`;
}

/** `14:05`, with its day where that is not today. */
export function timeText(instant: number, { todayStart }: Pick<Summary, 'todayStart'>, format: Format): string {
  return instant < todayStart ? `${format.day(instant)}, ${format.time(instant)}` : format.time(instant);
}

function sentence(summary: Summary, show: StatusBarShow, format: Format): string {
  const { today, sample, organization, dataTo, problem, measurement } = summary;
  const whose = sample ? 'of the sample organization' : `of ${plainText(organization)}`;
  const parts = [`Claude Usage ${whose} today: ${spoken(today, format)}.`];
  if (show === 'month' || show === 'todayAndMonth') parts.push(spokenMonth(summary, format));
  if (dataTo !== null) parts.push(`Data to ${timeText(dataTo, summary, format)} ${format.zoneName(dataTo)}.`);
  const worst = worstOf(summary.budgets ?? []);
  if (worst) parts.push(spokenBudget(worst, summary));
  if (measurement) parts.push(spokenMeasurement(measurement, summary, format));
  if (problem !== null) parts.push(`${problem.kind === 'bills' ? '' : 'Not up to date. '}${problem.message}`);
  return parts.join(' ');
}

/** `November so far: about $812.34, partly estimated; budget $2,000.` */
function spokenMonth(summary: Summary, format: Format): string {
  const { month, monthStart } = summary;
  const amount = monthBudget(summary);
  const budget = amount === null ? '' : `; budget ${budgetAmountText(amount, format)}`;
  return `${format.month(monthStart + HALF_A_MONTH)} so far: ${spoken(month, format)}${budget}.`;
}

/** `Budget Team: 40% of $2,000 used, passes on Sat, Nov 28 (Nov 26 – 29).` */
function spokenBudget(state: BudgetState, { locale, toldAt }: Summary): string {
  const format = createFormat(locale, 'UTC');
  const { budget, passing } = state;
  const share = usedShare(state);
  const used =
    share === null ? BASIS_WORDS.none : `${format.percent(share)} of ${budgetAmountText(budget.amount, format)} used`;
  const then = passing === null ? '' : `, ${passingText(passing, format, toldAt)}`;
  return `Budget ${plainText(budget.name)}: ${used}${then}.`;
}

function spokenMeasurement({ start, finalAt, cost }: MeasurementState, summary: Summary, format: Format): string {
  const since = timeText(start, summary, format);
  const final = finalAt === null ? '' : `, final at ${timeText(finalAt, summary, format)}`;
  return `Measured since ${since}: ${spoken(cost, format)}${final}.`;
}

function spoken(figure: Cost | null, format: Format): string {
  if (figure === null) return BASIS_WORDS.none;
  const unpriced = figure.unpricedTokens === 0 ? '' : `${format.count(figure.unpricedTokens)} unpriced tokens`;
  if (figure.amount === 0n && unpriced !== '') return unpriced;
  const isTiny = figure.amount > 0n && figure.amount < CENT;
  const amount = isTiny ? 'less than a cent' : format.money(figure.amount);
  const words =
    figure.basis === 'billed' || figure.amount === 0n
      ? amount
      : `${isTiny ? '' : 'about '}${amount}, ${BASIS_WORDS[figure.basis]}`;
  return unpriced === '' ? words : `${words}, and ${unpriced}`;
}
