import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settings } from '../../src/settings.ts';
import { HOSTILE_SETTINGS } from './hostileSettings.ts';
import { ours } from './ours.ts';

const read = () => ({
  url: settings.apiBaseUrl(),
  interval: settings.engine().intervalMs,
  days: settings.engine().historyDays,
  zone: settings.engine().zone,
  show: settings.statusBarShow(),
});
const atFirst = {
  url: { ok: true, value: { origin: 'https://api.anthropic.com', prefix: '' } },
  interval: 60_000,
  days: 90,
  zone: 'UTC',
  show: 'today',
};
const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('claudeUsage').update(name, value, vscode.ConfigurationTarget.Global);

describe('the settings', () => {
  before(ours);
  afterEach(async () => {
    for (const name of Object.keys(HOSTILE_SETTINGS)) await set(name.replace('claudeUsage.', ''), undefined);
  });

  it('are the defaults, whatever the open folder says', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.deepEqual(read(), atFirst);
  });

  it('cannot be written into a folder', async () => {
    const configuration = vscode.workspace.getConfiguration('claudeUsage');
    for (const [name, value] of Object.entries(HOSTILE_SETTINGS)) {
      const write = () =>
        configuration.update(name.replace('claudeUsage.', ''), value, vscode.ConfigurationTarget.Workspace);
      await assert.rejects(async () => write(), name);
    }
  });

  it("are the user's", async () => {
    await set('refreshIntervalSeconds', 120);
    await set('statusBar.show', 'month');
    assert.deepEqual(read(), { ...atFirst, interval: 120_000, show: 'month' });
  });

  it('are clamped, and the default where they are of another kind', async () => {
    await set('refreshIntervalSeconds', 1);
    await set('historyDays', 100_000);
    await set('statusBar.show', 7);
    assert.deepEqual(read(), { ...atFirst, days: 365 });
  });
});
