import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const dailyUsage: ReportDefinition = {
  id: 'dailyUsage',
  title: 'Daily Usage',
  answers: 'What each day used and cost, against the day and the week before.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'daily-usage',
  build,
};
