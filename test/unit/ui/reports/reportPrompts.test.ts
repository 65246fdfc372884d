import assert from 'node:assert/strict';
import { REPORTS, reportNamed } from '../../../../src/reports/reports.ts';
import { askPeriod, askReport, askScope } from '../../../../src/ui/reports/reportPrompts.ts';
import { NO_VALUES } from '../../../support/noValues.ts';
import { FakeDesk } from '../../hostSide/fakeDesk.ts';

type Window = Parameters<typeof askScope>[0];

const CALENDAR = { now: Date.parse('2026-11-19T14:07:00Z'), zone: 'UTC', historyDays: 90 };
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const LAST_MONTH = { ...OCTOBER, range: 'lastMonth' };
const VALUES = {
  ...NO_VALUES,
  workspace: [
    { id: '', name: 'Default workspace', detail: '' },
    { id: 'wrkspc_1', name: '\u202e$(alert) Research', detail: 'archived' },
    { id: 'wrkspc_2', name: 'Production', detail: '' },
  ],
};

describe('the prompts of a report', () => {
  let desk: FakeDesk;
  let window: Window;
  beforeEach(() => {
    desk = new FakeDesk();
    window = desk.window as unknown as Window;
  });
  const askScopeOf = (report: string, values: typeof VALUES | null = VALUES) =>
    askScope(window, reportNamed(report), CALENDAR, async () => values);

  it('askReport offers every report by its title, and returns the one picked', async () => {
    desk.picks = ['Savings'];
    assert.equal((await askReport(window))?.id, 'savings');
    assert.deepEqual(
      desk.questions[0]?.labels,
      REPORTS.map(({ title }) => title),
    );
    assert.equal(await askReport(window), undefined);
  });

  it('askPeriod returns the days of a period picked by its name', async () => {
    desk.picks = ['Last month'];
    assert.deepEqual(await askPeriod(window, 'Savings', CALENDAR), {
      from: '2026-10-01',
      to: '2026-10-31',
      range: 'lastMonth',
    });
    assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
  });

  it('askPeriod returns a first and a last day that the user writes', async () => {
    desk.picks = ['From … to …', 'From … to …', 'From … to …'];
    desk.texts = ['2026-11-01', '2026-11-03', '2026-11-01', undefined, undefined];
    assert.deepEqual(await askPeriod(window, 'Savings', CALENDAR), { from: '2026-11-01', to: '2026-11-03' });
    assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
    assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
  });

  for (const [what, texts, said] of [
    ['before the history', ['2026-08-21'], 'Enter a day from 2026-08-22 to 2026-11-19.'],
    ['in the future', ['2026-11-20'], 'Enter a day from 2026-08-22 to 2026-11-19.'],
    ['that ends before it begins', ['2026-11-10', '2026-11-09'], 'Enter a day from 2026-11-10 to 2026-11-19.'],
  ] as const) {
    it(`askPeriod refuses a period ${what}`, async () => {
      desk.picks = ['From … to …'];
      desk.texts = [...texts];
      assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
      assert.deepEqual(desk.told, [said]);
    });
  }

  it('askPeriod accepts today in the zone that days are cut in', async () => {
    desk.picks = ['From … to …'];
    desk.texts = ['2026-11-20', '2026-11-20'];
    const days = await askPeriod(window, 'Savings', { ...CALENDAR, zone: 'Pacific/Kiritimati' });
    assert.deepEqual(days, { from: '2026-11-20', to: '2026-11-20' });
  });

  it('askScope offers the months of UTC days that are kept, and no filters, where a report is of a month', async () => {
    desk.picks = ['October 2026'];
    assert.deepEqual(await askScopeOf('monthStatement'), { ...OCTOBER, filters: [] });
    assert.equal(desk.questions.length, 1);
    assert.deepEqual(desk.questions[0]?.labels, ['November 2026', 'October 2026', 'September 2026']);
  });

  it('askScope asks one question where a period is picked, and is undefined when the user cancels', async () => {
    desk.picks = ['Last month'];
    assert.deepEqual(await askScopeOf('keyCost'), { ...LAST_MONTH, filters: [] });
    assert.equal(desk.questions.length, 1);
    assert.deepEqual(desk.questions[0]?.labels.slice(-3), ['From … to …', 'Filter by workspace…', 'Filter by model…']);
    assert.equal(await askScopeOf('keyCost'), undefined);
  });

  it('askScope returns the values picked, whose names it shows as text, and asks for the period again', async () => {
    desk.picks = ['Filter by workspace…', ['Default workspace', '\\$(alert) Research'], 'Last month'];
    const filters = [{ dimension: 'workspace', values: ['', 'wrkspc_1'] }];
    assert.deepEqual(await askScopeOf('keyCost'), { ...LAST_MONTH, filters });
    assert.equal(desk.questions[1]?.asked, 'Cost by API Key: Which workspaces?');
    assert.ok(desk.questions[2]?.labels.includes('Filter: workspace'));
  });

  it('askScope returns no filter where no value or every value is picked', async () => {
    for (const picked of [[], ['Default workspace', '\\$(alert) Research', 'Production']]) {
      desk.picks = ['Filter by workspace…', ['Production'], 'Filter: workspace', picked, 'Last month'];
      assert.deepEqual(await askScopeOf('keyCost'), { ...LAST_MONTH, filters: [] });
    }
  });

  it('askScope goes back to the periods where the user turns away from the values', async () => {
    desk.picks = ['Filter by workspace…', undefined, 'Last month'];
    assert.deepEqual(await askScopeOf('keyCost'), { ...LAST_MONTH, filters: [] });
  });

  it('askScope is undefined where the values cannot be read', async () => {
    desk.picks = ['Filter by workspace…'];
    assert.equal(await askScopeOf('keyCost', null), undefined);
    assert.equal(desk.questions.length, 1);
  });
});
