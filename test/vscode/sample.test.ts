import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as vscode from 'vscode';
import * as z from 'zod';
import { until } from '../workbench/until.ts';
import { ours } from './ours.ts';

const storage = join(process.env['USER_DATA'] ?? '', 'User', 'globalStorage', 'claude-usage.claude-usage');
const checked = z.object({ days: z.number() });

/** On how many days of the sample usage is known; undefined before the first. */
async function days(): Promise<number | undefined> {
  const path = join(storage, 'sample.db');
  if (!existsSync(path)) return undefined;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const row = database
        .prepare("SELECT count(DISTINCT start / 86400000) AS days FROM usage WHERE width = '1h'")
        .get();
      return checked.parse(row).days || undefined;
    } finally {
      database.close();
    }
  } catch {
    // Its tables are being made.
    return undefined;
  }
}

describe('the sample organization', () => {
  before(ours);

  it('fills a ledger of its own', async () => {
    await vscode.commands.executeCommand('claudeUsage.useSampleData');
    assert.ok((await until('usage of the sample', 15_000, days)) > 0);
    assert.equal(existsSync(join(storage, 'ledger.db')), false);
  });

  it('answers a refresh', async () => {
    await vscode.commands.executeCommand('claudeUsage.refresh');
  });

  it('can be left', async () => {
    await vscode.commands.executeCommand('claudeUsage.leaveSampleData');
  });
});
