import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const whatChanged: ReportDefinition = {
  id: 'whatChanged',
  title: 'What Changed',
  answers: 'Why the period cost more or less than the previous one, by API key, workspace, model and cause.',
  narrowsBy: ['workspace', 'apiKey', 'model'],
  periods: 'days',
  fileName: 'what-changed',
  build,
};
