import { isAbsolute } from 'node:path';
import * as z from 'zod/mini';
import { type BadEntry, quotedText } from '../shared/namedEntry.ts';
import { REPORTS } from './reports.ts';
import { REPORT_FORMATS, type ReportFormat } from './write/formats.ts';

/** Reports that are written every month, each in every format; none where it is off. */
export interface MonthlyReportsSetting {
  /** Ids of reports, each once. */
  readonly reports: readonly string[];
  readonly formats: readonly ReportFormat[];
  /** Absolute path, or one from `~` on; `''` where it is off. */
  readonly folder: string;
  /** What in the setting does not count: one sentence at most. */
  readonly bad: readonly BadEntry[];
}

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormat[];
const FIRST_FORMATS: readonly ReportFormat[] = ['html'];
const NOTHING = { reports: [], formats: FIRST_FORMATS, folder: '' };

export const NO_MONTHLY_REPORTS: MonthlyReportsSetting = { ...NOTHING, bad: [] };

const texts = z._default(z.array(z.string()), []);
const setting = z.strictObject({
  reports: texts,
  folder: z._default(z.string().check(z.trim()), ''),
  formats: z.optional(z.array(z.string())),
});

/** Reads the value of `claudeUsage.monthlyReports`, whatever it is. Never throws. */
export function parseMonthlyReports(value: unknown): MonthlyReportsSetting {
  if (value === undefined || value === null) return NO_MONTHLY_REPORTS;
  const { data, error } = z.safeParse(setting, value);
  if (!data) return { ...NOTHING, bad: badOf([shapeMistake(error.issues[0])]) };
  const { folder } = data;
  const [reports, unknownReports] = split(
    data.reports,
    REPORTS.map(({ id }) => id),
  );
  const [formats, unknownFormats] = split(data.formats ?? FIRST_FORMATS, FORMATS);
  const isFolderBad = data.reports.length > 0 && !isFullPath(folder);
  const bad = badOf([
    isMany(unknownReports, 'is not a report', 'are not reports'),
    isMany(unknownFormats, `is not a format (${FORMATS.join(', ')})`, `are not formats (${FORMATS.join(', ')})`),
    isFolderBad ? 'folder must be an absolute path or begin with ~/' : '',
  ]);
  if (reports.length === 0 || isFolderBad) return { ...NOTHING, bad };
  return { reports, formats, folder, bad };
}

function shapeMistake(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `there is no field ${quotedText(issue.keys[0] ?? '')}`;
  const field = issue?.path[0];
  if (field === 'folder') return 'folder must be text';
  return field === undefined
    ? 'the setting must be an object with reports and folder'
    : `${String(field)} must be a list of text`;
}

/** Those that are known, each once, and those that are not. */
function split<T extends string>(values: readonly string[], known: readonly T[]): [T[], string[]] {
  const given = [...new Set(values)];
  const found = given.flatMap((value) => known.filter((each) => each === value));
  return [found, given.filter((value) => !known.some((each) => each === value))];
}

function isMany(values: readonly string[], one: string, many: string): string {
  if (values.length === 0) return '';
  return `${values.map(quotedText).join(', ')} ${values.length === 1 ? one : many}`;
}

function badOf(mistakes: readonly string[]): BadEntry[] {
  const said = mistakes.filter((mistake) => mistake !== '');
  return said.length === 0 ? [] : [{ name: '', message: `Monthly reports: ${said.join(', and ')}.` }];
}

function isFullPath(folder: string): boolean {
  return isAbsolute(folder) || /^~([\\/]|$)/.test(folder);
}
