import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const cacheEfficiency: ReportDefinition = {
  id: 'cacheEfficiency',
  title: 'Cache Efficiency',
  answers: 'What caching saved, which keys use it best and worst, and what more cache hits would save.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'cache-efficiency',
  build,
};
