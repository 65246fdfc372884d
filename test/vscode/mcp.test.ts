import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as vscode from 'vscode';
import { until } from '../workbench/until.ts';
import { ours } from './ours.ts';

const launcher = join(process.env['USER_DATA'] ?? '', 'User', 'globalStorage', 'claude-usage.claude-usage', 'mcp.cjs');

/** What the MCP server answers to a question for the status, started as a client starts it. */
async function status() {
  const child = spawn(process.execPath, [launcher], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_status"}}\n');
  const { result } = JSON.parse(await text(child.stdout));
  return JSON.parse(result.content[0].text);
}

const enable = (value: boolean | undefined) =>
  vscode.workspace.getConfiguration('claudeUsage').update('tools.enabled', value, vscode.ConfigurationTarget.Global);

describe('the MCP server', () => {
  before(ours);
  after(async () => {
    await enable(undefined);
    await vscode.commands.executeCommand('claudeUsage.leaveSampleData');
  });

  it('has its launcher in global storage once the extension is active', async () => {
    await until('the launcher', 15_000, async () => existsSync(launcher) || undefined);
  });

  it('answers from the sample while that is in use', async () => {
    await vscode.commands.executeCommand('claudeUsage.useSampleData');
    const { organizations, sample } = await until('figures of the sample', 15_000, async () => {
      const answer = await status();
      return answer.sample ? answer : undefined;
    });
    assert.equal(sample, true);
    assert.equal(organizations.length, 1);
  });

  it('is switched off by the setting', async () => {
    await enable(false);
    const { error } = await until('an answer that says so', 15_000, async () => {
      const answer = await status();
      return answer.error ? answer : undefined;
    });
    assert.match(error, /claudeUsage\.tools\.enabled is false/);
  });
});
