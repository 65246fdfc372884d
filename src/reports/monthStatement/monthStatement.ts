import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const monthStatement: ReportDefinition = {
  id: 'monthStatement',
  title: 'Month Statement',
  answers: 'Every line of a month’s bill, against what was estimated for it and against list prices.',
  narrowsBy: [],
  periods: 'utcMonths',
  readsAnew: 'bills',
  fileName: 'month-statement',
  build,
};
