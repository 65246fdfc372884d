import assert from 'node:assert/strict';
import { REPORTS, reportNamed } from '../../../../src/reports/reports.ts';
import { askFilters, askMonth, askPeriod, askReport } from '../../../../src/ui/reports/reportPrompts.ts';
import { NO_VALUES } from '../../../support/noValues.ts';
import { FakeDesk } from '../../hostSide/fakeDesk.ts';

type Window = Parameters<typeof askFilters>[0];

const CALENDAR = { now: Date.parse('2026-11-19T14:07:00Z'), zone: 'UTC', historyDays: 90 };
const VALUES = {
  ...NO_VALUES,
  workspace: [
    { id: '', name: 'Default workspace', detail: '' },
    { id: 'wrkspc_1', name: '\u202e$(alert) Research', detail: 'archived' },
    { id: 'wrkspc_2', name: 'Production', detail: '' },
  ],
};

describe('what a report asks', () => {
  let desk: FakeDesk;
  let window: Window;
  beforeEach(() => {
    desk = new FakeDesk();
    window = desk.window as unknown as Window;
  });
  const askFiltersOf = (report: string, values: typeof VALUES | null = VALUES) =>
    askFilters(window, reportNamed(report), async () => values);

  it('is first which it is to be', async () => {
    desk.picks = ['Savings'];
    assert.equal((await askReport(window))?.id, 'savings');
    assert.deepEqual(
      desk.questions[0]?.labels,
      REPORTS.map(({ title }) => title),
    );
    assert.equal(await askReport(window), undefined);
  });

  it('is a period by name', async () => {
    desk.picks = ['Last month'];
    assert.deepEqual(await askPeriod(window, 'Savings', CALENDAR), { from: '2026-10-01', to: '2026-10-31' });
    assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
  });

  it('is a period by its days', async () => {
    desk.picks = ['From … to …', 'From … to …', 'From … to …'];
    desk.texts = ['2026-11-01', '2026-11-03', '2026-11-01', undefined, undefined];
    assert.deepEqual(await askPeriod(window, 'Savings', CALENDAR), { from: '2026-11-01', to: '2026-11-03' });
    assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
    assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
  });

  for (const [what, texts, said] of [
    ['before the history', ['2026-08-21'], 'Pick a day from 2026-08-22 to 2026-11-19.'],
    ['in the future', ['2026-11-20'], 'Pick a day from 2026-08-22 to 2026-11-19.'],
    ['that ends before it begins', ['2026-11-10', '2026-11-09'], 'Pick a day from 2026-11-10 to 2026-11-19.'],
  ] as const) {
    it(`is no period ${what}`, async () => {
      desk.picks = ['From … to …'];
      desk.texts = [...texts];
      assert.equal(await askPeriod(window, 'Savings', CALENDAR), undefined);
      assert.deepEqual(desk.told, [said]);
    });
  }

  it('takes today where the user is', async () => {
    desk.picks = ['From … to …'];
    desk.texts = ['2026-11-20', '2026-11-20'];
    const days = await askPeriod(window, 'Savings', { ...CALENDAR, zone: 'Pacific/Kiritimati' });
    assert.deepEqual(days, { from: '2026-11-20', to: '2026-11-20' });
  });

  it('is a month of UTC days', async () => {
    desk.picks = ['October 2026'];
    assert.deepEqual(await askMonth(window, 'Month Statement', CALENDAR), { from: '2026-10-01', to: '2026-10-31' });
    assert.deepEqual(desk.questions[0]?.labels, ['November 2026', 'October 2026', 'September 2026']);
  });

  it('is what to narrow it to, and no more than that where it is everything', async () => {
    desk.picks = ['Everything'];
    assert.deepEqual(await askFiltersOf('keyCost'), []);
    assert.deepEqual(desk.questions[0]?.labels, ['Everything', 'Only some workspaces…', 'Only some models…']);
    assert.equal(await askFiltersOf('keyCost'), undefined);
  });

  it('is nothing where a report cannot be narrowed', async () => {
    assert.deepEqual(await askFiltersOf('monthStatement'), []);
    assert.deepEqual(desk.questions, []);
  });

  it('is any of the values, whose names are text', async () => {
    desk.picks = ['Only some workspaces…', ['Default workspace', '\\$(alert) Research']];
    assert.deepEqual(await askFiltersOf('keyCost'), [{ dimension: 'workspace', values: ['', 'wrkspc_1'] }]);
    assert.equal(desk.questions[1]?.asked, 'Cost by API Key: Which workspaces?');
  });

  it('takes none and all of them for everything', async () => {
    for (const picked of [[], ['Default workspace', '\\$(alert) Research', 'Production']]) {
      desk.picks = ['Only some workspaces…', picked];
      assert.deepEqual(await askFiltersOf('keyCost'), []);
    }
  });

  it('ends where the values cannot be told', async () => {
    desk.picks = ['Only some workspaces…'];
    assert.equal(await askFiltersOf('keyCost', null), undefined);
    assert.equal(desk.questions.length, 1);
  });
});
