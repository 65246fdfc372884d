import assert from 'node:assert/strict';
import { CENT, mulDiv } from '../../../src/shared/money.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { allOf, amountOf, billAt, NEVER, NOW, sourceAt, TODAY, usageAt } from './asking.ts';

const FRIDAY = Date.parse('2026-11-20T00:00:00Z');
const DIMENSIONS = ['workspace_id', 'model', 'service_tier', 'context_window', 'inference_geo'] as const;

describe('sample bill', () => {
  it('the sample bill has no running day, however far one asks', async () => {
    const days = await allOf(sourceAt(NOW).cost({ from: TODAY - 2 * DAY, to: TODAY + 5 * DAY, limit: 31 }, NEVER));
    assert.deepEqual(
      days.map(({ start }) => start),
      [TODAY - 2 * DAY, TODAY - DAY],
    );
  });

  it('the sample bill refuses a range of which nothing is left, like the API', async () => {
    const { cost } = sourceAt(NOW);
    await assert.rejects(allOf(cost({ from: TODAY, to: TODAY + DAY, limit: 1 }, NEVER)), RangeError);
    await assert.rejects(allOf(cost({ from: TODAY, to: TODAY, limit: 1 }, NEVER)), RangeError);
  });

  it('the sample bill of yesterday is empty at first, then grows for some hours, then stays', async () => {
    const at = async (hours: number) => amountOf(await billAt(TODAY + hours * HOUR, TODAY - DAY));
    assert.equal(await at(0.5), 0n);
    assert.equal(await at(1.9), 0n);
    const readings = [await at(2), await at(4), await at(6), await at(8)];
    for (const [index, amount] of readings.slice(1).entries()) assert.ok(amount > (readings[index] ?? 0n));
    assert.equal(await at(30), readings.at(-1));
    assert.equal(await at(400), readings.at(-1));
  });

  it('the sample bill is the day’s list price less its discount, to the last unit', async () => {
    const line = async (day: number, tokenType: string) => {
      const rows = await billAt(NOW, day);
      const found = rows.filter((row) => row.workspaceId.endsWith('ClaudeCode') && row.tokenType === tokenType);
      return found.find((row) => row.model === 'claude-sonnet-5-5')?.amount;
    };
    const used = async (day: number) => {
      const [bucket] = await usageAt(NOW, { width: '1d', from: day, to: day + DAY, groupBy: DIMENSIONS });
      const row = bucket?.rows.find((r) => r.workspaceId.endsWith('ClaudeCode') && r.model === 'claude-sonnet-5-5');
      assert.ok(row);
      return row;
    };
    const cases = [
      { day: '2026-10-05', read: 20n, discount: 11n },
      { day: '2026-10-08', read: 10n, discount: 11n },
      { day: '2026-10-12', read: 10n, discount: 11n },
      { day: '2026-10-13', read: 10n, discount: 9n },
    ];
    for (const { day, read, discount } of cases) {
      const start = Date.parse(day);
      const { cacheRead, output } = await used(start);
      const billed = (tokens: number, centsPerMillion: bigint) =>
        mulDiv(BigInt(tokens) * centsPerMillion, CENT * (100n - discount), 100_000_000n);
      assert.equal(await line(start, 'cache_read_input_tokens'), billed(cacheRead, read), day);
      assert.equal(await line(start, 'output_tokens'), billed(output, 1000n), day);
    }
  });

  it('the sample bill has every kind of usage but Priority Tier, and priority on demand as standard', async () => {
    const [day] = await usageAt(NOW, { width: '1d', from: FRIDAY, to: FRIDAY + DAY, groupBy: DIMENSIONS });
    const kind = (workspaceId: string, model: string, tier: string, contextWindow: string, inferenceGeo: string) =>
      [workspaceId, model, tier === 'priority_on_demand' ? 'standard' : tier, contextWindow, inferenceGeo].join(' ');
    const used = (day?.rows ?? [])
      .filter(({ serviceTier }) => serviceTier !== 'priority')
      .map((row) => kind(row.workspaceId, row.model, row.serviceTier, row.contextWindow, row.inferenceGeo));
    const billed = (await billAt(NOW, FRIDAY))
      .filter(({ costType }) => costType === 'tokens')
      .map((row) => kind(row.workspaceId, row.model, row.serviceTier, row.contextWindow, row.inferenceGeo));
    assert.ok(day?.rows.some(({ serviceTier }) => serviceTier === 'priority'));
    assert.deepEqual([...new Set(billed)].sort(), [...new Set(used)].sort());
  });

  it('the sample bill has each token type of a kind on one line', async () => {
    const lines = (await billAt(NOW, FRIDAY)).map(({ amount, description, ...identity }) => JSON.stringify(identity));
    assert.equal(new Set(lines).size, lines.length);
  });

  it('the sample bill charges a cent for a web search, by workspace', async () => {
    const [day] = await usageAt(NOW, { width: '1d', from: FRIDAY, to: FRIDAY + DAY, groupBy: ['workspace_id'] });
    const searches = new Map(day?.rows.map((row) => [row.workspaceId, row.webSearches]));
    const rows = (await billAt(NOW, FRIDAY)).filter(({ costType }) => costType === 'web_search');
    assert.equal(rows.length, 2);
    for (const { workspaceId, amount, model } of rows) {
      assert.equal(amount, BigInt(searches.get(workspaceId) ?? 0) * CENT);
      assert.equal(model, '');
    }
  });

  it('the sample bill has code execution, which usage does not know', async () => {
    const rows = (await billAt(NOW, FRIDAY)).filter(({ costType }) => costType === 'code_execution');
    assert.equal(rows.length, 2);
    for (const { amount, model, tokenType } of rows) {
      assert.ok(amount > 0n);
      assert.deepEqual([model, tokenType], ['', '']);
    }
  });
});
