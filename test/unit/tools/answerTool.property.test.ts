import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FIRST_CHOICE, type Range } from '../../../src/shared/choice.ts';
import { toCents } from '../../../src/shared/money.ts';
import { COMPARED_GROUPS, GROUPS, PERIODS, TOOLS } from '../../../src/tools/tools.ts';
import { Asker, costTotal } from '../figures/answer/asked.ts';
import { Asking, centsOf } from './asked.ts';
import { AT, DAYS, dayBefore, oddLedger } from './oddLedger.ts';

const MOST_BYTES = 6144;
const ZONES = ['UTC', 'Asia/Kolkata', 'America/New_York'];
/** Control characters, those that set directions, and tags and variation selectors, which text is hidden in. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u{e0000}-\u{e01ef}\u2028\u2029]|\p{Cs}/u;

const custom = fc
  .tuple(fc.nat({ max: 45 }), fc.nat({ max: 45 }))
  .map(([one, two]) => ({ period: 'custom', from: dayBefore(Math.max(one, two)), to: dayBefore(Math.min(one, two)) }));
const instants = fc.tuple(fc.nat({ max: 50 * 60 }), fc.integer({ min: 1, max: 40 * 60 })).map(([ago, length]) => ({
  period: 'custom',
  from: new Date(AT - ago * 60_000).toISOString(),
  to: new Date(AT - (ago - length) * 60_000).toISOString(),
}));
const named = fc.constantFrom(...PERIODS.filter((name) => name !== 'custom')).map((period) => ({ period }));
const period = fc.oneof(named, custom, instants);
const filter = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom(
    { model: 'claude-opus-5-5' },
    { workspace: 'default' },
    { workspace: 'wrkspc_3' },
    { apiKey: 'apikey_007' },
    { apiKey: 'none' },
    { apiKey: 'nonTokenCharges' },
    { model: 'Haiku 4.5', workspace: 'wrkspc_5' },
    { organization: 'Acme' },
  ),
);
const top = fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined });
const sums = fc
  .tuple(period, fc.constantFrom(...GROUPS), filter, top)
  .map(([of, groupBy, filter, top]) => ({ ...of, groupBy, filter, top }));
const changes = fc
  .tuple(period, fc.constantFrom(...COMPARED_GROUPS), filter, top, fc.option(fc.oneof(named, custom), { nil: null }))
  .map(([of, groupBy, filter, top, other]) => ({
    ...of,
    groupBy,
    filter,
    top,
    ...(other && { previous: other.period }),
    ...(other && 'from' in other && { previousFrom: other.from, previousTo: other.to }),
  }));

/** Names and ids of all values in an answer. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    (key === 'name' || key === 'id') && typeof each === 'string' ? [each] : namesIn(each),
  );
}

describe('any answer of a tool', () => {
  const made = oddLedger();
  const asking = new Map(
    ZONES.map((zone) => [zone, new Asking(made.ledger, AT, { zone, historyDays: DAYS })] as const),
  );
  const asker = new Asker(made.ledger);
  after(() => made[Symbol.dispose]());

  /** The answer, once it is known to be of a size and with names that can be told. */
  function answered(name: string, input: unknown, zone = 'UTC') {
    const text = asking.get(zone)?.text(name, input) ?? '';
    assert.ok(Buffer.byteLength(text) <= MOST_BYTES, `${Buffer.byteLength(text)} bytes`);
    const answer = JSON.parse(text);
    for (const told of namesIn(answer)) {
      assert.ok(told.length <= 80 && told !== '' && !UNSEEN.test(told), JSON.stringify(told));
    }
    return answer;
  }

  const addUp = (rows: readonly unknown[], rest: unknown) =>
    rows.reduce((sum: bigint, spend) => sum + (spend === null ? 0n : centsOf(spend)), centsOf(rest));

  it('any answer on spend has rows and a rest that add up to its total, and parts by basis that do', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(sums, fc.constantFrom(...ZONES), (input, zone) => {
        const { total, basis, rows, rest, truncated } = answered('get_spend', input, zone);
        assert.ok(rows.length <= (input.top ?? 50));
        if (total === null) {
          assert.deepEqual([basis.billed, basis.mixed, basis.estimated, rest.spend], [null, null, null, null]);
          return;
        }
        assert.equal(
          addUp(
            rows.map(({ spend }: { spend: unknown }) => spend),
            rest.spend,
          ),
          centsOf(total),
        );
        assert.equal(centsOf(basis.billed) + centsOf(basis.mixed) + centsOf(basis.estimated), centsOf(total));
        if (rest.count === 0 && input.groupBy !== 'none') assert.equal(centsOf(rest.spend), 0n);
        if (truncated) assert.ok(rest.count > 0);
        assert.ok(basis.note.length > 0);
      }),
      { numRuns: 80 },
    );
  });

  it('any answer on spend has the total that the panel shows, whatever it is grouped by', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(
        fc.oneof(named, custom),
        fc.constantFrom(...GROUPS),
        fc.constantFrom(...ZONES),
        (of, groupBy, zone) => {
          const { total } = answered('get_spend', { ...of, groupBy }, zone);
          const by = groupBy === 'apiKey' ? 'apiKey' : 'costType';
          const explorer = asker.ask(
            { ...FIRST_CHOICE, by, range: rangeOf(of), unit: groupBy === 'hour' ? 'hour' : 'day' },
            { now: AT, zone, days: DAYS },
          );
          const isKnown = explorer.chart.buckets.some(({ basis }) => basis !== 'none');
          if (isKnown) assert.equal(centsOf(total), toCents(costTotal(explorer.totals)));
          else assert.equal(total, null);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('any answer on changes has movers and a rest that add up to both totals and to their difference', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(changes, fc.constantFrom(...ZONES), (input, zone) => {
        const { total, previous, difference, movers, rest } = answered('compare_spend', input, zone);
        assert.ok(movers.length <= (input.top ?? 50));
        if (total === null || previous.total === null) {
          assert.deepEqual([difference, movers.every((mover: Mover) => mover.difference === null)], [null, true]);
          return;
        }
        assert.equal(centsOf(total) - centsOf(previous.total), centsOf(difference));
        for (const figure of ['spend', 'previous', 'difference'] as const) {
          const sum = { spend: total, previous: previous.total, difference }[figure];
          if (movers.some((mover: Mover) => mover[figure] === null)) continue;
          assert.equal(
            addUp(
              movers.map((mover: Mover) => mover[figure]),
              rest[figure],
            ),
            centsOf(sum),
            figure,
          );
        }
        for (const mover of movers.filter((each: Mover) => each.difference !== null)) {
          assert.equal(centsOf(mover.spend) - centsOf(mover.previous), centsOf(mover.difference));
        }
        if (rest.count === 0 && input.groupBy !== 'none') {
          assert.deepEqual([rest.spend, rest.previous, rest.difference], ['0.00', '0.00', '0.00']);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('any answer on changes compares what the panel compares, with the same previous total', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(fc.oneof(named, custom), fc.constantFrom(...ZONES), (of, zone) => {
        const { total, previous } = answered('compare_spend', { ...of, groupBy: 'workspace' }, zone);
        const choice = { ...FIRST_CHOICE, by: 'workspace', range: rangeOf(of), compare: true } as const;
        const explorer = asker.ask(choice, { now: AT, zone, days: DAYS });
        const { before } = explorer.totals;
        if (before === null) assert.equal(previous.total, null);
        else assert.equal(centsOf(previous.total), toCents(before.cost.reduce((sum, cost) => sum + cost, 0n)));
        if (total !== null) assert.equal(centsOf(total), toCents(costTotal(explorer.totals)));
      }),
      { numRuns: 40 },
    );
  });

  it('any answer on tokens has rows and a rest that add up to its tokens, type by type', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(sums, fc.constantFrom(...ZONES), (input, zone) => {
        const { tokens, rows, rest } = answered('get_tokens', input, zone);
        if (tokens === null) return;
        const types = ['uncachedInput', 'cacheWrite5m', 'cacheWrite1h', 'cacheRead', 'output'];
        for (const field of ['total', 'webSearches', ...types]) {
          const sum = rows.reduce((all: number, row: Record<string, number>) => all + (row[field] ?? 0), rest[field]);
          assert.equal(sum, tokens[field], field);
        }
        assert.equal(
          types.reduce((sum, type) => sum + tokens[type], 0),
          tokens.total,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('any input whatever is answered with JSON of at most 6 KB', function () {
    this.timeout(120_000);
    const names = fc.constantFrom(...TOOLS.map(({ name }) => name));
    const hostile = fc.record(
      { period: fc.constantFrom(...PERIODS, 'x'), groupBy: fc.anything(), filter: fc.anything(), top: fc.anything() },
      { requiredKeys: [] },
    );
    const text = fc.record({
      period: fc.constant('today'),
      filter: fc.record({ apiKey: fc.string({ unit: 'binary', maxLength: 300 }) }),
    });
    fc.assert(
      fc.property(names, fc.oneof(fc.anything(), hostile, text), (name, input) => void answered(name, input)),
      { numRuns: 250 },
    );
  });
});

interface Mover {
  readonly spend: string | null;
  readonly previous: string | null;
  readonly difference: string | null;
}

function rangeOf(of: { readonly period: string; readonly from?: string; readonly to?: string }): Range {
  const names = { last7Days: 'last7', last30Days: 'last30' } as const;
  if (of.period === 'custom') return { type: 'days', from: of.from ?? '', to: of.to ?? '' };
  if (of.period === 'last7Days' || of.period === 'last30Days') return { type: names[of.period] };
  return { type: of.period as 'today' };
}
