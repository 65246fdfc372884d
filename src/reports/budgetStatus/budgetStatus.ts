import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const budgetStatus: ReportDefinition = {
  id: 'budgetStatus',
  title: 'Budget Status',
  answers: 'Spend against each budget, now and in past periods, with the forecast.',
  narrowsBy: [],
  periods: 'utcDays',
  fileName: 'budget-status',
  build,
};
