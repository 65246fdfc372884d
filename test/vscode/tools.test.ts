import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { until } from '../workbench/until.ts';
import { ours } from './ours.ts';

const NAMES = [
  'claudeUsage_compare_spend',
  'claudeUsage_get_spend',
  'claudeUsage_get_status',
  'claudeUsage_get_tokens',
];
const failure = z.object({ error: z.string(), help: z.optional(z.string()) });
const money = z.string().check(z.regex(/^-?\d+\.\d{2}$/));
const spend = z.strictObject({
  currency: z.literal('USD'),
  period: z.strictObject({ from: z.string(), to: z.string(), days: z.string() }),
  total: money,
  basis: z.strictObject({ billed: money, mixed: money, estimated: money, note: z.string() }),
  unpricedTokens: z.number(),
  dataUpTo: z.string(),
  groupBy: z.literal('model'),
  rows: z.array(z.object({ id: z.string(), name: z.string(), spend: money, share: z.string() })),
  rest: z.strictObject({ count: z.number(), spend: money }),
  truncated: z.literal(false),
  sample: z.literal(true),
});

/** What a tool answers, as a chat would call it. */
async function call(name: string, input: object, token?: vscode.CancellationToken): Promise<unknown> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value);
}

const cents = (text: string) => Math.round(Number(text) * 100);

describe('the tools for language models', () => {
  before(ours);
  after(async () => {
    await vscode.workspace
      .getConfiguration('claudeUsage')
      .update('tools.enabled', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('claudeUsage.leaveSampleData');
  });

  it('are offered', () => {
    const offered = vscode.lm.tools.filter(({ name }) => name.startsWith('claudeUsage_'));
    assert.deepEqual(offered.map(({ name }) => name).sort(), NAMES);
    for (const { description, inputSchema } of offered) assert.ok(description.length > 100 && inputSchema);
  });

  it('say what helps while there is no key', async () => {
    const { error, help } = failure.parse(await call('claudeUsage_get_spend', { period: 'today' }));
    assert.equal(error, 'No Admin API key is set.');
    assert.match(help ?? '', /Set Admin API Key/);
  });

  it('have the figures of the sample, marked as such', async () => {
    await vscode.commands.executeCommand('claudeUsage.useSampleData');
    const answer = await until('figures of the sample', 60_000, async () => {
      const told = await call('claudeUsage_get_spend', { period: 'last7Days', groupBy: 'model', top: 2 });
      const { success, data } = z.safeParse(spend, told);
      return success && /not stored/.test(data.basis.note) === false ? data : undefined;
    });
    const { total, basis, rows, rest } = answer;
    assert.equal(rows.length, 2);
    assert.ok(cents(total) > 0 && rest.count > 0);
    assert.equal(
      rows.reduce((sum, row) => sum + cents(row.spend), cents(rest.spend)),
      cents(total),
    );
    assert.equal(cents(basis.billed) + cents(basis.mixed) + cents(basis.estimated), cents(total));
    const status = z.object({ sample: z.literal(true), problems: z.array(z.string()) });
    status.parse(await call('claudeUsage_get_status', {}));
  });

  it('answer bad input with a sentence', async () => {
    const { error } = failure.parse(await call('claudeUsage_get_spend', { period: 'custom' }));
    assert.match(error, /needs from and to/);
  });

  it('end with the call that is cancelled', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(call('claudeUsage_compare_spend', { period: 'lastMonth' }, source.token));
  });

  it('are switched off by the setting', async () => {
    const settings = vscode.workspace.getConfiguration('claudeUsage');
    await settings.update('tools.enabled', false, vscode.ConfigurationTarget.Global);
    const { error } = failure.parse(await call('claudeUsage_get_status', {}));
    assert.match(error, /switched off/);
  });
});
