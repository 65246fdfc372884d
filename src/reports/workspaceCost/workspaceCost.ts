import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const workspaceCost: ReportDefinition = {
  id: 'workspaceCost',
  title: 'Cost by Workspace',
  answers: 'What to charge back to each workspace.',
  narrowsBy: ['workspace', 'model'],
  periods: 'days',
  readsAnew: ['bills'],
  fileName: 'cost-by-workspace',
  build,
};
