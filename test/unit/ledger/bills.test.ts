import assert from 'node:assert/strict';
import { NO_SPLITS } from '../../../src/spend/kind.ts';
import { DAY, HOUR } from '../../../src/spend/time.ts';
import { ACME, costRow, NOW, OTHER, Shelf, TODAY } from './kit.ts';

const DAY_BEFORE = TODAY - DAY;
const bill = (...rows: ReturnType<typeof costRow>[]) => [{ start: DAY_BEFORE, end: TODAY, rows }];
const output = costRow({ amount: 100n });
const input = costRow({ tokenType: 'uncached_input_tokens', amount: 50n });

describe('Bills in the ledger', () => {
  it('know when they were first read, last changed and last read', () => {
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
        splits: NO_SPLITS,
      },
    ]);
  });

  it('are the same in whatever order their lines come', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output, input), NOW);
    bills.replace(bill(input, output), NOW + HOUR);
    assert.equal(bills.bills(0, NOW)[0]?.changedAt, NOW);
  });

  it('are replaced whole: a line that is gone leaves no ghost', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output, input), NOW);
    bills.replace(bill(input), NOW + HOUR);
    assert.deepEqual(bills.lines(0, NOW).get(DAY_BEFORE), [input]);
    bills.replace(bill(), NOW + HOUR);
    assert.equal(bills.lines(0, NOW).get(DAY_BEFORE), undefined);
    assert.equal(bills.bills(0, NOW)[0]?.lines, 0, 'an empty bill is a bill that was read');
  });

  it('sum lines of the same words, and keep null ids apart from none', () => {
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

  it('hold amounts that no double can, and credits', () => {
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
    assert.deepEqual(ledger.estimates.all(), [{ start: DAY_BEFORE, amount: huge }]);
  });

  it('read by a clock that was ahead do not stay in the future', () => {
    using shelf = new Shelf();
    const { bills } = shelf.open().organization(ACME);
    bills.replace(bill(output), NOW + 3 * DAY);
    bills.replace(bill(output), NOW);
    assert.deepEqual(bills.bills(0, NOW), [
      { start: DAY_BEFORE, firstReadAt: NOW, changedAt: NOW, readAt: NOW, lines: 1, splits: NO_SPLITS },
    ]);
  });

  it('and estimates of one organization are never another’s, and go by age', () => {
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

  it('keep the newest estimate of a day', () => {
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
