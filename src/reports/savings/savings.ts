import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const savings: ReportDefinition = {
  id: 'savings',
  title: 'Savings',
  answers: 'What the period would have cost with batch, more cache hits or another model.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'savings',
  build,
};
