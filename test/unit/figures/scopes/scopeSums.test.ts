import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_USAGE } from '../../../../src/shared/explorer.ts';
import { ORGANIZATION, SCOPE_DIMENSIONS, type Scope, type ScopeDimension } from '../../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE, startOfUtcMonth } from '../../../../src/time/utc.ts';
import { Office } from '../../../support/office.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';
import { costRow, daysAgo, otherRow, TODAY, UNLISTED } from '../../spend/made.ts';
import { HandMade, sum, usageRow } from '../made.ts';
import { Books, OfficeBooks } from './kit.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const HISTORY_DAYS = 20;
/** An API key's part of a day is rounded once a kind, the truth once in all. */
const KINDS = 8;

const of = (dimension: ScopeDimension, id: string): Scope => ({ dimension, id });
const day = (start: number) => ({ start, end: start + DAY });
const grouped = <T>(of: readonly T[], by: (each: T) => string, amount: (each: T) => bigint) =>
  new Map([...Map.groupBy(of, by)].map(([id, each]) => [id, sum(each.map(amount))]));

function assertNear(amount: bigint | number | undefined, truth: bigint, what: string): void {
  const off = Number(amount ?? Number.NaN) - Number(truth);
  assert.ok(Math.abs(off) <= KINDS, `${what}: ${amount} instead of ${truth}`);
}

describe('ScopeSums', () => {
  describe('against the truth', () => {
    let office: Office;
    let books: OfficeBooks;
    before(async () => {
      // A local day is none of their business: they are of UTC.
      const config = { historyDays: HISTORY_DAYS, zone: 'Asia/Kolkata' };
      office = await Office.open({ world: tinyWorld(TODAY), at: AT, config });
      await office.engine.start();
      books = new OfficeBooks(office);
      books.at(AT, HISTORY_DAYS);
    });
    after(async () => {
      books[Symbol.dispose]();
      await office[Symbol.asyncDispose]();
    });

    const finalDays = Array.from({ length: HISTORY_DAYS - 2 }, (_, index) => daysAgo(HISTORY_DAYS - 1 - index));

    it('cost of the organization and of each workspace and model is the bill’s, to the last unit', () => {
      for (const start of finalDays) {
        const { lines, total } = office.api.truth.billOf(start);
        assert.deepEqual(books.sums.cost(ORGANIZATION, day(start)), {
          amount: total,
          basis: 'billed',
          unpricedTokens: 0,
        });
        const byWorkspace = grouped(
          lines,
          ({ workspace }) => workspace ?? '',
          ({ amount }) => amount,
        );
        const byModel = grouped(
          lines,
          ({ model, costType }) => model ?? costType,
          ({ amount }) => amount,
        );
        for (const [dimension, truth] of [
          ['workspace', byWorkspace],
          ['model', byModel],
        ] as const) {
          assert.deepEqual(new Set(books.sums.scopes(dimension).map(({ id }) => id)), new Set(truth.keys()));
          for (const [id, amount] of truth)
            assert.equal(books.sums.cost(of(dimension, id), day(start))?.amount, amount);
        }
      }
    });

    it('cost of each API key is what its usage is billed with, and code execution belongs to none', () => {
      for (const start of finalDays) {
        for (const { id: key } of office.api.world.keys) {
          const truth = office.api.truth.trueCost({ from: start, to: start + DAY, key });
          assertNear(books.sums.cost(of('apiKey', key), day(start))?.amount, truth, key);
        }
        const keyless = office.api.truth.trueCost({ from: start, to: start + DAY, key: null });
        assertNear(books.sums.cost(of('apiKey', ''), day(start))?.amount, keyless, 'no key');
        const others = office.api.truth.billOf(start).lines.filter(({ costType }) => costType === 'code_execution');
        const amount = sum(others.map((line) => line.amount));
        assert.ok(amount > 0n);
        assert.equal(books.sums.cost(of('apiKey', NO_USAGE), day(start))?.amount, amount);
      }
    });

    it('costs of a dimension’s values add up to the organization’s, of closed and running days', () => {
      for (let ago = HISTORY_DAYS - 1; ago >= 0; ago--) {
        const all = books.sums.cost(ORGANIZATION, day(daysAgo(ago)));
        assert.ok(all && all.amount > 0n);
        for (const dimension of SCOPE_DIMENSIONS) {
          const costs = books.sums.scopes(dimension).map((scope) => books.sums.cost(scope, day(daysAgo(ago))));
          assert.equal(sum(costs.map((cost) => cost?.amount ?? 0n)), all.amount, `${dimension}, ${ago} days ago`);
        }
      }
    });

    it('cost of the month is the one that the summary has, with its basis', () => {
      const month = { start: startOfUtcMonth(AT), end: TODAY + DAY };
      assert.deepEqual(books.sums.cost(ORGANIZATION, month), office.summary.month);
      assert.deepEqual(books.sums.cost(ORGANIZATION, { ...month, end: TODAY + 20 * DAY }), office.summary.month);
    });

    it('hours are what each UTC hour costs, and add up to the day but for what has no hour', () => {
      const start = daysAgo(5);
      for (const key of [...office.api.world.keys.map(({ id }) => id), null]) {
        const hours = books.sums.hours(of('apiKey', key ?? ''), start);
        for (let hour = 0; hour < 24; hour++) {
          const from = start + hour * HOUR;
          assertNear(hours?.[hour], office.api.truth.trueCost({ from, to: from + HOUR, key }), `${key} at ${hour}`);
        }
      }
      const tokens = office.api.truth.billOf(start).lines.filter(({ costType }) => costType === 'tokens');
      const all = books.sums.hours(ORGANIZATION, start) ?? new Float64Array();
      assert.equal(BigInt(all.reduce((total, amount) => total + amount, 0)), sum(tokens.map(({ amount }) => amount)));
    });

    it('hours of the running day add up to its estimate, with what is expected beside usage', () => {
      const all = books.sums.hours(ORGANIZATION, TODAY) ?? new Float64Array();
      const today = books.sums.cost(ORGANIZATION, day(TODAY));
      assert.equal(BigInt(all.reduce((total, amount) => total + amount, 0)), today?.amount);
      assert.ok(all[14] && all.subarray(15).every((amount) => amount === 0));
    });

    it('cost of a value that nothing was used of is zero, of the basis of its days', () => {
      const nothing = books.sums.cost(of('apiKey', 'key_nobody'), { start: daysAgo(5), end: daysAgo(3) });
      assert.deepEqual(nothing, { amount: 0n, basis: 'billed', unpricedTokens: 0 });
    });

    it('cost is the same where the history has been shortened, and null before it began', () => {
      using shortened = new OfficeBooks(office);
      shortened.at(AT, 5);
      const span = { start: daysAgo(HISTORY_DAYS - 1), end: TODAY + DAY };
      for (const scope of [ORGANIZATION, ...SCOPE_DIMENSIONS.flatMap((dimension) => books.sums.scopes(dimension))]) {
        assert.deepEqual(shortened.sums.cost(scope, span), books.sums.cost(scope, span));
        assert.equal(shortened.sums.cost(scope, { ...span, start: span.start - DAY }), null);
      }
    });

    it('history has hours that add up to each closed day, with what was billed for no hour of it', () => {
      const { start, days, hours, hoursStart } = books.sums.history(ORGANIZATION);
      assert.equal(hoursStart, start);
      for (const [index, amount] of days.entries()) {
        const ofDay = hours.subarray(index * 24, index * 24 + 24);
        const total = ofDay.reduce((all, each) => all + each, 0);
        assert.ok(Math.abs(total - amount) <= 1, `day ${index}: ${total} instead of ${amount}`);
      }
    });

    it('history has the days that were kept, where the history of the ledger has been shortened', () => {
      using shortened = new OfficeBooks(office);
      shortened.at(AT, 5);
      for (const scope of [ORGANIZATION, ...SCOPE_DIMENSIONS.flatMap((dimension) => books.sums.scopes(dimension))]) {
        const { start, days, billedDays } = books.sums.history(scope);
        const own = shortened.sums.history(scope);
        assert.deepEqual([own.start, own.days, own.billedDays], [start, days, billedDays]);
      }
    });

    it('history ends today’s hours at the end of the data, and begins where a scope does', () => {
      const history = books.sums.history(ORGANIZATION);
      assert.deepEqual([history.start, history.days.length], [daysAgo(HISTORY_DAYS - 1), HISTORY_DAYS - 1]);
      assert.ok(history.now > AT - HOUR && history.now <= AT);
      assert.equal(history.hours.length, Math.ceil((history.now - history.hoursStart) / HOUR));
      assert.equal(history.billedDays, HISTORY_DAYS - 1);
      const none = books.sums.history(of('apiKey', 'key_nobody'));
      assert.deepEqual([none.start, none.days.length, none.billedDays], [TODAY, 0, 0]);
    });
  });

  const SESSIONS = 24_000n;

  /** Ten days of usage, of two keys, and bills but for the newest. */
  function twoKeys(): HandMade {
    const made = new HandMade();
    const rows = [usageRow(1000), usageRow(3000, { apiKeyId: 'key-b' })];
    made.read('1h', daysAgo(10), TODAY + 14 * HOUR, () => rows, { readAt: AT });
    for (let ago = 2; ago <= 10; ago++) made.bill(daysAgo(ago), [costRow(9_600n), otherRow(SESSIONS, 'session_usage')]);
    return made;
  }

  it('cost of a restated bill is the new one’s, here and in the kept sums', () => {
    using made = twoKeys();
    const books = new Books(made.ledger);
    books.at(AT, 30);
    const key = of('apiKey', 'key-b');
    assert.equal(books.sums.cost(key, day(daysAgo(5)))?.amount, 7_200n);
    const { revision } = books.sums;
    made.bill(daysAgo(5), [costRow(19_200n)], AT - DAY);
    books.at(AT, 30);
    assert.notEqual(books.sums.revision, revision);
    assert.equal(books.sums.cost(key, day(daysAgo(5)))?.amount, 14_400n);
    assert.equal(made.ledger.daySums.cost(daysAgo(5))?.cost.amount, 19_200n);
    const shortened = new Books(made.ledger);
    shortened.at(AT, 2);
    assert.equal(shortened.sums.cost(key, day(daysAgo(5)))?.amount, 14_400n);
  });

  it('cost by key is null where a bill is known and its usage is not, and by workspace and model it is the bill’s', () => {
    using made = new HandMade();
    made.bill(daysAgo(3), [costRow(9_600n)]);
    const books = new Books(made.ledger);
    books.at(AT, 30);
    const span = day(daysAgo(3));
    assert.equal(books.sums.cost(of('apiKey', 'key-a'), span), null);
    assert.equal(books.sums.cost(of('model', UNLISTED), span)?.amount, 9_600n);
    assert.equal(books.sums.cost(of('workspace', ''), span)?.amount, 9_600n);
    assert.equal(books.sums.cost(ORGANIZATION, span)?.amount, 9_600n);
    assert.equal(books.sums.hours(ORGANIZATION, daysAgo(3)), null);
    assert.equal(books.sums.cost(ORGANIZATION, day(daysAgo(4))), null);
  });

  it('kept sums by key stay where the same bill is all that the history has left', () => {
    using made = twoKeys();
    new Books(made.ledger).at(AT, 30);
    const kept = made.ledger.daySums.values(daysAgo(5));
    const cost = made.ledger.daySums.cost(daysAgo(5));
    assert.ok(kept?.apiKey && cost);
    made.ledger.daySums.save({ ...cost, values: { ...kept, apiKey: null } }, 'the bill alone');
    assert.deepEqual(made.ledger.daySums.values(daysAgo(5)), kept);
    made.ledger.daySums.save(
      { ...cost, cost: { ...cost.cost, amount: 1n }, values: { ...kept, apiKey: null } },
      'another bill alone',
    );
    assert.equal(made.ledger.daySums.values(daysAgo(5))?.apiKey, null);
  });

  it('costs of a dimension’s values add up to the day, whatever was used and billed', () => {
    const row = fc.record({
      units: fc.integer({ min: 1, max: 2 ** 40 }),
      apiKeyId: fc.constantFrom('', 'key-a', 'key-b', 'key-c'),
      workspaceId: fc.constantFrom('', 'ws-1'),
      model: fc.constantFrom(UNLISTED, 'claude-opus-5-5'),
    });
    const amount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 17n });
    const line = fc.record({
      amount,
      workspaceId: fc.constantFrom('', 'ws-1'),
      model: fc.constantFrom(UNLISTED, 'gone'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), amount, (rows, lines, other) => {
        using made = new HandMade();
        const distinct = [...new Map(rows.map((each) => [JSON.stringify({ ...each, units: 0 }), each])).values()];
        const used = distinct.map(({ units, ...names }) => usageRow(units, names));
        made.read('1h', daysAgo(3), TODAY, (start) => (start % (5 * HOUR) === 0 ? used : []), { readAt: AT });
        const bill = [...new Map(lines.map((each) => [`${each.workspaceId} ${each.model}`, each])).values()];
        made.bill(daysAgo(3), [...bill.map((each) => costRow(each.amount, each)), otherRow(other, 'session_usage')]);
        const books = new Books(made.ledger);
        books.at(AT, 4);
        const total = made.ledger.daySums.cost(daysAgo(3))?.cost.amount;
        assert.equal(books.sums.cost(ORGANIZATION, day(daysAgo(3)))?.amount, total);
        for (const dimension of SCOPE_DIMENSIONS) {
          const costs = books.sums.scopes(dimension).map((scope) => books.sums.cost(scope, day(daysAgo(3))));
          assert.equal(sum(costs.map((cost) => cost?.amount ?? 0n)), total ?? 0n, dimension);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('history asks for a missing day once, however many scopes there are, and again with a refresh', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(3), AT, () => [usageRow(1000)], { readAt: AT });
    const books = new Books(made.ledger);
    books.at(AT, 20);
    let asked = 0;
    const { cost } = made.ledger.daySums;
    made.ledger.daySums.cost = (start) => {
      asked += 1;
      return cost.call(made.ledger.daySums, start);
    };
    for (const id of ['key-a', 'key-b', 'key-c']) books.sums.history(of('apiKey', id));
    assert.ok(asked <= 20, `${asked}`);
    made.bill(daysAgo(10), [costRow(9_600n)]);
    books.at(AT, 20);
    assert.equal(books.sums.cost(ORGANIZATION, day(daysAgo(10)))?.amount, 9_600n);
  });

  it('history begins after the newest gap in the days that were kept', () => {
    using made = twoKeys();
    new Books(made.ledger).at(AT, 30);
    made.bill(daysAgo(12), [costRow(9_600n)]);
    new Books(made.ledger).at(AT, 30);
    const shortened = new Books(made.ledger);
    shortened.at(AT, 4);
    assert.equal(shortened.sums.history(ORGANIZATION).start, daysAgo(10));
    assert.equal(shortened.sums.cost(ORGANIZATION, day(daysAgo(12)))?.amount, 9_600n);
  });

  it('forecaster is made once for each revision, again with a refresh where it was asked for, and not while days are made', () => {
    using made = twoKeys();
    const books = new Books(made.ledger);
    books.at(AT, 30);
    const key = of('apiKey', 'key-b');
    const first = books.sums.forecaster(key);
    assert.equal(books.sums.forecaster(key), first);
    books.at(AT, 30);
    assert.equal(books.sums.forecaster(key), first, 'as nothing has changed');
    made.bill(daysAgo(5), [costRow(19_200n)], AT - DAY);
    books.pricedDays.refresh(daysAgo(29), AT);
    books.sums.refresh(AT, AT);
    assert.equal(books.sums.forecaster(key), first, 'until the days have been made');
    while (!books.sums.advance());
    const second = books.sums.forecaster(key);
    assert.notEqual(second, first);
    assert.equal(books.sums.forecaster(key), second);
  });

  it('cost of usage without a price counts its tokens by scope', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(1), TODAY + HOUR, (start) => (start === TODAY ? [usageRow(1000)] : []), { readAt: AT });
    const books = new Books(made.ledger);
    books.at(TODAY + HOUR, 2);
    const cost = { amount: 0n, basis: 'estimated', unpricedTokens: 1000 };
    for (const scope of [ORGANIZATION, of('apiKey', 'key-a'), of('model', UNLISTED), of('workspace', '')]) {
      assert.deepEqual(books.sums.cost(scope, day(TODAY)), cost);
    }
  });
});
