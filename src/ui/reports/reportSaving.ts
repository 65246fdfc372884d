import * as vscode from 'vscode';
import type { Report } from '../../reports/report.ts';
import { reportCsv } from '../../reports/write/csv.ts';
import { reportJson } from '../../reports/write/json.ts';
import { reportMarkdown } from '../../reports/write/markdown.ts';
import { reportFileName } from '../../reports/write/reportFileName.ts';
import { dollarsText, isUnknown } from '../../shared/cost.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { createFormat } from '../../shared/format.ts';
import { unlinked } from '../../shared/unlinked.ts';
import { showSaved } from '../savedNotice.ts';
import { saveFolder } from '../saveFolder.ts';
import type { ViewDocument } from './viewDocuments.ts';

type Extension = 'csv' | 'md' | 'json';

const FORMATS: Readonly<Record<Extension, string>> = { csv: 'CSV', md: 'Markdown', json: 'JSON' };

interface SavedDocument {
  readonly nameOf: (extension: Extension) => string;
  /** The likeliest first. */
  readonly formats: readonly [Extension, ...Extension[]];
  readonly textOf: (extension: Extension) => string;
  /** Sentence on the saved file. */
  readonly words: (file: string, extension: Extension) => string;
}

export function saveReport(report: Report): Promise<void> {
  return save({
    nameOf: (extension) => reportFileName(report, extension),
    formats: formatsOf(report),
    textOf: (extension) => textOf(report, extension),
    words: (file, extension) => savedWords(report, extension, file),
  });
}

export function saveView({ fileName, markdown, csv }: ViewDocument): Promise<void> {
  return save({
    nameOf: (extension) => `${fileName}.${extension}`,
    formats: ['md', 'csv'],
    textOf: (extension) => (extension === 'csv' ? csv : markdown),
    words: (file) => `Saved ${file}.`,
  });
}

/** Asks for a place, and writes the document there in the format of the file's extension. */
async function save({ nameOf, formats, textOf, words }: SavedDocument): Promise<void> {
  const [first] = formats;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(saveFolder(vscode), nameOf(first)),
    filters: Object.fromEntries(formats.map((extension) => [FORMATS[extension], [extension]])),
    title: 'Save Report',
  });
  if (!uri) return;
  const extension = formats.find((each) => uri.path.toLowerCase().endsWith(`.${each}`)) ?? first;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(textOf(extension)));
  } catch (error) {
    const reason = errorMessage(error);
    return void vscode.window.showErrorMessage(`Claude Usage: The report could not be saved. ${unlinked(reason)}`);
  }
  void showSaved(vscode, uri, (file) => words(file, extension));
}

/** The likeliest first: a report that sums to something is handed on as a table, any other is read. */
function formatsOf({ sections, sum }: Report): readonly [Extension, ...Extension[]] {
  if (sections.every(({ table }) => table === null)) return ['md', 'json'];
  return sum ? ['csv', 'md', 'json'] : ['md', 'csv', 'json'];
}

function textOf(report: Report, extension: Extension): string {
  if (extension === 'md') return reportMarkdown(report);
  return extension === 'json' ? reportJson(report) : reportCsv(report);
}

/** `Saved costs.csv · sums to $23,977.59` */
function savedWords({ sum, locale, period }: Report, extension: Extension, file: string): string {
  const saved = `Saved ${file}`;
  if (!sum || isUnknown(sum) || extension !== 'csv') return `${saved}.`;
  return `${saved} · sums to ${dollarsText(createFormat(locale, period.zone), sum)}`;
}
