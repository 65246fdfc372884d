/** The questions that a budget is made of, one for each field: asked in turn for a new one, or alone to change one. */
import type { Budget, BudgetPeriod } from '../../shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../../shared/budgetChoices.ts';
import { type PastPeriod, previewText, suggestedAmount } from '../../shared/budgetPreview.ts';
import { budgetAmountText } from '../../shared/budgetText.ts';
import { capital } from '../../shared/capital.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { NO_USAGE } from '../../shared/explorer.ts';
import type { Format } from '../../shared/format.ts';
import { centsToDecimal, type Money, toCents } from '../../shared/money.ts';
import { plainText } from '../../shared/plainText.ts';
import { ORGANIZATION, SCOPE_DIMENSIONS, type Scope, scopeKey } from '../../shared/scope.ts';
import { parseTypedAmount } from '../../shared/typedAmount.ts';
import { plainLabel } from '../plainLabel.ts';
import {
  type Answer,
  BACK,
  type PickItem,
  pickItem,
  type Reading,
  type StepParts,
  section,
  typeText,
} from './steps.ts';

/** How a question stands among others. */
export interface QuestionPlace {
  readonly title: string;
  readonly place?: readonly [step: number, of: number];
  readonly canGoBack: boolean;
}

export interface ScopeQuestion {
  readonly choices: BudgetChoices;
  /** Limits of the Console to begin with, when they come; left out for a budget that is there. */
  readonly limits?: Promise<readonly OfferedLimit[]>;
  readonly current: Scope;
  readonly format: Format;
}

export interface ScopeAnswer {
  readonly scope: Scope;
  /** `''` for the organization. */
  readonly scopeName: string;
  /** The limit that was chosen with it. */
  readonly limit: OfferedLimit | null;
}

export const DEFAULT_THRESHOLDS: readonly number[] = [50, 80, 100];

const PERIODS: readonly { readonly value: BudgetPeriod; readonly label: string; readonly description: string }[] = [
  { value: 'month', label: 'Month', description: 'From the 1st, UTC' },
  { value: 'week', label: 'Week', description: 'From Monday, UTC' },
  { value: 'day', label: 'Day', description: 'UTC' },
];

const LONGEST_NAME = 80;
const HIGHEST_THRESHOLD = 1000;
const MOST_THRESHOLDS = 10;

export async function askBudgetScope(
  parts: StepParts,
  at: QuestionPlace,
  { choices, limits, current, format }: ScopeQuestion,
): Promise<Answer<ScopeAnswer>> {
  const organization: PickItem<ScopeAnswer> = {
    label: plainLabel(choices.organization),
    description: 'All spend of the organization',
    value: { scope: ORGANIZATION, scopeName: '', limit: null },
  };
  const values = SCOPE_DIMENSIONS.flatMap((dimension) => {
    const items = choices.values[dimension]
      .filter(({ id }) => id !== NO_USAGE && (dimension !== 'model' || id !== ''))
      .map(({ id, name, detail }): PickItem<ScopeAnswer> => {
        const value = { scope: { dimension, id }, scopeName: name, limit: null };
        return { label: plainLabel(name), description: plainLabel(detail), value };
      });
    return section(headings(DIMENSIONS[dimension].plural), items);
  });
  return pickItem(parts, {
    ...at,
    placeholder: 'Whose spend is the budget for?',
    items: [...section('Organization', [organization]), ...values],
    ...(limits !== undefined && { first: limits.then((offered) => limitItems(offered, format)) }),
    active: ({ scope }) => scopeKey(scope) === scopeKey(current),
  });
}

function limitItems(limits: readonly OfferedLimit[], format: Format): PickItem<ScopeAnswer>[] {
  const items = limits.map((limit): PickItem<ScopeAnswer> => {
    const { scope, scopeName } = limit;
    return {
      label: amountOfPeriod(limit.amount, limit.period, format),
      description: plainLabel(limitText(limit)),
      value: { scope, scopeName, limit },
    };
  });
  return section('Limits in the Claude Console', items);
}

export async function askBudgetPeriod(
  parts: StepParts,
  at: QuestionPlace,
  current: BudgetPeriod,
): Promise<Answer<BudgetPeriod>> {
  return pickItem(parts, {
    ...at,
    placeholder: 'How often does the budget start over?',
    items: PERIODS,
    active: (period) => period === current,
  });
}

/** Says while it is typed what the amount would have meant for the period before. The zone of `format` is UTC. */
export async function askAmount(
  parts: StepParts,
  at: QuestionPlace,
  { past, current, period, thresholds, format }: AmountQuestion,
): Promise<Answer<Money>> {
  const suggested = suggestedAmount(past);
  const value = current ?? suggested;
  const read = (text: string): Reading<Money> => {
    const typed = parseTypedAmount(text);
    if (!typed.ok) return typed;
    const { amount } = typed;
    const preview = previewText(past, { period, amount, thresholds }, format);
    // The remark takes the place of the prompt.
    const remark = amount === suggested ? `${preview} ${suggestionText(past.length, period, format)}` : preview;
    return { ok: true, value: amount, remark };
  };
  return typeText(parts, {
    ...at,
    title: `${at.title}: US dollars per ${period}`,
    prompt:
      past.length === 0 ? `Enter the amount. There is no past ${period} yet to suggest one from.` : 'Enter the amount.',
    value: value === null ? '' : centsToDecimal(toCents(value)).replace('.00', ''),
    placeholder: '2000',
    read,
  });
}

export interface AmountQuestion extends Pick<Budget, 'period' | 'thresholds'> {
  /** Whole periods before the running one, the newest first. */
  readonly past: readonly PastPeriod[];
  /** Null for a new budget. */
  readonly current: Money | null;
  readonly format: Format;
}

export async function askName(
  parts: StepParts,
  at: QuestionPlace,
  { suggested, isFree }: { suggested: string; isFree: (name: string) => boolean },
): Promise<Answer<string>> {
  const read = (text: string): Reading<string> => {
    const name = plainText(text);
    if (name === '') return { ok: false, problem: 'Enter a name.' };
    if (name.length > LONGEST_NAME) return { ok: false, problem: `Enter at most ${LONGEST_NAME} characters.` };
    if (!isFree(name)) return { ok: false, problem: 'Another budget has this name.' };
    return { ok: true, value: name, remark: '' };
  };
  return typeText(parts, { ...at, prompt: 'Alerts and reports show this name.', value: suggested, read });
}

type Alerting = Pick<Budget, 'thresholds' | 'forecast'>;

/** Asks a new budget's alerts: the usual ones, or thresholds of one's own. */
export async function askAlerts(parts: StepParts, at: QuestionPlace, format: Format): Promise<Answer<Alerting>> {
  const usual = thresholdsText(DEFAULT_THRESHOLDS, format);
  const thresholds = DEFAULT_THRESHOLDS;
  const items: PickItem<Alerting | 'others'>[] = [
    { label: `At ${usual}, and when the forecast passes the amount`, value: { thresholds, forecast: true } },
    { label: `At ${usual}`, value: { thresholds, forecast: false } },
    { label: 'Other Thresholds…', value: 'others' },
  ];
  for (;;) {
    const picked = await pickItem(parts, { ...at, placeholder: 'When do you want an alert?', items });
    if (picked !== 'others') return picked;
    const own = await askThresholds(parts, { ...at, canGoBack: true }, { current: thresholds, format });
    if (own === undefined) return undefined;
    if (own !== BACK) return { thresholds: own, forecast: true };
  }
}

export async function askThresholds(
  parts: StepParts,
  at: QuestionPlace,
  { current, format }: { current: readonly number[]; format: Format },
): Promise<Answer<readonly number[]>> {
  return typeText(parts, {
    ...at,
    prompt: 'Percentages of the amount, separated by commas.',
    value: current.join(', '),
    placeholder: DEFAULT_THRESHOLDS.join(', '),
    read: (text) => readThresholds(text, format),
  });
}

export async function askForecast(parts: StepParts, at: QuestionPlace, current: boolean): Promise<Answer<boolean>> {
  return pickItem(parts, {
    ...at,
    placeholder: 'Do you want an alert when the forecast passes the amount?',
    items: [
      { label: 'Yes', value: true },
      { label: 'No', value: false },
    ],
    active: (value) => value === current,
  });
}

/** `$2,000 a month` */
export function amountOfPeriod(amount: Money, period: BudgetPeriod, format: Format): string {
  return `${budgetAmountText(amount, format)} a ${period}`;
}

/** `50%, 80% and 100%` */
export function thresholdsText(thresholds: readonly number[], format: Format): string {
  const percents = thresholds.map((threshold) => format.percent(threshold / 100));
  const last = percents.pop() ?? 'none';
  return percents.length === 0 ? last : `${percents.join(', ')} and ${last}`;
}

function readThresholds(text: string, format: Format): Reading<readonly number[]> {
  const numbers = text
    .split(/[\s,;%]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+(\.\d{1,2})?$/.test(part) ? Number(part) : Number.NaN));
  const thresholds = [...new Set(numbers)].sort((a, b) => a - b);
  if (thresholds.length === 0) return { ok: false, problem: 'Enter at least one percentage, such as 80.' };
  const isOdd = thresholds.some((each) => !(each > 0 && each <= HIGHEST_THRESHOLD));
  if (isOdd)
    return { ok: false, problem: `Enter percentages above 0 and up to ${HIGHEST_THRESHOLD}, such as 50, 80, 100.` };
  if (thresholds.length > MOST_THRESHOLDS)
    return { ok: false, problem: `Enter at most ${MOST_THRESHOLDS} percentages.` };
  return { ok: true, value: thresholds, remark: `Alerts at ${thresholdsText(thresholds, format)}.` };
}

/** `Suggested: a little more than the median of the last 3 months.` */
function suggestionText(periods: number, period: BudgetPeriod, format: Format): string {
  const from = periods === 1 ? `last ${period}` : `the median of the last ${format.count(periods)} ${period}s`;
  return `Suggested: a little more than ${from === 'last day' ? 'yesterday' : from}.`;
}

function limitText({ isOfTier, scopeName }: OfferedLimit): string {
  if (isOfTier) return 'Limit of your usage tier';
  return scopeName === '' ? 'Limit of the organization' : `Limit of the workspace ${scopeName}`;
}

/** `API Keys` */
function headings(plural: string): string {
  return plural.split(' ').map(capital).join(' ');
}
