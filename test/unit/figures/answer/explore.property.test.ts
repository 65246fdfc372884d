import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Choice, NAMED_RANGES, UNITS } from '../../../../src/shared/choice.ts';
import { DIMENSION_IDS } from '../../../../src/shared/dimensions.ts';
import type { Explorer } from '../../../../src/shared/explorer.ts';
import { MEASURE_IDS, type Measure } from '../../../../src/shared/measures.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY, UNLISTED } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, costAt, costTotal, partsOfChart, partsOfTotals, total } from './asked.ts';

const AT = TODAY + 9 * HOUR + 23 * MINUTE;
const DAYS = 40;
const ZONES = ['UTC', 'Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'Pacific/Chatham'];

/** An odd number of anything, the same each time. */
const odd = (seed: number, below: number) => (Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) >>> 8) % below;

function rowsOf(start: number, scale: number) {
  const hour = start / MINUTE;
  return [UNLISTED, OPUS, 'claude-haiku-4-5'].flatMap((model, index) =>
    ['', 'key-a', 'key-b'].map((apiKeyId, key) => {
      const seed = hour * 31 + index * 7 + key;
      const own = { cacheRead: odd(seed, 5 * scale), cacheWrite1h: odd(seed + 1, scale), output: odd(seed + 2, scale) };
      const tier = odd(seed, 11) === 0 ? 'priority' : key === 1 ? 'batch' : 'standard';
      const workspaceId = index === 1 ? 'wrkspc_a' : '';
      const webSearches = odd(seed + 3, 3);
      const place = { model, apiKeyId, workspaceId, serviceTier: tier, webSearches };
      return usageRow(odd(seed + 4, scale), { ...own, ...place });
    }),
  );
}

/** Odd amounts: forty days of hours, minutes around the zones' midnights and of the last days, bills until yesterday. */
function office(): HandMade {
  const made = new HandMade();
  made.read('1h', daysAgo(35), TODAY + 9 * HOUR, (start) => rowsOf(start, 100_000), { readAt: AT });
  made.read('1m', daysAgo(2), AT, (start) => rowsOf(start, 1700), { readAt: AT });
  for (let hour = daysAgo(20) + 18 * HOUR; hour < daysAgo(2); hour += DAY) {
    made.read('1m', hour, hour + HOUR, (start) => rowsOf(start, 1700));
  }
  for (let ago = 2; ago <= DAYS; ago++) {
    const tokens = ['uncached_input_tokens', 'cache_read_input_tokens', 'output_tokens'].flatMap((tokenType, item) =>
      [UNLISTED, OPUS, 'claude-haiku-4-5'].flatMap((model, index) =>
        ['standard', 'batch'].map((serviceTier) =>
          costRow(BigInt(odd(ago * 100 + item * 10 + index, 1e9) + 7), {
            model,
            tokenType,
            serviceTier,
            workspaceId: index === 1 ? 'wrkspc_a' : '',
          }),
        ),
      ),
    );
    made.bill(daysAgo(ago), [...tokens, otherRow(1_000_003n, 'web_search'), otherRow(BigInt(ago), 'code_execution')]);
  }
  return made;
}

const range: fc.Arbitrary<Choice['range']> = fc.oneof(
  fc.constantFrom(...NAMED_RANGES).map((type) => ({ type })),
  fc.tuple(fc.nat({ max: 45 }), fc.nat({ max: 45 })).map(([from, to]) => ({
    type: 'days' as const,
    from: new Date(daysAgo(from)).toISOString().slice(0, 10),
    to: new Date(daysAgo(to)).toISOString().slice(0, 10),
  })),
  fc.tuple(fc.nat({ max: 50 * 60 }), fc.integer({ min: 1, max: 30 * 60 })).map(([ago, length]) => ({
    type: 'instants' as const,
    start: AT - ago * MINUTE,
    end: AT - (ago - length) * MINUTE,
  })),
);
const choice: fc.Arbitrary<Choice> = fc.record({
  measure: fc.constantFrom(...MEASURE_IDS),
  by: fc.constantFrom(...DIMENSION_IDS),
  unit: fc.constantFrom(...UNITS),
  range,
  filters: fc.constant([]),
  compare: fc.boolean(),
  shape: fc.constant('bars'),
});
const zone = fc.constantFrom(...ZONES);

function sumOf({ chart }: Explorer): bigint | number {
  if (chart.kind === 'cost') return total(chart.amounts);
  return (chart.kind === 'count' ? chart.amounts : chart.wholes).reduce((sum, count) => sum + count, 0);
}

/** Total of a measure, all values together. */
function totalsOf({ choice: { measure }, totals }: Explorer): bigint | number {
  const items: Readonly<Record<Exclude<Measure, 'cost'>, readonly number[]>> = {
    tokens: [0, 1, 2, 3, 4],
    uncachedInput: [0],
    cacheWrite5m: [1],
    cacheWrite1h: [2],
    cacheRead: [3],
    output: [4],
    webSearches: [5],
    cacheHitRate: [0, 1, 2, 3],
  };
  if (measure === 'cost') return costTotal(totals);
  const of = items[measure];
  return totals.counts.reduce((sum, count, at) => sum + (of.includes(at % 6) ? count : 0), 0);
}

describe('any choice', () => {
  const made = office();
  const asker = new Asker(made.ledger);
  const ask = (of: Partial<Choice>, where: string) => asker.ask(of, { now: AT, zone: where, days: DAYS });
  after(() => made[Symbol.dispose]());

  it('any choice has cells that add up to its totals, by whatever it is broken down', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(choice, fc.constantFrom(...DIMENSION_IDS), zone, (of, other, where) => {
        const answer = ask(of, where);
        assert.equal(sumOf(answer), totalsOf(answer));
        const needs = (by: Choice['by']) => of.measure === 'cost' && by === 'apiKey';
        if (needs(of.by) === needs(other)) assert.equal(sumOf(ask({ ...of, by: other }, where)), sumOf(answer));
        const { chart } = answer;
        for (const [bucket, { basis }] of chart.buckets.entries()) {
          if (basis !== 'none' || chart.kind !== 'cost') continue;
          chart.series.forEach((_, at) => void assert.equal(chart.amounts[at * chart.buckets.length + bucket], 0n));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('any choice has as much billed, mixed and estimated in its chart as in its table, by any unit', () => {
    for (const where of ZONES) {
      const asked = (['day', 'week', 'month'] as const).map((unit) => ask({ unit, range: { type: 'last30' } }, where));
      for (const answer of asked) {
        assert.deepEqual(partsOfChart(answer), partsOfTotals(answer), where);
        assert.deepEqual(partsOfTotals(answer), partsOfTotals(asked[0] ?? answer), where);
      }
      assert.ok(
        asked.some(({ chart }) => chart.kind === 'cost' && chart.split),
        where,
      );
    }
  });

  it('any choice is cut by a filter and its complement into two that add up to it', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(choice, fc.constantFrom(...DIMENSION_IDS), fc.nat(), zone, (of, dimension, split, where) => {
        const usage = { ...of, by: of.measure === 'cost' ? 'apiKey' : of.by } as const;
        const whole = ask(usage, where);
        const values = whole.values[dimension].map(({ id }) => id);
        const part = values.filter((_, at) => ((split >> (at % 30)) & 1) === 1);
        const rest = values.filter((value) => !part.includes(value));
        const sums = [part, rest].map((ids) =>
          ids.length === 0 ? 0 : sumOf(ask({ ...usage, filters: [{ dimension, values: ids }] }, where)),
        );
        assert.equal(
          sums.reduce((sum: bigint, of) => sum + BigInt(of), 0n),
          BigInt(sumOf(whole)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('any choice adds up to the same by any unit where everything is known', function () {
    this.timeout(60_000);
    const known = fc.constantFrom<Choice['range']>(
      { type: 'yesterday' },
      { type: 'last7' },
      { type: 'today' },
      {
        type: 'days',
        from: '2026-11-04',
        to: '2026-11-17',
      },
    );
    fc.assert(
      fc.property(known, fc.constantFrom(...UNITS), fc.constantFrom(...DIMENSION_IDS), zone, (of, unit, by, where) => {
        const usage = { range: of, by, filters: [] };
        const answer = ask({ ...usage, unit }, where);
        assert.doesNotMatch(answer.missing, /minutes/);
        const days = ask({ ...usage, unit: 'day' }, where);
        assert.equal(sumOf(answer), sumOf(days));
        assert.deepEqual(answer.totals, days.totals);
      }),
      { numRuns: 30 },
    );
  });

  it('any choice agrees with the bill and with the status bar, to the last unit', () => {
    for (const where of ZONES) {
      const { summary, pricedDays } = made.at(AT, { zone: where, days: DAYS });
      assert.equal(sumOf(ask({ range: { type: 'today' }, unit: 'hour' }, where)), summary.today?.amount, where);
      assert.equal(sumOf(ask({ range: { type: 'yesterday' }, unit: 'hour' }, where)), summary.yesterday?.amount, where);
      if (where !== 'UTC') continue;
      const { chart } = ask({ range: { type: 'last30' } }, where);
      for (const [bucket, { start }] of chart.buckets.entries()) {
        const cells = chart.series.map((_, at) => (chart.kind === 'cost' && chart.amounts[at * 30 + bucket]) || 0n);
        assert.equal(total(cells), pricedDays.spend(start)?.total);
      }
    }
  });

  it('any choice of yesterday is compared with the day before, in all that a day without a bill knows of', () => {
    const filters = [{ dimension: 'costType', values: ['tokens', 'web_search'] }] as const;
    for (const where of ZONES) {
      for (const by of DIMENSION_IDS) {
        const yesterday = { range: { type: 'yesterday' }, by, filters } as const;
        const { totals, previousByBucket, previousSpan } = ask({ ...yesterday, compare: true }, where);
        assert.ok(previousSpan && totals.before);
        // Minutes around the midnights of that day are not kept there: no range begins inside of an hour.
        if (where === 'Pacific/Chatham') continue;
        const range = { type: 'instants', ...previousSpan } as const;
        const before = ask({ range, by, filters, unit: 'day' }, where);
        assert.equal(total(totals.before.cost), costTotal(before.totals));
        assert.equal(total((previousByBucket as BigInt64Array) ?? []), costTotal(before.totals));
        for (const [at, { id }] of totals.values.entries()) {
          const there = before.totals.values.findIndex((value) => value.id === id);
          assert.equal(totals.before.cost[at], there < 0 ? 0n : costAt(before.totals, there));
        }
      }
    }
  });

  it('any choice has a week that holds all of its usage, but for the running hour', () => {
    for (const where of ZONES) {
      const answer = ask({ range: { type: 'days', from: '2026-11-12', to: '2026-11-18' }, measure: 'tokens' }, where);
      const { counts } = answer.week;
      assert.equal(
        counts?.reduce((sum, count) => sum + count, 0),
        sumOf(answer),
        where,
      );
    }
  });
});
