import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../workbench/until.ts';
import { ours } from './ours.ts';

function tabs(): vscode.Tab[] {
  const all = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return all.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && /claudeUsage\.panel$/.test(input.viewType),
  );
}

const shown = (count: number) => async () => (tabs().length === count ? tabs() : undefined);

describe('the panel', () => {
  before(ours);
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is one, however often it is opened', async () => {
    await vscode.commands.executeCommand('claudeUsage.openPanel');
    await until('the tab', 10_000, shown(1));
    await vscode.commands.executeCommand('claudeUsage.openPanel');
    const [tab] = await until('the tab', 10_000, shown(1));
    assert.equal(tab?.label, 'Claude Usage');
    assert.equal(tab?.isActive, true);
  });

  it('opens again after it was closed', async () => {
    await vscode.window.tabGroups.close(tabs());
    await until('no tab', 10_000, shown(0));
    await vscode.commands.executeCommand('claudeUsage.openPanel');
    await until('the tab', 10_000, shown(1));
  });
});
