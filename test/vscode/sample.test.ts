import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { until } from '../workbench/until.ts';
import { ours } from './ours.ts';

const storage = join(process.env['USER_DATA'] ?? '', 'User', 'globalStorage', 'claude-usage.claude-usage');
const answer = z.object({ found: z.nullable(z.number()) });

/** A number from the sample's ledger; undefined before there is one. */
async function asked(sql: string): Promise<number | undefined> {
  const path = join(storage, 'sample.db');
  if (!existsSync(path)) return undefined;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      return answer.parse(database.prepare(sql).get()).found || undefined;
    } finally {
      database.close();
    }
  } catch {
    // Its tables are being made.
    return undefined;
  }
}

/** On how many days of the sample usage is known. */
const days = () => asked("SELECT count(DISTINCT start / 86400000) AS found FROM usage WHERE width = '1h'");
const newestHour = () => asked("SELECT max(start) AS found FROM usage WHERE width = '1h'");

describe('the sample organization', () => {
  before(ours);

  it('fills a ledger of its own', async () => {
    await vscode.commands.executeCommand('claudeUsage.useSampleData');
    assert.ok((await until('usage of the sample', 15_000, days)) > 0);
    assert.equal(existsSync(join(storage, 'ledger.db')), false);
  });

  it('lives at the date of the run, which is that of the host and of its threads', async () => {
    const { CLOCK_OFFSET } = process.env;
    // By a clock that nothing shifts. On a desktop there is no offset.
    const now = performance.timeOrigin + performance.now() + Number(CLOCK_OFFSET ?? 0);
    assert.ok(Math.abs(Date.now() - now) < 60_000, `${new Date()}`);
    const newest = await until('the newest hour of the sample', 15_000, newestHour);
    const hours = (Date.now() - newest) / 3_600_000;
    assert.ok(hours >= 0 && hours < 48, `${new Date(newest)} at ${new Date()}`);
  });

  it('has budgets of its own for scripts', async () => {
    const status = z.array(z.object({ name: z.string(), amountUsd: z.number(), periodStart: z.iso.date() }));
    const read = async () => status.parse(await vscode.commands.executeCommand('claudeUsage.budgetStatus'));
    const budgets = await until('budgets of the sample', 60_000, async () => {
      const found = await read();
      return found.length > 0 ? found : undefined;
    });
    assert.ok(budgets.some(({ name, amountUsd }) => name === 'Acme Robotics' && amountUsd === 25_000));
    const text = await vscode.commands.executeCommand('claudeUsage.budgetStatus', 'text');
    assert.equal(status.parse(JSON.parse(z.string().parse(text))).length, budgets.length);
  });

  it('answers a refresh', async () => {
    await vscode.commands.executeCommand('claudeUsage.refresh');
  });

  it('can be left', async () => {
    await vscode.commands.executeCommand('claudeUsage.leaveSampleData');
    assert.deepEqual(await vscode.commands.executeCommand('claudeUsage.budgetStatus'), []);
  });
});
