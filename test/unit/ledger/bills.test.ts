import assert from 'node:assert/strict';
import { NO_DETAIL } from '../../../src/spend/kind.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { ACME, costRow, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const DAY_BEFORE = TODAY - DAY;
const bill = (...rows: ReturnType<typeof costRow>[]) => [{ start: DAY_BEFORE, end: TODAY, rows }];
const output = costRow({ amount: 100n });
const input = costRow({ tokenType: 'uncached_input_tokens', amount: 50n });

describe('Bills in the ledger', () => {
  it('a bill keeps when it was first read, last changed and last read', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output), NOW);
    bills.replace(bill({ ...output, amount: 101n }), NOW + HOUR);
    bills.replace(bill({ ...output, amount: 101n }), NOW + 2 * HOUR);
    assert.deepEqual(bills.bills(0, NOW), [
      {
        start: DAY_BEFORE,
        firstReadAt: NOW,
        changedAt: NOW + HOUR,
        readAt: NOW + 2 * HOUR,
        lines: 1,
        detail: NO_DETAIL,
        wasFinal: false,
        restated: null,
      },
    ]);
  });

  it('a bill is the same in whatever order its lines come', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output, input), NOW);
    bills.replace(bill(input, output), NOW + HOUR);
    assert.equal(bills.bills(0, NOW)[0]?.changedAt, NOW);
  });

  it('a bill is replaced as a whole: a line that is gone leaves no ghost', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output, input), NOW);
    bills.replace(bill(input), NOW + HOUR);
    assert.deepEqual(bills.lines(0, NOW).get(DAY_BEFORE), [{ ...input, start: DAY_BEFORE, changedAt: NOW }]);
    bills.replace(bill(), NOW + HOUR);
    assert.equal(bills.lines(0, NOW).get(DAY_BEFORE), undefined);
    assert.equal(bills.bills(0, NOW)[0]?.lines, 0, 'an empty bill is a bill that was read');
  });

  it('lines of a bill with the same words are summed, and null ids are kept apart from empty ones', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    const ofDefault = costRow({ workspaceId: '', amount: 3n });
    bills.replace(bill(ofDefault, output, ofDefault), NOW);
    bills.replace(bill(ofDefault, output, ofDefault), NOW);
    const lines = bills.lines(0, NOW).get(DAY_BEFORE) ?? [];
    assert.deepEqual(
      lines.map(({ workspaceId, amount }) => [workspaceId, amount]),
      [
        ['', 6n],
        ['wrkspc_1', 100n],
      ],
    );
  });

  it('a bill holds amounts that no double can, and credits', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    const huge = 2n ** 60n + 1n;
    ledger.bills.replace(bill({ ...output, amount: huge }, { ...input, amount: -huge }), NOW);
    const amounts = ledger.bills
      .lines(0, NOW)
      .get(DAY_BEFORE)
      ?.map(({ amount }) => amount);
    assert.deepEqual(amounts, [huge, -huge]);
    ledger.estimates.save({ start: DAY_BEFORE, amount: huge }, NOW);
    assert.deepEqual(ledger.estimates.all(), [{ start: DAY_BEFORE, amount: huge, isWithUnallocated: false }]);
  });

  it('a bill holds the largest amount there is of lines whose sum is beyond 64 bits', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    const huge = { ...output, amount: 2n ** 63n - 1n };
    bills.replace(bill(huge, huge, input), TODAY + 2 * DAY);
    const amounts = (bills.lines(0, NOW).get(DAY_BEFORE) ?? []).map(({ amount }) => amount);
    assert.deepEqual(amounts, [2n ** 63n - 1n, 50n]);
    assert.equal(bills.bills(0, NOW)[0]?.wasFinal, true);
  });

  it('a bill that was read by a clock that was ahead does not stay in the future', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output), NOW + 3 * DAY);
    bills.replace(bill(output), NOW);
    assert.deepEqual(bills.bills(0, NOW), [
      {
        start: DAY_BEFORE,
        firstReadAt: NOW,
        changedAt: NOW,
        readAt: NOW,
        lines: 1,
        detail: NO_DETAIL,
        wasFinal: false,
        restated: null,
      },
    ]);
  });

  it('a line of a bill keeps since when it has its amount', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output, input), NOW);
    bills.replace(bill(output, { ...input, amount: 51n }), NOW + HOUR);
    const lines = bills.lines(0, NOW).get(DAY_BEFORE) ?? [];
    assert.deepEqual(lines.map(({ tokenType, changedAt }) => [tokenType, changedAt]).sort(), [
      ['output_tokens', NOW],
      ['uncached_input_tokens', NOW + HOUR],
    ]);
  });

  describe('that were final and are restated', () => {
    const final = TODAY + 2 * DAY;
    const read = (...amounts: readonly (readonly [amount: bigint | null, at: number])[]) => {
      using shelf = new Shelf();
      const { bills } = shelf.open().organization(ACME);
      for (const [amount, at] of amounts) bills.replace(amount === null ? bill() : bill({ ...output, amount }), at);
      const [known] = bills.bills(0, NOW);
      const total = bills.lines(0, NOW).get(DAY_BEFORE)?.[0]?.amount ?? null;
      return { restated: known?.restated ?? null, wasFinal: known?.wasFinal, total };
    };
    const cents = (count: bigint) => count * 1_000_000n;

    it('a restated bill keeps its first final total and the instant of the newest', () => {
      const newest = [cents(130n), final + 3 * DAY] as const;
      assert.deepEqual(read([cents(100n), final], [cents(125n), final + 2 * DAY], newest), {
        restated: { from: cents(100n), at: final + 3 * DAY },
        wasFinal: true,
        total: cents(130n),
      });
    });

    it('a final bill is not restated when its total changes by less than a cent, or comes back', () => {
      const first = [cents(100n), final] as const;
      assert.equal(read(first, [cents(101n) - 1n, final + DAY]).restated, null);
      assert.deepEqual(read(first, [cents(99n), final + DAY]).restated, { from: cents(100n), at: final + DAY });
      assert.equal(read(first, [cents(99n), final + DAY], [cents(100n), final + 2 * DAY]).restated, null);
    });

    it('a bill that was still growing is not restated', () => {
      assert.deepEqual(read([cents(50n), TODAY + 3 * HOUR], [cents(100n), TODAY + 12 * HOUR], [cents(100n), final]), {
        restated: null,
        wasFinal: true,
        total: cents(100n),
      });
    });

    it('a restated bill stays restated when an earlier request’s answer lands later', () => {
      const restated = [cents(125n), final + DAY] as const;
      const overtaken = [cents(125n), final + 2 * DAY - 1] as const;
      assert.deepEqual(read([cents(100n), final], restated, [cents(125n), final + 2 * DAY], overtaken), {
        restated: { from: cents(100n), at: final + DAY },
        wasFinal: true,
        total: cents(125n),
      });
    });

    it('a final bill keeps its lines when an answer has none', () => {
      assert.deepEqual(read([cents(100n), final], [null, final + DAY]), {
        restated: null,
        wasFinal: true,
        total: cents(100n),
      });
    });
  });

  it('bills and estimates of one organization are never another’s, and are forgotten by age', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    const [acme, other] = [ledger.organization(ACME), ledger.organization(OTHER)];
    acme.bills.replace(bill(output), NOW);
    acme.estimates.save({ start: DAY_BEFORE, amount: 99n }, TODAY);
    other.bills.forgetBefore(NOW);
    assert.deepEqual([other.bills.bills(0, NOW), other.estimates.all()], [[], []]);
    assert.equal(other.bills.lines(0, NOW).size, 0);
    acme.bills.forgetBefore(DAY_BEFORE);
    assert.equal(acme.bills.lines(0, NOW).size, 1);
    acme.bills.forgetBefore(TODAY);
    assert.deepEqual([acme.bills.bills(0, NOW), acme.bills.lines(0, NOW).size, acme.estimates.all()], [[], 0, []]);
  });

  it('the newest estimate of a day is kept', () => {
    using shelf = new Shelf();
    const { estimates } = shelf.open().organization(ACME);
    estimates.save({ start: DAY_BEFORE, amount: 1n }, TODAY);
    estimates.save({ start: DAY_BEFORE, amount: 2n }, TODAY + HOUR);
    estimates.save({ start: DAY_BEFORE - DAY, amount: 3n }, TODAY);
    assert.deepEqual(
      estimates.all().map(({ amount }) => amount),
      [3n, 2n],
    );
  });
});
