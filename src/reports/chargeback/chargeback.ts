import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const chargeback: ReportDefinition = {
  id: 'chargeback',
  title: 'Chargeback',
  answers: 'What to charge each cost center for a month.',
  narrowsBy: [],
  // Charged by the invoice, which is of a month; Cost by Workspace has any days.
  periods: 'utcMonths',
  readsAnew: 'bills',
  fileName: 'chargeback',
  build,
};
