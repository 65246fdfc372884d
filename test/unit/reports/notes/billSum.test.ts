import assert from 'node:assert/strict';
import { billSum } from '../../../../src/reports/notes/billSum.ts';
import type { Report } from '../../../../src/reports/report.ts';
import { sumOfLines } from '../../../../src/reports/table/sums.ts';
import { exactDollars } from '../../../../src/shared/exactDollars.ts';
import { DAY, HOUR, MINUTE, utcDay } from '../../../../src/time/utc.ts';
import { smallWorld } from '../../../adminApi/worlds/small.ts';
import { Office } from '../../../support/office.ts';
import { TODAY } from '../../spend/made.ts';
import { billsOf, dollars, line, type Made, madeData, requestOf } from '../made.ts';

const ENTRIES = [
  { day: '2026-11-18', line: line({ units: 3, billed: dollars(2) }) },
  { day: '2026-11-19', line: line({ units: 3, billed: dollars(1) }) },
];
const MADE: Made = { from: '2026-11-18', to: '2026-11-19', entries: ENTRIES };

function sumOf(made: Made) {
  const data = madeData(made);
  return billSum(data, requestOf('workspaceCost', made), sumOfLines(data.lines(data.period, [])));
}

describe('what the costs of a report sum to', () => {
  it('parts of a growing bill that have ended growing are not held against the final bills', () => {
    const growing = { day: '2026-11-19', line: line({ workspaceId: '', units: 3, mixed: dollars(4) }) };
    const [final, open] = billsOf(ENTRIES);
    assert.ok(final && open);
    const { lead, words } = sumOf({
      ...MADE,
      entries: [...ENTRIES, growing],
      bills: [final, { ...open, whole: false }],
    });
    assert.equal(lead, '≈$7.00 in total.');
    assert.equal(words, '$2.00 of it is on final bills, for 1 of 2 UTC days; the rest can still change.');
  });

  it('costs sum to no bill that could not be read in full', () => {
    assert.match(sumOf(MADE).lead, /^Sums to \$3\.00, the bill for /);
    const bills = billsOf(ENTRIES).map((bill) => ({ ...bill, unreadLines: bill.day === '2026-11-19' ? 1 : 0 }));
    const { lead, words } = sumOf({ ...MADE, bills });
    assert.equal(lead, '$3.00 in total.');
    assert.equal(words, 'It doesn’t add up to the full bill, because parts of the bill could not be read.');
  });

  it('the final bills of a report are the API’s, at any hour of the day after', async function () {
    this.timeout(60_000);
    await using office = await Office.open({
      world: smallWorld(TODAY),
      at: TODAY + 9 * HOUR,
      config: { historyDays: 5 },
    });
    await office.engine.start();
    const bills = [3, 2].map((ago) => office.api.truth.billOf(TODAY - ago * DAY).total);
    const dollarsOfBills = Number(exactDollars(bills.reduce((sum, bill) => sum + bill, 0n)));
    const final = dollarsOfBills.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    for (const hour of [10, 17, 22]) {
      await office.goTo(TODAY + hour * HOUR + MINUTE);
      const { sum } = await reportOf(office);
      const words = `${final} of it is on final bills, for 2 of 3 UTC days; the rest can still change.`;
      assert.equal(sum?.words, words, `${hour}:00`);
    }
  });
});

async function reportOf({ engine }: Office): Promise<Report> {
  const days = { from: utcDay(TODAY - 3 * DAY), to: utcDay(TODAY - DAY) };
  const request = { report: 'workspaceCost', ...days, filters: [] } as const;
  const outcome = await engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
  return outcome.kind === 'report' ? outcome.report : assert.fail(JSON.stringify(outcome));
}
