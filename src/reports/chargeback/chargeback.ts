import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const chargeback: ReportDefinition = {
  id: 'chargeback',
  title: 'Chargeback',
  answers: 'What to charge each cost center for a month.',
  narrowsBy: [],
  // Invoices are monthly, so it is too. Cost by Workspace covers any days.
  periods: 'utcMonths',
  readsAnew: ['bills', 'names'],
  fileName: 'chargeback',
  build,
};
