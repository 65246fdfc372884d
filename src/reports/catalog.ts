import type { Dimension } from '../shared/choice.ts';
import type { ReportId } from './report.ts';

export interface ReportEntry {
  readonly title: string;
  /** What it answers, in a line. */
  readonly answers: string;
  /** What it can be narrowed to. */
  readonly narrows: readonly Dimension[];
}

/** Bills and Claude Code Analytics know no days but those of UTC. */
export function isOfUtcDays(report: ReportId): boolean {
  return report === 'monthStatement' || report === 'claudeCode';
}

/** The reports, in the order that they are offered. */
export const CATALOG: Readonly<Record<ReportId, ReportEntry>> = {
  dailyUsage: {
    title: 'Daily Usage',
    answers: 'What each day used and cost, against the day and the week before.',
    narrows: ['workspace', 'apiKey', 'model'],
  },
  workspaceCost: {
    title: 'Cost by Workspace',
    answers: 'What to charge each workspace with.',
    narrows: ['workspace', 'model'],
  },
  keyCost: {
    title: 'Cost by API Key',
    answers: 'What each API key cost, which the bill does not tell.',
    narrows: ['workspace', 'model'],
  },
  cacheEfficiency: {
    title: 'Cache Efficiency',
    answers: 'What caching saved, where it works best and worst, and what more of it would bring.',
    narrows: ['workspace', 'apiKey', 'model'],
  },
  tiersAndTools: {
    title: 'Service Tiers and Server Tools',
    answers: 'Standard, batch, priority and flex; web search, code execution and sessions.',
    narrows: ['workspace', 'apiKey', 'model'],
  },
  claudeCode: {
    title: 'Claude Code by User',
    answers: 'Sessions, lines, commits and estimated cost of each person, from Claude Code Analytics.',
    narrows: [],
  },
  monthStatement: {
    title: 'Month Statement',
    answers: 'Every line of a month’s bill, against what was estimated for it and against list prices.',
    narrows: [],
  },
  savings: {
    title: 'Savings',
    answers: 'What the period would have cost with batch, with more cache hits or with another model.',
    narrows: ['workspace', 'apiKey', 'model'],
  },
};
