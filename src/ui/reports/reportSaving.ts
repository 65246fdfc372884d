import * as vscode from 'vscode';
import type { Report } from '../../reports/report.ts';
import { reportCsv } from '../../reports/write/csv.ts';
import { reportJson } from '../../reports/write/json.ts';
import { reportMarkdown } from '../../reports/write/markdown.ts';
import { reportFileName } from '../../reports/write/reportFileName.ts';
import { dollarsText } from '../../shared/cost.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { createFormat } from '../../shared/format.ts';
import { saveFolder } from '../saveFolder.ts';

type Extension = 'csv' | 'md' | 'json';

const FORMATS: Readonly<Record<Extension, string>> = { csv: 'CSV', md: 'Markdown', json: 'JSON' };

/** Asks for a place, and writes the report there in the format of the file's extension. */
export async function saveReport(report: Report): Promise<void> {
  const offered = formatsOf(report);
  const [first] = offered;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(saveFolder(vscode), reportFileName(report, first)),
    filters: Object.fromEntries(offered.map((extension) => [FORMATS[extension], [extension]])),
    title: 'Save Report',
  });
  if (!uri) return;
  const extension = offered.find((each) => uri.path.toLowerCase().endsWith(`.${each}`)) ?? first;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(textOf(report, extension)));
    void vscode.window.showInformationMessage(`Claude Usage: ${savedWords(report, extension, uri)}`);
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(`Claude Usage: the report could not be saved. ${reason}`);
  }
}

/** The likeliest first: a report that sums to something is handed on as a table, any other is read. */
function formatsOf({ sections, sum }: Report): readonly [Extension, ...Extension[]] {
  if (sections.every(({ table }) => table === null)) return ['md', 'json'];
  return sum ? ['csv', 'md', 'json'] : ['md', 'csv', 'json'];
}

/** CSV is one file, of the main table: Markdown and JSON have them all. */
function textOf(report: Report, extension: Extension): string {
  if (extension === 'md') return reportMarkdown(report);
  return extension === 'json' ? reportJson(report) : (reportCsv(report)[0]?.text ?? '');
}

/** `Saved costs.csv · sums to $23,977.59` */
function savedWords({ sum, locale, period }: Report, extension: Extension, { path }: vscode.Uri): string {
  const saved = `Saved ${path.slice(path.lastIndexOf('/') + 1)}`;
  if (!sum || extension !== 'csv') return saved;
  return `${saved} · sums to ${dollarsText(createFormat(locale, period.zone), sum)}`;
}
