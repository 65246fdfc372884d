import * as vscode from 'vscode';
import type { Report } from '../../reports/report.ts';
import { reportCsv } from '../../reports/write/csv.ts';
import { reportJson } from '../../reports/write/json.ts';
import { reportMarkdown } from '../../reports/write/markdown.ts';
import { reportFileName } from '../../reports/write/reportFileName.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { saveFolder } from '../saveFolder.ts';

interface Format {
  readonly label: string;
  readonly description: string;
  readonly extension: 'md' | 'csv' | 'json';
}

const FORMATS: readonly Format[] = [
  { label: 'Markdown', description: 'the document as it stands', extension: 'md' },
  { label: 'CSV', description: 'a file for each table, exact', extension: 'csv' },
  { label: 'JSON', description: 'everything, exact', extension: 'json' },
];

/** Asks for a format and a place, and writes the report there. */
export async function saveReport(report: Report): Promise<void> {
  const hasTables = report.sections.some(({ table }) => table !== null);
  const formats = FORMATS.filter(({ extension }) => extension !== 'csv' || hasTables);
  const format = await vscode.window.showQuickPick(formats, { title: 'Save Report', placeHolder: 'In which format?' });
  if (!format) return;
  const { extension, label } = format;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(saveFolder(vscode), reportFileName(report, extension)),
    filters: { [label]: [extension] },
    title: 'Save Report',
  });
  if (!uri) return;
  try {
    const files = filesOf(report, extension, uri);
    if (!(await mayReplace(files.slice(1).map(({ uri: at }) => at)))) return;
    for (const { uri: at, text } of files) await vscode.workspace.fs.writeFile(at, new TextEncoder().encode(text));
    const said = files.length === 1 ? 'saved' : `saved in ${files.length} files, a table each`;
    vscode.window.setStatusBarMessage(`Claude Usage: ${said}`, 4000);
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(`Claude Usage: the report could not be saved. ${reason}`);
  }
}

function filesOf(report: Report, extension: Format['extension'], uri: vscode.Uri): { uri: vscode.Uri; text: string }[] {
  if (extension === 'md') return [{ uri, text: reportMarkdown(report) }];
  if (extension === 'json') return [{ uri, text: reportJson(report) }];
  // The first table under the name that was chosen, the others beside it.
  const stem = uri.path.replace(/\.csv$/i, '');
  return reportCsv(report).map(({ name, text }, index) => ({
    uri: index === 0 ? uri : uri.with({ path: `${stem}-${name}.csv` }),
    text,
  }));
}

/** Asks before files beside the chosen one are replaced, which the save dialog does not know. */
async function mayReplace(uris: readonly vscode.Uri[]): Promise<boolean> {
  const there: string[] = [];
  for (const uri of uris) {
    const exists = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (exists) there.push(uri.path.slice(uri.path.lastIndexOf('/') + 1));
  }
  if (there.length === 0) return true;
  const detail = there.join('\n');
  const message = 'A file for each table: some of them are there already. Replace them?';
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, 'Replace')) === 'Replace';
}
