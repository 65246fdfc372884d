import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const keyCost: ReportDefinition = {
  id: 'keyCost',
  title: 'Cost by API Key',
  answers: 'Cost per API key, which the bill doesn’t show.',
  narrowsBy: ['workspace', 'model'],
  periods: 'days',
  readsAnew: ['bills'],
  fileName: 'cost-by-api-key',
  build,
};
