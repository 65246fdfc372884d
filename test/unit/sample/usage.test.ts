import assert from 'node:assert/strict';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { COUNTS } from '../../support/usageRow.ts';
import { NOW, TODAY, totals, usageAt } from './asking.ts';

const HOUR_14 = TODAY + 14 * HOUR;
const lastWeek = { from: TODAY - 7 * DAY, to: TODAY } as const;

describe('sample usage', () => {
  it('sample usage is the same whenever and wherever it is asked for', async () => {
    const query = { width: '1h', ...lastWeek } as const;
    assert.deepEqual(await usageAt(NOW, query), await usageAt(NOW, query));
    assert.deepEqual(await usageAt(NOW + 10 * DAY, query), await usageAt(NOW, query));
  });

  it('sample usage adds up exactly: minutes to hours, hours to days', async () => {
    const span = { from: TODAY - 4 * DAY, to: TODAY - 3 * DAY };
    const [minutes, hours, days] = await Promise.all(
      (['1m', '1h', '1d'] as const).map((width) => usageAt(NOW, { width, ...span })),
    );
    assert.deepEqual([minutes?.length, hours?.length, days?.length], [1440, 24, 1]);
    assert.deepEqual(totals(minutes ?? []), totals(hours ?? []));
    assert.deepEqual(totals(hours ?? []), totals(days ?? []));
    for (const hour of hours ?? []) {
      const inside = (minutes ?? []).filter(({ start }) => start >= hour.start && start < hour.end);
      assert.deepEqual(totals(inside), totals([hour]));
    }
  });

  it('sample usage has integer tokens, none negative, and no row of nothing', async () => {
    const buckets = await usageAt(NOW, { width: '1m', from: TODAY - 2 * DAY, to: NOW });
    for (const row of buckets.flatMap(({ rows }) => rows)) {
      const counts = COUNTS.map((count) => row[count]);
      assert.ok(counts.every((count) => Number.isSafeInteger(count) && count >= 0));
      assert.ok(counts.some((count) => count > 0));
    }
  });

  it('sample usage shows hours and days only when they are over', async () => {
    const hours = await usageAt(NOW, { width: '1h', from: TODAY, to: TODAY + DAY });
    assert.equal(hours.at(-1)?.end, HOUR_14);
    const days = await usageAt(NOW, { width: '1d', from: TODAY - DAY, to: TODAY + DAY });
    assert.deepEqual(
      days.map(({ start }) => start),
      [TODAY - DAY],
    );
  });

  it('sample usage shows minutes up to the running one, which grows to what it will be', async () => {
    const minute = HOUR_14 + 7 * MINUTE;
    const outputAt = async (now: number) => {
      const buckets = await usageAt(now, { width: '1m', from: HOUR_14, to: TODAY + DAY, groupBy: [] });
      assert.equal(buckets.at(-1)?.start, minute);
      return buckets.at(-1)?.rows[0]?.output ?? 0;
    };
    const [early, late, whole] = [await outputAt(NOW), await outputAt(NOW + 40_000), await outputAt(minute + MINUTE)];
    assert.ok(early > 0 && early < late && late < whole, `${early} ${late} ${whole}`);
  });

  it('sample usage never takes back a minute that it has shown', async () => {
    const shown = { width: '1m', from: HOUR_14, to: HOUR_14 + 7 * MINUTE } as const;
    assert.deepEqual(await usageAt(NOW, shown), await usageAt(NOW + 5 * HOUR, shown));
  });

  it('sample usage has a bucket for every stretch without usage', async () => {
    const night = { from: TODAY + 2 * HOUR, to: TODAY + 3 * HOUR };
    const buckets = await usageAt(NOW, { width: '1m', ...night, speed: 'fast' });
    assert.equal(buckets.length, 60);
    assert.ok(buckets.every(({ rows }) => rows.length === 0));
  });

  it('sample usage leaves out fields that it is not grouped by', async () => {
    const [day] = await usageAt(NOW, { width: '1d', from: TODAY - DAY, to: TODAY, groupBy: [] });
    assert.equal(day?.rows.length, 1);
    const { model, workspaceId, apiKeyId, serviceTier, contextWindow, inferenceGeo, speed } = day?.rows[0] ?? {};
    assert.deepEqual(
      [model, workspaceId, apiKeyId, serviceTier, contextWindow, inferenceGeo, speed],
      ['', '', '', '', '', '', ''],
    );
  });

  it('sample usage has a sixth and a seventh dimension by filters that split it without a rest', async () => {
    const day = { width: '1d', from: TODAY - 2 * DAY, to: TODAY - DAY, groupBy: [] } as const;
    const whole = totals(await usageAt(NOW, day));
    const parts = async (filters: readonly object[]) =>
      totals((await Promise.all(filters.map((filter) => usageAt(NOW, { ...day, ...filter })))).flat());
    assert.deepEqual(await parts(['us', 'global', 'not_available'].map((inferenceGeo) => ({ inferenceGeo }))), whole);
    assert.deepEqual(await parts(['fast', 'standard'].map((speed) => ({ speed }))), whole);
  });

  it('sample usage has every dimension that matters', async () => {
    const groupBy = ['service_tier', 'context_window', 'inference_geo', 'speed'] as const;
    const rows = (await usageAt(NOW, { width: '1d', ...lastWeek, groupBy })).flatMap((bucket) => bucket.rows);
    const seen = (field: 'serviceTier' | 'contextWindow' | 'inferenceGeo' | 'speed') =>
      [...new Set(rows.map((row) => row[field]))].sort();
    assert.deepEqual(seen('serviceTier'), ['batch', 'priority', 'priority_on_demand', 'standard']);
    assert.deepEqual(seen('contextWindow'), ['0-200k', '200k-1M']);
    assert.deepEqual(seen('inferenceGeo'), ['global', 'not_available', 'us']);
    assert.deepEqual(seen('speed'), ['fast', 'standard']);
  });
});
