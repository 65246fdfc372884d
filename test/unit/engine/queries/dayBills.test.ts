import assert from 'node:assert/strict';
import { dayBills } from '../../../../src/engine/queries/dayBills.ts';
import { PricedDays } from '../../../../src/figures/scan/pricedDays.ts';
import { DayIndex } from '../../../../src/ledger/dayIndex.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import { monthStatement } from '../../../../src/reports/monthStatement/monthStatement.ts';
import type { Section } from '../../../../src/reports/report.ts';
import type { DayBill } from '../../../../src/reports/reportData.ts';
import type { Money } from '../../../../src/shared/money.ts';
import type { Cell } from '../../../../src/shared/tables/table.ts';
import { DAY, HOUR, MINUTE, utcDay } from '../../../../src/time/utc.ts';
import { smallWorld } from '../../../adminApi/worlds/small.ts';
import { Office } from '../../../support/office.ts';
import { HandMade, usageRow } from '../../figures/made.ts';
import { madeData, requestOf } from '../../reports/made.ts';
import { costRow, otherRow, TODAY, UNLISTED } from '../../spend/made.ts';

const total = (amounts: Iterable<Money>) => [...amounts].reduce((sum, amount) => sum + amount, 0n);
const billedOf = ({ rows }: DayBill) => total(rows.map(({ amount }) => amount));

describe('bills of days, from the ledger', () => {
  const DAYS = 5;
  const FROM = TODAY - (DAYS - 2) * DAY;
  const AT = TODAY + DAY + 30 * HOUR;
  let office: Office;
  let ledger: Ledger;
  let bills: DayBill[];

  before(async function () {
    this.timeout(60_000);
    office = await Office.open({
      world: smallWorld(TODAY),
      at: TODAY + DAY - 10 * MINUTE,
      config: { historyDays: DAYS },
    });
    await office.engine.start();
    await office.goTo(TODAY + DAY + 12 * MINUTE);
    await office.goTo(AT);
    ledger = new Ledger(office.ledgerPath, AT);
    const own = ledger.organization(office.api.world.organization);
    const pricedDays = new PricedDays(new DayIndex(own));
    pricedDays.refresh(FROM, AT);
    bills = dayBills({ ledger: own, pricedDays }, { start: FROM, end: TODAY + 3 * DAY });
  });
  after(async () => {
    ledger.close();
    await office[Symbol.asyncDispose]();
  });

  const billOf = (day: number) => bills.find(({ start }) => start === day) ?? assert.fail(utcDay(day));

  it('dayBills are the true bills, the newest still growing, and the running day has none', () => {
    assert.deepEqual(
      bills.map(({ start }) => utcDay(start)),
      [3, 2, 1, 0, -1].map((ago) => utcDay(TODAY - ago * DAY)),
    );
    for (const bill of bills) assert.equal(billedOf(bill), office.api.truth.billAt(bill.start, AT)?.total);
    assert.deepEqual(
      bills.filter(({ whole }) => !whole),
      [billOf(TODAY + DAY)],
    );
  });

  it('dayBills have the units of each of their kinds', () => {
    const bill = billOf(TODAY - DAY);
    const row = bill.rows.find(({ model, tokenType }) => model === 'claude-haiku-4-5' && tokenType === 'output_tokens');
    assert.ok(row);
    const kind = bill.kindOf(row) ?? assert.fail('no kind');
    const span = { from: TODAY - DAY, to: TODAY, shownAt: AT };
    const truth = office.api.truth.count({ ...span, model: 'claude-haiku-4-5', counter: 'output_tokens' });
    assert.equal(bill.unitsOf(kind), truth);
    assert.equal(bill.unitsOf({ ...kind, workspaceId: 'wrkspc_nobody' }), 0);
    const other = bill.rows.find(({ costType }) => costType === 'code_execution');
    assert.equal(other && bill.kindOf(other), null);
  });

  it('dayBills have the estimates as of the end of days looked at before, by the kinds of their lines', () => {
    const bill = billOf(TODAY);
    const lines = bill.rows.flatMap((row) => bill.kindOf(row) ?? []);
    assert.ok(bill.estimated && bill.estimated.size === new Set(lines.map((kind) => JSON.stringify(kind))).size);
    const ofUsage = total(bill.rows.filter((row) => bill.kindOf(row)).map(({ amount }) => amount));
    const error = Number(total(bill.estimated.values()) - ofUsage) / Number(ofUsage);
    assert.ok(Math.abs(error) < 0.005, `${error}`);
    assert.deepEqual(
      bills.filter(({ estimated }) => estimated).map(({ start }) => start),
      [TODAY, TODAY + DAY],
    );
  });

  it('dayBills make a statement that adds up to them, and finds the organization’s discounts', () => {
    const data = { ...madeData({ from: utcDay(FROM), to: utcDay(AT), now: AT }), bills: () => bills };
    const { sections } = monthStatement.build(data, requestOf('monthStatement', { from: '', to: '' }));
    const amount = (section: Section | undefined, key: string) => {
      const at = section?.table?.columns.findIndex((column) => column.key === key) ?? -1;
      const read = (cells: readonly Cell[] | null | undefined) => {
        const cell = cells?.[at];
        return cell?.kind === 'money' ? (cell.amount ?? 0n) : assert.fail(key);
      };
      assert.equal(total(section?.table?.rows.map(read) ?? []), read(section?.table?.total), key);
      return read(section?.table?.total);
    };
    const billed = total(bills.map(billedOf));
    const [byWorkspace, lines, days] = sections;
    assert.equal(amount(byWorkspace, 'billed_usd'), billed);
    assert.equal(amount(lines, 'billed_usd'), billed);
    assert.equal(amount(days, 'billed_usd'), billed);
    for (const key of ['measured_usd', 'difference_usd']) assert.equal(amount(lines, key), amount(days, key), key);
    const growing = total(billOf(TODAY + DAY).estimated?.values() ?? []);
    assert.equal(amount(lines, 'estimated_usd'), amount(days, 'estimated_usd') - growing);
    assert.ok(amount(lines, 'measured_usd') > 0n);
    for (const row of lines?.table?.rows ?? []) {
      const percent = row.at(-1);
      if (percent?.kind !== 'ratio' || percent.value === null) continue;
      assert.ok(Math.abs(percent.value) < 0.1, 'this organization pays list prices');
    }
  });
});

describe('bills of days made by hand', () => {
  const DAY_BEFORE = TODAY - DAY;
  const NOW = TODAY + 12 * HOUR;
  const billsOf = (made: HandMade, start = DAY_BEFORE) =>
    dayBills({ ledger: made.ledger, pricedDays: made.at(NOW).pricedDays }, { start, end: TODAY });

  it('dayBills leave out a day with usage whose bill has no lines yet', () => {
    using made = new HandMade();
    made.read('1h', DAY_BEFORE - 2 * DAY, TODAY, () => [usageRow(1000)]).bill(DAY_BEFORE - 2 * DAY, [], NOW);
    assert.deepEqual(billsOf(made, DAY_BEFORE - 2 * DAY), []);
  });

  it('dayBills have a bill of nothing for a final day without usage', () => {
    using made = new HandMade();
    made.read('1h', DAY_BEFORE - 2 * DAY, TODAY, () => []).bill(DAY_BEFORE - 2 * DAY, [], NOW);
    const [bill] = billsOf(made, DAY_BEFORE - 2 * DAY);
    assert.deepEqual([bill?.start, bill?.whole, bill?.rows], [DAY_BEFORE - 2 * DAY, true, []]);
  });

  it('dayBills have no units where hours have not been read: they would be too few', () => {
    using made = new HandMade();
    made.read('1h', DAY_BEFORE, DAY_BEFORE + HOUR, () => [usageRow(1000)]);
    made.bill(DAY_BEFORE, [costRow(5n), otherRow(2n, 'code_execution')], NOW);
    const [bill] = billsOf(made);
    const kind = bill?.kindOf(costRow(5n));
    assert.deepEqual([kind?.model, kind && bill?.unitsOf(kind), bill?.whole], [UNLISTED, 0, false]);
  });

  it('dayBills have the estimate of the day as a sum where none was kept by kind', () => {
    using made = new HandMade();
    made.read('1h', DAY_BEFORE, TODAY, () => [usageRow(1000)]).bill(DAY_BEFORE, [costRow(5n)], NOW);
    made.ledger.estimates.save({ start: DAY_BEFORE, amount: 6n }, TODAY);
    const [bill] = billsOf(made);
    assert.deepEqual([bill?.estimated, bill?.estimatedTotal], [null, 6n]);
  });
});
