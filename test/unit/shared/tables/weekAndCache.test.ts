import assert from 'node:assert/strict';
import type { Basis } from '../../../../src/shared/basis.ts';
import type { CacheRow } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../../src/shared/money.ts';
import { bucketLabels } from '../../../../src/shared/tables/bucketLabels.ts';
import { cacheTable } from '../../../../src/shared/tables/cache.ts';
import { weekTable } from '../../../../src/shared/tables/week.ts';
import { madeExplorer } from './made.ts';
import { shownTable, texts } from './shown.ts';

const format = createFormat('en-US', 'UTC');

describe('weekTable', () => {
  const explorer = madeExplorer([], { bases: ['billed'] });
  const table = shownTable(weekTable(explorer, ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']), format);

  it('weekTable has a row for each hour and a column for each day, with averages', () => {
    assert.equal(table.made.length, 24);
    assert.deepEqual(texts(table.made[1]).slice(0, 3), ['01:00', '$0.01', '$0.25']);
    assert.equal(table.total, null);
  });

  it('weekTable shows a dash for an hour that did not occur', () => {
    assert.equal(table.made[0]?.cells[0]?.text, '—');
  });

  it('weekTable marks averages with ≈ unless the whole range is billed', () => {
    const cents = (bases: readonly Basis[], amounts = bases.map((basis) => (basis === 'none' ? 0n : DOLLAR))) =>
      shownTable(weekTable(madeExplorer([{ id: 'a', amounts }], { bases }), ['Mon', 'Tue']), format).made[1]?.cells[1]
        ?.text;
    assert.equal(cents(['estimated']), '≈$0.25');
    assert.equal(cents(['billed', 'mixed']), '≈$0.25');
    assert.equal(cents(['none', 'billed']), '$0.25');
    assert.equal(cents(['billed', 'estimated'], [DOLLAR, 0n]), '$0.25', 'nothing of it is estimated');
  });

  it('weekTable shows a dash for zero dollars where tokens have no price', () => {
    const week = { ...explorer.week, amounts: new BigInt64Array(168) };
    const cell = (unpriced: number) => {
      const made = madeExplorer([{ id: 'a', amounts: [0n], unpriced }], { bases: ['billed'] });
      return shownTable(weekTable({ ...made, week }, ['Mon']), format).made[1]?.cells[0]?.text;
    };
    assert.deepEqual([cell(0), cell(9)], ['$0.00', '—']);
  });

  it('weekTable averages units, and shows rates for a share', () => {
    const counts = Float64Array.from({ length: 168 }, () => 90);
    const week = { ...explorer.week, amounts: null, counts };
    const units = shownTable(weekTable({ ...explorer, week: { ...week, wholes: null } }, ['Mon']), format);
    assert.equal(units.made[1]?.cells[0]?.text, '30');
    const few = { ...week, counts: counts.map(() => 1), wholes: null };
    const rare = shownTable(weekTable({ ...explorer, week: few }, ['Mon']), format).made[1]?.cells[0];
    assert.deepEqual([rare?.text, rare?.copied], ['0.3', '0.333333']);
    const wholes = Float64Array.from({ length: 168 }, () => 120);
    const rates = shownTable(weekTable({ ...explorer, week: { ...week, wholes } }, ['Mon']), format);
    assert.equal(rates.made[1]?.cells[0]?.text, '75.0%');
  });
});

describe('cacheTable', () => {
  const row = (id: string, saved: bigint, read = 300, unratedTokens = 0): CacheRow => {
    const tokens = { uncached: 60, write5m: 30, write1h: 10, read };
    return { id, name: id, detail: '', ...tokens, saved, unratedTokens, basis: 'billed' };
  };
  const cache = (rows: readonly CacheRow[], saved: bigint) => {
    const unrated = rows.reduce((sum, { unratedTokens }) => sum + unratedTokens, 0);
    const total = { ...row('', saved, 300, unrated), name: 'Total' };
    const table = shownTable(cacheTable({ total, model: rows, workspace: [], apiKey: [] }, 'model'), format);
    return [...table.rows, table.total].map(texts);
  };

  it('cacheTable shows hit rate, reads per write and savings, a loss with its sign', () => {
    assert.deepEqual(cache([row('haiku', -2n * DOLLAR), row('opus', 5n * DOLLAR)], 3n * DOLLAR), [
      ['opus', '75.0%', '7.5', '$5.00', '300', '40', '60'],
      ['haiku', '75.0%', '7.5', '-$2.00', '300', '40', '60'],
      ['Total', '75.0%', '7.5', '$3.00', '300', '40', '60'],
    ]);
  });

  it('cacheTable marks savings with ≈ where they follow from an estimate', () => {
    const total = { ...row('', 3n * DOLLAR), basis: 'mixed' as const };
    const model = [{ ...row('a', 2n * DOLLAR), basis: 'estimated' as const }, row('b', DOLLAR)];
    const table = shownTable(cacheTable({ total, model, workspace: [], apiKey: [] }, 'model'), format);
    const saved = [...table.made, table.total].map((row) => texts(row)[3]);
    assert.deepEqual(saved, ['≈$2.00', '$1.00', '≈$3.00']);
  });

  it('cacheTable prints savings that add up', () => {
    const third = CENT / 3n;
    const saved = cache([row('a', third), row('b', third), row('c', third + 1n)], CENT).map((line) => line[3]);
    assert.deepEqual(saved, ['$0.01', '<$0.01', '<$0.01', '$0.01']);
  });

  it('cacheTable shows a dash where no rate is known, sorts it last, and counts its tokens in their own column', () => {
    const rows = cache([row('a', 0n, 300, 40), row('b', -DOLLAR)], -DOLLAR);
    assert.deepEqual(
      rows.map((line) => [line[3], line.at(-1)]),
      [
        ['-$1.00', ''],
        ['—', '40'],
        ['-$1.00', '40'],
      ],
    );
  });

  it('cacheTable sums rows that are folded away in one, leaving out unknown savings', () => {
    const rows = [row('a', 9n * DOLLAR), row('b', CENT / 3n), row('c', CENT / 3n, 100), row('d', 0n, 300, 40)];
    const total = { ...row('', 9n * DOLLAR + 2n * (CENT / 3n), 1000, 40), uncached: 240, write5m: 120, write1h: 40 };
    const table = shownTable(cacheTable({ total, model: rows, workspace: [], apiKey: [] }, 'model'), format);
    const folded = (from: number) => table.folded(['a', 'b', 'c', 'd'].slice(from)).map(({ text }) => text);
    assert.deepEqual(folded(1), ['70.0%', '5.8', '$0.01', '700', '120', '180', '40']);
    assert.equal(folded(3)?.[2], '—');
  });

  it('cacheTable shows no reads per write where nothing was written', () => {
    const unwritten = { ...row('a', 0n), write5m: 0, write1h: 0 };
    assert.equal(cache([row('written', DOLLAR), unwritten], 0n)[1]?.[2], '—');
  });
});

describe('bucketLabels', () => {
  const at = (month: number, day: number, hour = 0, minute = 0) => Date.UTC(2026, month - 1, day, hour, minute);
  /** Buckets between instants. */
  const between = (...instants: readonly number[]) =>
    instants.slice(1).map((end, index) => ({ start: instants[index] ?? end, end }));

  it('bucketLabels are times within a day, and days with times beyond', () => {
    assert.deepEqual(bucketLabels(between(at(11, 20, 14), at(11, 20, 15), at(11, 20, 16)), 'hour', format), [
      '14:00',
      '15:00',
    ]);
    assert.deepEqual(bucketLabels(between(at(11, 20, 23), at(11, 21), at(11, 21, 1)), 'hour', format), [
      'Nov 20, 23:00',
      'Nov 21, 00:00',
    ]);
    assert.deepEqual(bucketLabels(between(at(11, 20, 14, 5), at(11, 20, 14, 6)), 'minute', format), ['14:05']);
  });

  it('bucketLabels name days, weeks and months', () => {
    assert.deepEqual(bucketLabels(between(at(11, 20), at(11, 21)), 'day', format), ['Fri, Nov 20, 2026']);
    assert.deepEqual(bucketLabels(between(at(11, 9), at(11, 16), at(11, 17)), 'week', format), [
      'Nov 9 – Nov 15',
      'Nov 16',
    ]);
    assert.deepEqual(bucketLabels(between(at(10, 1), at(11, 1), at(11, 23)), 'month', format), ['October', 'November']);
  });

  it('bucketLabels name the days of a cut week or month, and say that it is a part', () => {
    const cut = (start: number, end: number) => [{ start, end, cut: true }];
    assert.deepEqual(bucketLabels(cut(at(8, 25), at(9, 1)), 'month', format), ['Aug 25 – Aug 31 (part of a month)']);
    assert.deepEqual(bucketLabels(cut(at(8, 31), at(9, 1)), 'month', format), ['Aug 31 (part of a month)']);
    assert.deepEqual(bucketLabels(cut(at(8, 25), at(8, 31)), 'week', format), ['Aug 25 – Aug 30 (part of a week)']);
    assert.deepEqual(bucketLabels(cut(at(8, 25, 20), at(8, 26)), 'day', format), [
      'Aug 25, 20:00 – Aug 26, 00:00 (part of a day)',
    ]);
  });

  it('bucketLabels name UTC days as they are, whatever the zone of the format', () => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Chatham']) {
      const there = createFormat('en-US', zone);
      const week = between(at(11, 9), at(11, 16));
      assert.deepEqual(bucketLabels(week, 'week', there), ['Nov 9 – Nov 15'], zone);
      assert.deepEqual(bucketLabels(between(at(11, 9), at(11, 10)), 'day', there), ['Mon, Nov 9, 2026'], zone);
      const cut = week.map((bucket) => ({ ...bucket, cut: true }));
      assert.deepEqual(bucketLabels(cut, 'month', there), ['Nov 9 – Nov 15 (part of a month)'], zone);
    }
  });

  it('bucketLabels have years where a month occurs twice', () => {
    const starts = Array.from({ length: 13 }, (_, month) => Date.UTC(2025, 10 + month, 1));
    const labels = bucketLabels(between(...starts, at(12, 1)), 'month', format);
    assert.deepEqual([labels[0], labels[12]], ['November 2025', 'November 2026']);
  });

  it('bucketLabels distinguish the hour that occurs twice when clocks are turned back', () => {
    const newYork = createFormat('en-US', 'America/New_York');
    const hours = between(at(11, 1, 5), at(11, 1, 6), at(11, 1, 7), at(11, 1, 8));
    assert.deepEqual(bucketLabels(hours, 'hour', newYork), ['01:00 EDT', '01:00 EST', '02:00']);
  });
});
