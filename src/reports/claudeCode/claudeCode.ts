import type { ReportDefinition } from '../definition.ts';
import { build } from './build.ts';

export const claudeCode: ReportDefinition = {
  id: 'claudeCode',
  title: 'Claude Code by User',
  answers: 'Sessions, lines of code, commits and estimated cost per person, from Claude Code Analytics.',
  narrowsBy: [],
  periods: 'utcDays',
  readsAnew: ['claudeCode'],
  fileName: 'code-by-user',
  build,
};
