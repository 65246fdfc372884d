import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const tiersAndTools: ReportDefinition = {
  id: 'tiersAndTools',
  title: 'Service Tiers and Server Tools',
  answers: 'Standard, batch, priority and flex; web search, code execution and sessions.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'tiers-and-tools',
  build,
};
