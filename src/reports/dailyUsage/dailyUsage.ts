import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const dailyUsage: ReportDefinition = {
  id: 'dailyUsage',
  title: 'Daily Usage',
  answers: 'Usage and cost by day, compared with the day before and the same day last week.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'daily-usage',
  build,
};
