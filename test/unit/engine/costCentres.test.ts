import assert from 'node:assert/strict';
import { parseCostCentres } from '../../../src/figures/costCentres/parseCostCentres.ts';
import { DAY } from '../../../src/time/utc.ts';
import { ENGINE_SETTINGS } from '../../support/engineConfig.ts';
import { Office } from '../../support/office.ts';
import { amountsOf, shown, tableNamed } from '../reports/shown.ts';
import { AT, OPTIONS, TODAY } from './kit.ts';

const set = (...entries: unknown[]) => parseCostCentres(entries);

async function reportOf(office: Office) {
  const request = { report: 'chargeback', from: '2026-11-14', to: '2026-11-16', filters: [] };
  const outcome = await office.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
  assert.ok(outcome.kind === 'report', outcome.kind);
  return outcome.report;
}

async function charges(office: Office) {
  return tableNamed((await reportOf(office)).sections, 'by-cost-center');
}

describe('Cost centers at work', () => {
  it('cost centers that are set while an engine is at work count at once, and sum to the bills', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const names = async () => shown(await charges(office)).map(([name]) => name);
    assert.deepEqual(await names(), ['Unassigned']);
    const costCentres = set({ name: 'CI', apiKeys: ['ci'] }, { name: 'Rest', workspaces: ['default'] });
    office.engine.setLive({ ...ENGINE_SETTINGS, costCentres });
    assert.ok((await names()).includes('CI'));
    const bills = [3, 4, 5].map((days) => office.api.truth.billOf(TODAY - days * DAY).total);
    const { rows, total } = amountsOf(await charges(office), 'cost_usd');
    const sum = (amounts: readonly bigint[]) => amounts.reduce((whole, each) => whole + each, 0n);
    assert.deepEqual([sum(rows), total], [sum(bills), sum(bills)]);
  });

  it('a report reads names again that a cost center lacks, and says so where that fails', async () => {
    const costCentres = set({ name: 'CI', apiKeys: ['ci'] });
    await using office = await Office.open({ ...OPTIONS, config: { ...OPTIONS.config, costCentres } });
    office.api.faults.add({ fault: { kind: 'status', status: 500 }, route: 'apiKeys', times: 'always' });
    await office.engine.start();
    const says = /^New names of workspaces and API keys, which could not be read now\. The API is having problems/;
    assert.ok((await reportOf(office)).notIncluded.some((sentence) => says.test(sentence)));
    office.api.faults.clear();
    const { sections, notIncluded } = await reportOf(office);
    assert.equal(shown(tableNamed(sections, 'by-cost-center'))[0]?.[0], 'CI');
    assert.doesNotMatch(notIncluded.join('\n'), /names/i);
  });

  it('entries of cost centers that do not count are named once names are known, and not in the sample', async () => {
    const costCentres = set({ name: 'CI', apiKeys: ['c1'] }, { name: 'Bad' });
    await using office = await Office.open({ ...OPTIONS, config: { ...OPTIONS.config, costCentres } });
    await office.engine.start();
    assert.deepEqual(
      office.summary.badCostCentres?.map(({ message }) => message),
      [
        'Cost center “Bad”: workspaces or apiKeys must have an entry.',
        'Cost center “CI”: apiKeys has “c1”, which is not the ID or name of an API key.',
      ],
    );
    office.engine.setLive({ ...ENGINE_SETTINGS, costCentres: set({ name: 'CI', apiKeys: ['ci'] }) });
    assert.deepEqual(office.summary.badCostCentres, []);
    await office.restart({ account: { type: 'sample' }, historyDays: 40, costCentres });
    await office.pollAt(AT);
    const messages = office.summary.badCostCentres?.map(({ message }) => message).join(' ') ?? assert.fail('no names');
    assert.doesNotMatch(messages, /“(CI|Bad)”/);
  });
});
