import * as z from 'zod/mini';
import { BUDGET_PERIODS, type Budget } from '../../shared/budget.ts';
import { type Money, moneyFromCents } from '../../shared/money.ts';
import { type BadEntry, entryLabel, LONGEST_ENTRY_NAME, nameOfEntry, quotedText } from '../../shared/namedEntry.ts';
import { SCOPE_DIMENSIONS, type ScopeDimension } from '../../shared/scope.ts';

/** Budgets of the setting, in its order, and what in it does not count. */
export interface ParsedBudgets {
  readonly budgets: readonly Budget[];
  readonly bad: readonly BadEntry[];
}

export const NO_BUDGETS: ParsedBudgets = { budgets: [], bad: [] };

const MOST_BUDGETS = 200;
const MOST_THRESHOLDS = 10;
const HIGHEST_THRESHOLD = 1000;
const HIGHEST_USD = 1e9;
const THRESHOLDS = [50, 80, 100];

const NAME = `name must be text of 1 to ${LONGEST_ENTRY_NAME} characters`;
const AMOUNT = 'amountUsd must be a number of US dollars above 0';
const AS_NUMBER = 'write amountUsd as a number, without quotes or a currency sign, such as 2000';
const PERIOD = 'period must be “day”, “week” or “month”';
const SCOPE = 'scope must have exactly one of workspace, apiKey or model, with an ID or a name';
const ORGANIZATION = 'organization must be the ID of an organization';
const PERCENTS = `thresholds must be up to ${MOST_THRESHOLDS} percentages above 0 and at most ${HIGHEST_THRESHOLD}`;

const percent = z.number(PERCENTS).check(z.positive(PERCENTS), z.maximum(HIGHEST_THRESHOLD, PERCENTS));

const scopeField = z.pipe(
  z.partialRecord(z.enum(SCOPE_DIMENSIONS, SCOPE), z.string(SCOPE).check(z.trim(), z.minLength(1, SCOPE)), SCOPE),
  z.transform((scope, { issues }): Budget['scope'] => {
    const [[dimension, value] = [], ...more] = Object.entries(scope);
    if (dimension !== undefined && value !== undefined && more.length === 0) {
      return { dimension: dimension as ScopeDimension, value };
    }
    issues.push({ code: 'custom', input: scope, message: SCOPE });
    return null;
  }),
);

const entry = z.strictObject({
  name: z.string(NAME).check(z.trim(), z.minLength(1, NAME), z.maxLength(LONGEST_ENTRY_NAME, NAME)),
  amountUsd: z.pipe(
    z
      .number({ error: ({ input }) => (typeof input === 'string' ? AS_NUMBER : AMOUNT) })
      .check(z.maximum(HIGHEST_USD, `amountUsd must be at most ${HIGHEST_USD}`)),
    z.transform((usd, { issues }): Money => {
      const amount = usd > 0 ? amountOf(usd) : 0n;
      if (amount <= 0n) issues.push({ code: 'custom', input: usd, message: AMOUNT });
      return amount;
    }),
  ),
  period: z.enum(BUDGET_PERIODS, PERIOD),
  scope: z.optional(scopeField),
  thresholds: z.optional(z.array(percent, PERCENTS).check(z.maxLength(MOST_THRESHOLDS, PERCENTS))),
  forecast: z.optional(z.boolean('forecast must be true or false')),
  organization: z.optional(z.string(ORGANIZATION).check(z.trim(), z.minLength(1, ORGANIZATION))),
});

/** Reads the value of `claudeUsage.budgets`, whatever it is. Bad entries spoil themselves alone. Never throws. */
export function parseBudgets(value: unknown): ParsedBudgets {
  if (value === undefined || value === null) return NO_BUDGETS;
  if (!Array.isArray(value))
    return { budgets: [], bad: [{ name: '', message: 'The budgets setting must be a list.' }] };
  const budgets = new Map<string, Budget>();
  const bad: BadEntry[] = [];
  const entries: readonly unknown[] = value;
  for (const [index, each] of entries.entries()) {
    const read = readEntry(each);
    const name = nameOfEntry(each);
    const reason = typeof read === 'string' ? read : reasonAgainst(read, budgets);
    if (typeof read !== 'string' && reason === null) budgets.set(read.name, read);
    else bad.push({ name, message: `${entryLabel('Budget', name, index)}: ${reason}.` });
  }
  return { budgets: [...budgets.values()], bad };
}

/** A budget, or what is wrong with its first bad field. */
function readEntry(value: unknown): Budget | string {
  const parsed = z.safeParse(entry, value);
  if (!parsed.success) return reasonOf(parsed.error.issues[0]);
  const { name, amountUsd: amount, period, scope, thresholds = THRESHOLDS, forecast, organization } = parsed.data;
  return {
    name,
    amount,
    period,
    scope: scope ?? null,
    thresholds: [...new Set(thresholds)].sort((a, b) => a - b),
    forecast: forecast ?? true,
    organization: organization ?? null,
  };
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.path[0] === 'scope') return SCOPE;
  if (issue?.code === 'unrecognized_keys') return `a budget has no field ${quotedText(issue.keys[0] ?? '')}`;
  return issue && issue.path.length > 0 ? issue.message : 'a budget must be an object with name, amountUsd and period';
}

function reasonAgainst({ name }: Budget, before: ReadonlyMap<string, Budget>): string | null {
  if (before.has(name)) return 'an earlier budget has the same name, and only the first one counts';
  return before.size >= MOST_BUDGETS ? `only the first ${MOST_BUDGETS} budgets count` : null;
}

/** Millionths of a cent: of the dollars as they are written, not of the double that is nearest to them. */
function amountOf(usd: number): Money {
  const text = Math.abs(usd) < 1e-6 ? usd.toFixed(8) : String(usd);
  return moneyFromCents(`${text}e2`);
}
