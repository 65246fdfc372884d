import { budgetStatus } from './budgetStatus/budgetStatus.ts';
import { cacheEfficiency } from './cacheEfficiency/cacheEfficiency.ts';
import { chargeback } from './chargeback/chargeback.ts';
import { claudeCode } from './claudeCode/claudeCode.ts';
import { dailyUsage } from './dailyUsage/dailyUsage.ts';
import type { ReportDefinition } from './definition.ts';
import { keyCost } from './keyCost/keyCost.ts';
import { monthStatement } from './monthStatement/monthStatement.ts';
import { savings } from './savings/savings.ts';
import { tiersAndTools } from './tiersAndTools/tiersAndTools.ts';
import { whatChanged } from './whatChanged/whatChanged.ts';
import { workspaceCost } from './workspaceCost/workspaceCost.ts';

/** The reports, in the order that they are offered. */
export const REPORTS: readonly ReportDefinition[] = [
  dailyUsage,
  workspaceCost,
  keyCost,
  cacheEfficiency,
  tiersAndTools,
  claudeCode,
  monthStatement,
  chargeback,
  savings,
  whatChanged,
  budgetStatus,
];

/** Throws for the id of no report: input from outside is parsed before. */
export function reportNamed(id: string): ReportDefinition {
  const report = REPORTS.find((each) => each.id === id);
  if (!report) throw new Error(`there is no report ${id}`);
  return report;
}

export function isOfUtcDays(id: string): boolean {
  return reportNamed(id).periods !== 'days';
}

/** True for a report of whole months of bills. */
export function isOfMonths(id: string): boolean {
  return reportNamed(id).periods === 'utcMonths';
}
