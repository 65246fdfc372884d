import * as vscode from 'vscode';
import type { Accounts } from './account/accounts.ts';
import { cleanKey } from './adminApi/key.ts';
import { REPORTS } from './reports/reports.ts';
import { errorMessage } from './shared/errorMessage.ts';
import { plainText } from './shared/plainText.ts';
import type { MeasuringCommands } from './ui/measuringCommands.ts';
import type { PanelHost } from './ui/panel/panelHost.ts';
import type { Reports } from './ui/reports/reports.ts';

export interface CommandParts {
  readonly accounts: Accounts;
  readonly panel: PanelHost;
  readonly reports: Reports;
  readonly measuring: MeasuringCommands;
  readonly exportCsv: () => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

type Handler = (argument: unknown) => unknown;

/** Handlers by command id, in the order of package.json, which has each of them. */
export function createCommands({
  accounts,
  panel,
  reports,
  measuring,
  exportCsv,
  log,
}: CommandParts): Readonly<Record<string, Handler>> {
  return {
    'claudeUsage.setAdminKey': () => setAdminKey(accounts),
    'claudeUsage.removeAdminKey': () => removeAdminKey(accounts),
    'claudeUsage.openPanel': () => panel.open(),
    'claudeUsage.refresh': (how) => refresh(accounts, how === 'anyway'),
    'claudeUsage.useSampleData': () => accounts.useSample(),
    'claudeUsage.leaveSampleData': () => accounts.leaveSample(),
    'claudeUsage.deleteAllData': () => deleteAllData(accounts),
    'claudeUsage.showLog': () => log.show(),
    'claudeUsage.openSettings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:claude-usage.claude-usage'),
    'claudeUsage.cancelHistory': () => accounts.cancelHistory(),
    'claudeUsage.startMeasuring': () => measuring.start(),
    'claudeUsage.stopMeasuring': () => measuring.stop(),
    'claudeUsage.createReport': () => reports.create(),
    'claudeUsage.exportCsv': () => exportCsv(),
    'claudeUsage.saveReport': (uri) => reports.save(uri),
    ...Object.fromEntries(REPORTS.map((report) => [`claudeUsage.report.${report.id}`, () => reports.open(report)])),
  };
}

async function setAdminKey(accounts: Accounts): Promise<void> {
  accounts.prepare();
  const text = await vscode.window.showInputBox({
    title: 'Set Admin API Key',
    prompt: `Create one in the Claude Console under Settings, Admin keys. It is kept in the editor's secret storage and sent to ${accounts.apiOrigin()} only.`,
    placeHolder: 'sk-ant-admin…',
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (value === '') return null;
      const cleaned = cleanKey(value);
      return cleaned.ok ? null : cleaned.problem;
    },
  });
  if (text === undefined) return;
  const cleaned = cleanKey(text);
  if (!cleaned.ok) return void vscode.window.showErrorMessage(`Claude Usage: ${cleaned.problem}`);
  const check = () => accounts.setKey(cleaned.key);
  const progress = { location: vscode.ProgressLocation.Notification, title: 'Claude Usage: asking whose key it is…' };
  const result = await vscode.window.withProgress(progress, check);
  switch (result.outcome) {
    case 'valid':
      void vscode.window.showInformationMessage(
        `Claude Usage: connected to ${unlinked(result.organization.name)}.${result.kept ? '' : FORGETFUL}`,
      );
      return;
    case 'unchecked':
      void vscode.window.showWarningMessage(
        `Claude Usage: the key is kept, but could not be checked yet. ${result.message}${result.kept ? '' : FORGETFUL}`,
      );
      return;
    case 'refused':
      return void offer(`Claude Usage: the key is not kept. ${result.message}`, 'Try Again', () =>
        setAdminKey(accounts),
      );
  }
}

/** A name for a notification, which would make a link of `[…](…)`. */
function unlinked(name: string): string {
  return plainText(name).replaceAll('](', '] (');
}

const FORGETFUL =
  ' The editor could not keep it in its secret storage, so it lasts until this window closes; it is written nowhere else.';

async function offer(message: string, action: string, act: () => Promise<void>): Promise<void> {
  if ((await vscode.window.showErrorMessage(message, action)) === action) await act();
}

async function removeAdminKey(accounts: Accounts): Promise<void> {
  const removed = await accounts.removeKey();
  const said = removed
    ? 'The Admin API key is removed from all windows.'
    : 'This window has forgotten the Admin API key, but the secret storage did not answer: remove it again later.';
  const choice = await vscode.window.showInformationMessage(
    `Claude Usage: ${said} Delete the ledger of its figures on this machine too?`,
    'Delete Ledger',
    'Keep',
  );
  if (choice === 'Delete Ledger') await tellFailure(() => accounts.deleteLedgers());
}

async function deleteAllData(accounts: Accounts): Promise<void> {
  const sure = await vscode.window.showWarningMessage(
    'Delete the Admin API key and all figures that Claude Usage keeps on this machine?',
    { modal: true, detail: 'Nothing is deleted at Anthropic. The history can be fetched again with a key.' },
    'Delete All Data',
  );
  if (sure !== 'Delete All Data') return;
  await tellFailure(async () => {
    if (await accounts.deleteAll()) return;
    throw new Error('The secret storage did not answer: remove the Admin API key again later.');
  });
}

async function refresh(accounts: Accounts, anyway: boolean): Promise<void> {
  const outcome = await accounts.refresh(anyway);
  if (outcome === 'tooSoon') {
    vscode.window.setStatusBarMessage('Claude Usage: refreshed less than ten seconds ago', 3000);
  } else if (outcome !== 'refreshed') {
    void warn(`Claude Usage: ${outcome.message}`, outcome.mayTryAnyway ? ['Try Anyway'] : [], () =>
      refresh(accounts, true),
    );
  }
}

async function warn(message: string, actions: readonly string[], act: () => Promise<void>): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(message, ...actions);
  if (chosen !== undefined && actions.includes(chosen)) await act();
}

async function tellFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = errorMessage(error);
    void vscode.window.showErrorMessage(`Claude Usage: not everything could be deleted. ${reason}`);
  }
}
