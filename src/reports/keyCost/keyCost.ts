import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const keyCost: ReportDefinition = {
  id: 'keyCost',
  title: 'Cost by API Key',
  answers: 'What each API key cost, which the bill does not tell.',
  narrowsBy: ['workspace', 'model'],
  periods: 'days',
  readsAnew: 'bills',
  fileName: 'cost-by-api-key',
  build,
};
