import * as vscode from 'vscode';
import type { Report } from '../../reports/report.ts';
import { REPORT_FORMATS, type ReportFormat, writeReport } from '../../reports/write/formats.ts';
import { reportFileName } from '../../reports/write/reportFileName.ts';
import { dollarsText, isUnknown } from '../../shared/cost.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { createFormat } from '../../shared/format.ts';
import { unlinked } from '../../shared/unlinked.ts';
import { showSaved } from '../savedNotice.ts';
import { saveFolder } from '../saveFolder.ts';

/** Asks for a place, and writes the report there in the format of the file's extension. `csv`: its CSV, where it has one of its own. */
export async function saveReport(report: Report, csv?: string): Promise<void> {
  const formats = formatsOf(report);
  const [first] = formats;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(saveFolder(vscode), reportFileName(report, first)),
    filters: Object.fromEntries(formats.map((format) => [REPORT_FORMATS[format], [format]])),
    title: 'Save Report',
  });
  if (!uri) return;
  const format = formats.find((each) => uri.path.toLowerCase().endsWith(`.${each}`)) ?? first;
  const text = format === 'csv' && csv !== undefined ? csv : writeReport(report, format);
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const reason = errorMessage(error);
    return void vscode.window.showErrorMessage(`Claude Usage: The report could not be saved. ${unlinked(reason)}`);
  }
  void showSaved(vscode, uri, (file) => savedWords(report, format, file));
}

/** HTML first, which everyone can read; CSV only of tables. */
function formatsOf({ sections }: Report): readonly [ReportFormat, ...ReportFormat[]] {
  return sections.every(({ table }) => table === null) ? ['html', 'md', 'json'] : ['html', 'csv', 'md', 'json'];
}

/** `Saved costs.csv · each section sums to $23,977.59`: whoever adds up all of the file would count that several times. */
function savedWords({ sum, sections, locale, period }: Report, format: ReportFormat, file: string): string {
  const saved = `Saved ${file}`;
  if (!sum || isUnknown(sum) || format !== 'csv') return `${saved}.`;
  const tables = sections.flatMap(({ table }) => table ?? []);
  const own = tables.filter(({ total }) => total?.some((cell) => cell.kind === 'money' && cell.amount === sum.amount));
  if (own.length === 0) return `${saved}.`;
  const keys = own.map(({ key }) => key).join(', ');
  const which =
    own.length < tables.length ? `${keys} ${own.length === 1 ? 'sums' : 'each sum'} to` : 'each section sums to';
  const amount = dollarsText(createFormat(locale, period.zone), sum);
  return `${saved} · ${tables.length === 1 ? 'sums to' : which} ${amount}`;
}
