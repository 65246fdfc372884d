import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const monthStatement: ReportDefinition = {
  id: 'monthStatement',
  title: 'Month Statement',
  answers: 'Every line of a month’s bill, compared with its estimate and with list prices.',
  narrowsBy: [],
  periods: 'utcMonths',
  readsAnew: ['bills'],
  fileName: 'month-statement',
  build,
};
