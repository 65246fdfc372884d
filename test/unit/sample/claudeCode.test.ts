import assert from 'node:assert/strict';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { allOf, NEVER, NOW, sourceAt, TODAY, usageAt } from './asking.ts';

const FRIDAY = Date.parse('2026-11-20T00:00:00Z');
const recordsAt = (now: number, day: string) => allOf(sourceAt(now).claudeCode(day, NEVER));

describe('sample Claude Code analytics', () => {
  it('sample Claude Code Analytics have a record for everybody, of the day asked for', async () => {
    const records = await recordsAt(NOW, '2026-11-20');
    assert.equal(records.length, 3);
    for (const { day, actor, sessions, linesAdded, tools } of records) {
      assert.equal(day, '2026-11-20');
      assert.match(actor, /@acme\.example$/);
      assert.ok(sessions > 0 && linesAdded > 0 && tools.length > 0);
    }
  });

  it('sample Claude Code Analytics count the very tokens of the people’s keys', async () => {
    const models = (await recordsAt(NOW, '2026-11-20')).flatMap((record) => record.models);
    const groupBy = ['workspace_id'] as const;
    const [day] = await usageAt(NOW, { width: '1d', from: FRIDAY, to: FRIDAY + DAY, groupBy });
    const used = day?.rows.find(({ workspaceId }) => workspaceId.endsWith('ClaudeCode'));
    const sum = (of: 'input' | 'output' | 'cacheRead' | 'cacheCreation') =>
      models.reduce((total, model) => total + model[of], 0);
    assert.equal(sum('input'), used?.uncachedInput);
    assert.equal(sum('output'), used?.output);
    assert.equal(sum('cacheRead'), used?.cacheRead);
    assert.equal(sum('cacheCreation'), (used?.cacheWrite5m ?? 0) + (used?.cacheWrite1h ?? 0));
  });

  it('sample Claude Code Analytics estimate at list price, in integer cents', async () => {
    for (const { estimatedCost } of (await recordsAt(NOW, '2026-11-20')).flatMap((record) => record.models)) {
      assert.ok(estimatedCost > 0n && estimatedCost < 200n * DOLLAR);
      assert.equal(estimatedCost % CENT, 0n);
    }
  });

  it('sample Claude Code Analytics know only what is more than an hour old', async () => {
    const output = async (now: number) =>
      (await recordsAt(now, '2026-11-20'))
        .flatMap(({ models }) => models)
        .reduce((sum, model) => sum + model.output, 0);
    assert.equal(await output(FRIDAY + HOUR - 1), 0);
    assert.ok((await output(FRIDAY + 12 * HOUR)) < (await output(FRIDAY + 13 * HOUR)));
    assert.equal(await output(FRIDAY + 25 * HOUR), await output(NOW));
    assert.deepEqual(await recordsAt(NOW, '2026-11-23'), []);
  });

  it('sample Claude Code Analytics know nothing of a day to come', async () =>
    assert.deepEqual(await recordsAt(TODAY, '2027-01-01'), []));
});
