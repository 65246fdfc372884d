import type * as vscode from 'vscode';
import type { ReportDefinition } from '../../reports/definition.ts';
import { REPORTS } from '../../reports/reports.ts';
import { capital } from '../../shared/capital.ts';
import type { Filter } from '../../shared/choice.ts';
import { RANGE_WORDS } from '../../shared/choiceWords.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import type { Value } from '../../shared/explorer.ts';
import { plainText } from '../../shared/plainText.ts';
import { utcDayStart } from '../../time/utc.ts';
import { type Days, dayProblem, keptAt, monthsAt, type PickedDays, periodsAt } from './periods.ts';

type Window = Pick<typeof vscode.window, 'showQuickPick' | 'showInputBox'>;

export interface KnownDays {
  /** ms */
  readonly now: number;
  /** IANA name of the zone that days are cut in. */
  readonly zone: string;
  readonly historyDays: number;
}

/** Asks for a report; undefined where the user cancelled. */
export async function askReport(window: Window): Promise<ReportDefinition | undefined> {
  const items = REPORTS.map((report) => ({ label: report.title, detail: report.answers, report }));
  const options = { title: 'Create Report', placeHolder: 'What do you want to know?', matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.report;
}

/** Asks for a period of days; undefined where the user cancelled. */
export async function askPeriod(window: Window, title: string, calendar: KnownDays): Promise<PickedDays | undefined> {
  const named = periodsAt(calendar.now, calendar.zone).map(({ range, from, to }) => ({
    label: capital(RANGE_WORDS[range].replace(/^the /, '')),
    description: from === to ? from : `${from} to ${to}`,
    days: { from, to, range },
  }));
  const any = { label: 'From … to …', description: 'any days', days: null };
  const picked = await window.showQuickPick([...named, any], { title, placeHolder: 'Of which period?' });
  return picked === undefined ? undefined : (picked.days ?? askDays(window, title, calendar));
}

async function askDays(window: Window, title: string, calendar: KnownDays): Promise<Days | undefined> {
  const kept = keptAt(calendar.now, calendar.zone, calendar.historyDays);
  const ask = (which: string, within: Days) =>
    window.showInputBox({
      title,
      prompt: `${which}: ${within.from} to ${within.to}`,
      placeHolder: within.to,
      validateInput: (text) => (text === '' ? null : dayProblem(text, within)),
    });
  const from = await ask('First day', kept);
  if (!from) return undefined;
  const to = await ask('Last day', { from, to: kept.to });
  return to ? { from, to } : undefined;
}

/** Asks for a month of UTC days; undefined where the user cancelled. */
export async function askMonth(
  window: Window,
  title: string,
  { now, historyDays }: KnownDays,
): Promise<Days | undefined> {
  const name = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const items = monthsAt(now, historyDays).map((days) => ({
    label: name.format(utcDayStart(days.from)),
    description: `${days.from} to ${days.to}, UTC`,
    days,
  }));
  return (await window.showQuickPick(items, { title, placeHolder: 'Of which month?' }))?.days;
}

/** Asks for filters of a report, none by default; undefined where the user cancelled. */
export async function askFilters(
  window: Window,
  { title, narrowsBy }: Pick<ReportDefinition, 'title' | 'narrowsBy'>,
  valuesOf: () => Promise<Readonly<Record<Dimension, readonly Value[]>> | null>,
): Promise<readonly Filter[] | undefined> {
  if (narrowsBy.length === 0) return [];
  const all = { label: 'Everything', description: 'the whole organization', dimension: null };
  const some = narrowsBy.map((dimension) => ({ label: `Only some ${DIMENSIONS[dimension].plural}…`, dimension }));
  const picked = await window.showQuickPick([all, ...some], { title, placeHolder: 'Of what?' });
  if (picked === undefined) return undefined;
  if (picked.dimension === null) return [];
  const values = await valuesOf();
  if (values === null) return undefined;
  const { dimension } = picked;
  const items = values[dimension].map(({ id, name, detail }) => ({
    label: plainLabel(name),
    description: plainLabel(detail),
    id,
  }));
  const placeHolder = `Which ${DIMENSIONS[dimension].plural}?`;
  const chosen = await window.showQuickPick(items, { title, placeHolder, canPickMany: true, matchOnDescription: true });
  if (chosen === undefined) return undefined;
  // All values mean no filter: the previous period may have others.
  return chosen.length === 0 || chosen.length === items.length
    ? []
    : [{ dimension, values: chosen.map(({ id }) => id) }];
}

/** A name as it is: text that looks like the code of an icon is escaped. */
function plainLabel(name: string): string {
  return plainText(name).replace(/\$\(/g, '\\$(');
}
