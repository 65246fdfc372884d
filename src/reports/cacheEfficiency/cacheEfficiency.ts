import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const cacheEfficiency: ReportDefinition = {
  id: 'cacheEfficiency',
  title: 'Cache Efficiency',
  answers: 'What caching saved, where it works best and worst, and what more of it would bring.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'cache-efficiency',
  build,
};
