import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from '../engine/thread/client.ts';
import type { ExportPart, JobOutcome } from '../engine/thread/protocol.ts';
import { errorMessage } from '../shared/errorMessage.ts';
import { unlinked } from '../shared/unlinked.ts';
import { askPeriod, type KnownDays } from './reports/reportPrompts.ts';
import { runWithProgress, tellFailure } from './runWithProgress.ts';
import { showSaved } from './savedNotice.ts';
import { saveFolder } from './saveFolder.ts';

const TITLE = 'Export CSV';
const PARTS: readonly (vscode.QuickPickItem & { readonly what: ExportPart })[] = [
  {
    what: 'attribution',
    label: 'Cost by key and hour',
    detail: 'Cost by hour, API key, model and token type.',
  },
  { what: 'cost', label: 'The bill', detail: 'Every line of every day’s bill, as the Cost API reports it.' },
  { what: 'usage', label: 'Usage', detail: 'Tokens and searches by hour, API key, workspace, model and service tier.' },
];

export interface ExportCsvOptions {
  readonly engine: Pick<EngineClient, 'runJob'>;
  readonly calendar: () => KnownDays;
  /** The extension's own folder, for the file while it is written. */
  readonly storage: string;
}

/** Asks for a part of the ledger, for days and a place, and exports it there. */
export async function exportCsv({ engine, calendar, storage }: ExportCsvOptions): Promise<void> {
  const part = await vscode.window.showQuickPick(PARTS, { title: TITLE, placeHolder: 'What do you want to export?' });
  if (!part) return;
  const days = await askPeriod(vscode.window, TITLE, { ...calendar(), zone: 'UTC' });
  if (!days) return;
  const name = `claude-${part.what}-${days.from}-to-${days.to}.csv`;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(saveFolder(vscode), name),
    filters: { CSV: ['csv'] },
    title: TITLE,
  });
  if (!uri) return;
  // Written beside the ledger and then copied: the place may be on another machine's file system.
  const path = join(storage, `export-${randomUUID()}.csv`);
  try {
    const outcome = await runWithProgress(engine, TITLE, { kind: 'export', what: part.what, ...days, path });
    if (outcome.kind !== 'export') return tellFailure(outcome);
    await vscode.workspace.fs.copy(vscode.Uri.file(path), uri, { overwrite: true });
    void showSaved(vscode, uri, (file) => exportedWords(part.what, outcome, file));
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(`Claude Usage: The file could not be written. ${unlinked(reason)}`);
  } finally {
    await rm(path, { force: true });
  }
}

function exportedWords(
  what: ExportPart,
  { rows, missingDays }: Extract<JobOutcome, { kind: 'export' }>,
  file: string,
): string {
  const { format } = new Intl.NumberFormat(vscode.env.language);
  const exported = `${format(rows)} ${rows === 1 ? 'row' : 'rows'} exported to ${file}.`;
  if (missingDays === 0) return exported;
  const days = missingDays === 1 ? '1 day' : `${format(missingDays)} days`;
  if (what === 'cost') return `${exported} ${days} ${missingDays === 1 ? 'has' : 'have'} no bill yet.`;
  return `${exported} ${days} ${missingDays === 1 ? 'is' : 'are'} not in the local history.`;
}
