import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const tiersAndTools: ReportDefinition = {
  id: 'tiersAndTools',
  title: 'Service Tiers and Server Tools',
  answers:
    'Cost by service tier (standard, batch, priority, flex) and by server tool (web search, code execution, sessions).',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'tiers-and-tools',
  build,
};
