import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const claudeCode: ReportDefinition = {
  id: 'claudeCode',
  title: 'Claude Code by User',
  answers: 'Sessions, lines, commits and estimated cost of each person, from Claude Code Analytics.',
  narrowsBy: [],
  periods: 'utcDays',
  readsAnew: 'claudeCode',
  fileName: 'code-by-user',
  build,
};
