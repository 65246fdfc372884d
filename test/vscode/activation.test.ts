import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ours } from './ours.ts';

describe('the extension', () => {
  it('activates', async () => {
    assert.equal((await ours()).isActive, true);
  });

  it('shares nothing with other extensions', async () => {
    assert.equal((await ours()).exports, undefined);
  });

  it('has registered all its commands', async () => {
    const { contributes } = (await ours()).packageJSON;
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      registered.filter((command) => /^claudeUsage\.(?!spend|panel)[a-zA-Z.]+$/.test(command)).sort(),
      declared.sort(),
    );
  });
});
