import type { Mark } from '../shared/alert.ts';
import type { Budget } from '../shared/budget.ts';
import type { CostCentre } from '../shared/costCentre.ts';
import { modelName } from '../shared/modelName.ts';
import { DOLLAR, type Money } from '../shared/money.ts';
import { DAY, HOUR, weekdayOf } from '../time/utc.ts';
import { CLAUDE_CODE, DEVELOPER_TOOLS, KEYS, PRODUCTION, RESEARCH } from './organization.ts';
import { dayNumber, discountPercent, pilotOn } from './schedule.ts';
import { streamsOn } from './streams.ts';

/** Days before today whose notes the sample has. */
const NOTED_DAYS = 90;
/** Whole weeks since the balance was typed. */
const WEEKS_SINCE_BALANCE = 4;
const WEEKS_SINCE_TOP_UP = 2;

const COMMON = { thresholds: [50, 80, 100], forecast: true, organization: null } as const;

/** Budgets of the sample organization: two are tight, one is passed by an evaluation now and then, one has room. */
export const SAMPLE_BUDGETS: readonly Budget[] = [
  { ...COMMON, name: 'Acme Robotics', amount: 25_000n * DOLLAR, period: 'month', scope: null },
  {
    ...COMMON,
    name: 'Research',
    amount: 1_600n * DOLLAR,
    period: 'week',
    scope: { dimension: 'workspace', value: RESEARCH },
  },
  {
    ...COMMON,
    name: 'Evaluations',
    amount: 90n * DOLLAR,
    period: 'day',
    scope: { dimension: 'apiKey', value: KEYS.nightlyEvals },
  },
  {
    ...COMMON,
    name: 'Haiku 4.5',
    amount: 2_500n * DOLLAR,
    period: 'month',
    scope: { dimension: 'model', value: 'claude-haiku-4-5-20251001' },
  },
];

/** Cost centres of the sample organization: a key is charged elsewhere than its workspace, and pilots to nobody. */
export const SAMPLE_COST_CENTRES: readonly CostCentre[] = [
  { name: 'Customer Products', workspaces: [PRODUCTION], apiKeys: [] },
  { name: 'Research', workspaces: [RESEARCH], apiKeys: [] },
  { name: 'Engineering', workspaces: [DEVELOPER_TOOLS, CLAUDE_CODE], apiKeys: [KEYS.nightlyEvals] },
];

interface Noted {
  /** What is noted when it is another than the day before. */
  readonly on: (day: number) => unknown;
  readonly text: (day: number) => string;
}

const NOTED: readonly Noted[] = [
  { on: supportModel, text: (day) => `Moved support to ${modelName(supportModel(day))}` },
  { on: pilotOn, text: (day) => `Started Warehouse Pilot ${pilotOn(day)}` },
  { on: (day) => discountPercent(day, ''), text: (day) => `Agreed on ${discountPercent(day, '')}% below list prices` },
];

/** Notes of the sample organization's own people: the newest of each kind, oldest first. */
export function sampleNotes(now: number): Mark[] {
  const today = dayNumber(now);
  const notes = NOTED.flatMap(({ on, text }): Mark[] => {
    for (let day = today; day > today - NOTED_DAYS; day--) {
      if (on(day) !== on(day - 1)) return [{ kind: 'note', at: day * DAY, text: text(day) }];
    }
    return [];
  });
  return notes.sort((a, b) => a.at - b.at);
}

function supportModel(day: number): string {
  return streamsOn(day).find(({ apiKeyId }) => apiKeyId === KEYS.supportAgent)?.model ?? '';
}

/** A prepaid balance as it was typed, and what was bought since. Amounts in millionths of a cent, instants in ms. */
export interface SampleBalance {
  readonly amount: Money;
  readonly asOf: number;
  readonly topUps: readonly { readonly amount: Money; readonly at: number }[];
}

/** Typed on a Monday morning four to five weeks ago, topped up two weeks later: it lasts some weeks more. */
export function sampleBalance(now: number): SampleBalance {
  const today = dayNumber(now);
  const morning = (weeksAgo: number) => (today - weekdayOf(today) - 7 * weeksAgo) * DAY + 9 * HOUR;
  return {
    amount: 22_000n * DOLLAR,
    asOf: morning(WEEKS_SINCE_BALANCE),
    topUps: [{ amount: 20_000n * DOLLAR, at: morning(WEEKS_SINCE_TOP_UP) }],
  };
}
