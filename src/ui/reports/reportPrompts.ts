import type * as vscode from 'vscode';
import type { ReportDefinition } from '../../reports/definition.ts';
import { REPORTS } from '../../reports/reports.ts';
import { capital } from '../../shared/capital.ts';
import type { Filter } from '../../shared/choice.ts';
import { RANGE_WORDS } from '../../shared/choiceWords.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import { DIMENSION_WORDS, DIMENSIONS } from '../../shared/dimensions.ts';
import type { Value } from '../../shared/explorer.ts';
import { utcDayStart } from '../../time/utc.ts';
import { plainLabel } from '../plainLabel.ts';
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
  const picked = await window.showQuickPick(periodItems(calendar), { title, placeHolder: PERIOD_QUESTION });
  return picked === undefined ? undefined : (picked.days ?? askDays(window, title, calendar));
}

/** Days and filters of a report. */
export interface ReportScope extends PickedDays {
  readonly filters: readonly Filter[];
}

/**
 * Asks what a report is to cover: a period is enough, and filters are offered beside it. Undefined where the user
 * cancelled.
 */
export async function askScope(
  window: Window,
  { title, narrowsBy, periods }: Pick<ReportDefinition, 'title' | 'narrowsBy' | 'periods'>,
  calendar: KnownDays,
  valuesOf: (days: Days) => Promise<Readonly<Record<Dimension, readonly Value[]>> | null>,
): Promise<ReportScope | undefined> {
  if (periods === 'utcMonths') {
    const month = await askMonth(window, title, calendar);
    return month && { ...month, filters: [] };
  }
  const chosen = new Map<Dimension, readonly Value[]>();
  for (;;) {
    const filters = narrowsBy.map((dimension) => filterItem(dimension, chosen.get(dimension)));
    const items = [...periodItems(calendar), ...filters];
    const picked = await window.showQuickPick(items, { title, placeHolder: PERIOD_QUESTION });
    if (picked === undefined) return undefined;
    if (!('dimension' in picked)) {
      const days = picked.days ?? (await askDays(window, title, calendar));
      return days && { ...days, filters: [...chosen].map(([dimension, values]) => filterOf(dimension, values)) };
    }
    const { dimension } = picked;
    const values = await valuesOf(keptAt(calendar.now, calendar.zone, calendar.historyDays));
    if (values === null) return undefined;
    const some = await askValues(window, title, dimension, values[dimension]);
    if (some === undefined) continue;
    // All values mean no filter: the previous period may have others.
    if (some.length === 0 || some.length === values[dimension].length) chosen.delete(dimension);
    else chosen.set(dimension, some);
  }
}

const PERIOD_QUESTION = 'Which period?';

function periodItems({ now, zone }: KnownDays) {
  const named = periodsAt(now, zone).map(({ range, from, to }) => ({
    label: capital(RANGE_WORDS[range].replace(/^the /, '')),
    description: from === to ? from : `${from} to ${to}`,
    days: { from, to, range },
  }));
  return [...named, { label: 'From … to …', description: 'any days', days: null }];
}

function filterItem(dimension: Dimension, chosen: readonly Value[] | undefined) {
  const word = DIMENSION_WORDS[dimension];
  if (!chosen) return { label: `Filter by ${word}…`, description: '', dimension };
  return { label: `Filter: ${word}`, description: plainLabel(chosen.map(({ name }) => name).join(', ')), dimension };
}

function filterOf(dimension: Dimension, values: readonly Value[]): Filter {
  return { dimension, values: values.map(({ id }) => id) };
}

async function askValues(window: Window, title: string, dimension: Dimension, values: readonly Value[]) {
  const items = values.map((value) => ({
    label: plainLabel(value.name),
    description: plainLabel(value.detail),
    value,
  }));
  const placeHolder = `Which ${DIMENSIONS[dimension].plural}?`;
  const chosen = await window.showQuickPick(items, { title, placeHolder, canPickMany: true, matchOnDescription: true });
  return chosen?.map(({ value }) => value);
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
async function askMonth(window: Window, title: string, { now, historyDays }: KnownDays): Promise<Days | undefined> {
  const name = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const items = monthsAt(now, historyDays).map((days) => ({
    label: name.format(utcDayStart(days.from)),
    description: `${days.from} to ${days.to}, UTC`,
    days,
  }));
  return (await window.showQuickPick(items, { title, placeHolder: 'Which month?' }))?.days;
}
