import type { Budget, BudgetPeriod } from '../../shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../../shared/budgetChoices.ts';
import type { PastPeriod } from '../../shared/budgetPreview.ts';
import type { Format } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import { ORGANIZATION, type Scope } from '../../shared/scope.ts';
import {
  askAlerts,
  askAmount,
  askBudgetPeriod,
  askBudgetScope,
  askName,
  DEFAULT_THRESHOLDS,
  type QuestionPlace,
  type ScopeAnswer,
} from './budgetQuestions.ts';
import { type Answer, askSteps, BACK, isValue, type StepParts } from './steps.ts';

export interface NewBudgetOptions {
  readonly choices: BudgetChoices;
  /** Limits of the Console, when they come. */
  readonly limits: Promise<readonly OfferedLimit[]>;
  /** Whole periods before the running one, the newest first; empty where none is known. */
  readonly past: (scope: Scope, period: BudgetPeriod) => Promise<readonly PastPeriod[]>;
  readonly isFree: (name: string) => boolean;
  readonly canGoBack: boolean;
  readonly format: Format;
}

/** What has been answered so far. */
interface Draft {
  readonly scoped: ScopeAnswer;
  readonly period: BudgetPeriod;
  readonly amount: Money | null;
  readonly name: string | null;
  readonly alerts: Pick<Budget, 'thresholds' | 'forecast'>;
}

const STEPS = 5;
const ADVERBS: Readonly<Record<BudgetPeriod, string>> = { day: 'daily', week: 'weekly', month: 'monthly' };

/** Asks for a new budget, step by step; each has an answer that Enter takes. */
export async function askNewBudget(parts: StepParts, options: NewBudgetOptions): Promise<Answer<Budget>> {
  const { choices, limits, past, isFree, format } = options;
  const draft: Draft = {
    scoped: { scope: ORGANIZATION, scopeName: '', limit: null },
    period: 'month',
    amount: null,
    name: null,
    alerts: { thresholds: DEFAULT_THRESHOLDS, forecast: true },
  };
  const at = (step: number): QuestionPlace => {
    return { title: 'New Budget', place: [step, STEPS], canGoBack: step > 1 || options.canGoBack };
  };
  /** Asks, and takes note of what was answered. */
  const step =
    <T>(ask: () => Promise<Answer<T>>, note: (value: T) => Partial<Draft>) =>
    async () => {
      const answer = await ask();
      if (isValue(answer)) Object.assign(draft, note(answer));
      return answer;
    };
  const askOwnAmount = async () => {
    const { scoped, period, amount, alerts } = draft;
    const offered = scoped.limit?.period === period ? scoped.limit.amount : null;
    const periods = await past(scoped.scope, period);
    const question = { past: periods, current: amount ?? offered, period, thresholds: alerts.thresholds, format };
    return askAmount(parts, at(3), question);
  };
  const askOwnName = () => {
    const suggested = draft.name ?? suggestedName(draft, options);
    return askName(parts, at(4), { suggested, isFree });
  };

  const answered = await askSteps([
    step(
      () => askBudgetScope(parts, at(1), { choices, limits, current: draft.scoped.scope, format }),
      // What was answered for another scope is no answer for this one.
      (scoped) => ({ scoped, period: scoped.limit?.period ?? draft.period, amount: null, name: null }),
    ),
    step(
      () => askBudgetPeriod(parts, at(2), draft.period),
      (period) => ({ period, ...(period !== draft.period && { amount: null, name: null }) }),
    ),
    step(askOwnAmount, (amount) => ({ amount })),
    step(askOwnName, (name) => ({ name })),
    step(
      () => askAlerts(parts, at(5), format),
      (alerts) => ({ alerts }),
    ),
  ]);
  const { name, amount, period, scoped, alerts } = draft;
  if (answered !== true || name === null || amount === null) return answered === BACK ? BACK : undefined;
  const scope = scopeSetting(scoped.scope);
  return { name, amount, period, scope, ...alerts, organization: choices.organizationId };
}

/** The scope's name, with the period where a budget has that name already, and with a number where it has that, too. */
function suggestedName(
  { scoped: { scopeName }, period }: Draft,
  { choices, isFree }: Pick<NewBudgetOptions, 'choices' | 'isFree'>,
): string {
  const short = scopeName || choices.organization;
  const long = `${short}, ${ADVERBS[period]}`;
  const numbered = Array.from({ length: 100 }, (_, index) => `${long} ${index + 2}`);
  return [short, long, ...numbered].find(isFree) ?? '';
}

/** A scope as the setting has it: by its id, which a new name does not change. Null for the organization. */
export function scopeSetting({ dimension, id }: Scope): Budget['scope'] {
  if (dimension === null) return null;
  const unset = dimension === 'workspace' ? 'default' : dimension === 'apiKey' ? 'none' : id;
  return { dimension, value: id === '' ? unset : id };
}
