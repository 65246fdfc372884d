import assert from 'node:assert/strict';
import { parseBudgets } from '../../../src/figures/budgets/parseBudgets.ts';
import { parseCostCentres } from '../../../src/figures/costCentres/parseCostCentres.ts';
import type { Report, ReportRequest } from '../../../src/reports/report.ts';
import { isOfUtcDays, REPORTS } from '../../../src/reports/reports.ts';
import { reportMarkdown } from '../../../src/reports/write/markdown.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { assertGolden } from '../../support/golden.ts';
import { Office } from '../../support/office.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const PERIOD = { from: '2026-11-01', to: '2026-11-19', range: 'thisMonth', filters: [] } as const;

const BUDGETS = [
  { name: 'Acme Robotics', amountUsd: 27_000, period: 'month' },
  { name: 'Research', amountUsd: 2_100, period: 'week', scope: { workspace: 'Research' }, thresholds: [75, 100] },
  { name: 'Nightly', amountUsd: 150, period: 'day', scope: { apiKey: 'nightly-batch' }, forecast: false },
  { name: 'Typo', amountUsd: '$5', period: 'day' },
];

const COST_CENTRES = [
  { name: 'Research', workspaces: ['Research'] },
  { name: 'Operations', workspaces: ['default'], apiKeys: ['nightly-batch'] },
  { name: 'Typo', workspaces: 'Production' },
];

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('the reports on the test organization', () => {
  let office: Office;

  before(async function () {
    this.timeout(60_000);
    const budgets = parseBudgets(BUDGETS);
    const config = { historyDays: 60, budgets, costCentres: parseCostCentres(COST_CENTRES) };
    office = await Office.open({ world: smallWorld(TODAY), at: AT, config });
    await office.engine.start();
  });
  after(() => office?.[Symbol.asyncDispose]());

  const make = async (request: ReportRequest): Promise<Report> => {
    const outcome = await office.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
    assert.ok(outcome.kind === 'report', outcome.kind === 'failed' ? outcome.message : outcome.kind);
    return outcome.report;
  };

  for (const { id: report } of REPORTS) {
    it(`the report on the test organization equals its golden file: ${report}`, async () => {
      assertGolden(reportMarkdown(await make({ report, ...PERIOD })), `reports/${report}.md`);
    });
  }

  for (const report of ['dailyUsage', 'workspaceCost', 'keyCost', 'tiersAndTools', 'chargeback'] as const) {
    it(`the report on the test organization sums to the bills to the last unit: ${report}`, async () => {
      const { sections } = await make({ report, from: '2026-11-01', to: '2026-11-16', filters: [] });
      const [main] = sections;
      const at = main?.table?.columns.findIndex(({ key }) => key === 'cost_usd') ?? -1;
      const total = main?.table?.total?.[at];
      const bills = Array.from({ length: 16 }, (_, index) =>
        office.api.truth.billOf(Date.UTC(2026, 10, 1) + index * DAY),
      );
      assert.ok(total?.kind === 'money');
      assert.equal(total.amount, sum(bills.map((bill) => bill.total)));
    });
  }

  it('the month statement has every line of the test organization’s bill', async () => {
    const { sections, period } = await make({
      report: 'monthStatement',
      from: '2026-10-01',
      to: '2026-10-31',
      filters: [],
    });
    assert.equal(period.zone, 'UTC');
    assert.ok(isOfUtcDays('monthStatement'));
    const [main] = sections;
    const at = main?.table?.columns.findIndex(({ key }) => key === 'billed_usd') ?? -1;
    const total = main?.table?.total?.[at];
    const bills = Array.from({ length: 31 }, (_, index) => office.api.truth.billOf(Date.UTC(2026, 9, 1) + index * DAY));
    assert.ok(total?.kind === 'money');
    assert.equal(total.amount, sum(bills.map((bill) => bill.total)));
  });

  it('a report says so when a period has nothing', async () => {
    for (const { id: report } of REPORTS) {
      const { sections } = await make({ report, from: '2026-11-25', to: '2026-11-26', filters: [] });
      const tables = sections.flatMap(({ table }) => table?.rows ?? []);
      assert.deepEqual(tables, [], report);
    }
  });
});
