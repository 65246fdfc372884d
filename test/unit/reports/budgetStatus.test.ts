import assert from 'node:assert/strict';
import { budgetStatus } from '../../../src/reports/budgetStatus/budgetStatus.ts';
import type { ReportData } from '../../../src/reports/reportData.ts';
import { budgetLine } from '../../../src/shared/budgetText.ts';
import type { Cost } from '../../../src/shared/cost.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { scopeKey } from '../../../src/shared/scope.ts';
import { cellText } from '../../../src/shared/tables/cellText.ts';
import { DAY, HOUR, utcDay, utcDayStart } from '../../../src/time/utc.ts';
import { budgetState, PRODUCTION } from '../shared/budgetState.ts';
import { type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, tableNamed } from './shown.ts';

const NOW = Date.UTC(2026, 10, 22, 14);
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30', now: NOW } as const;

const usd = (dollars: number, basis: Cost['basis'] = 'billed'): Cost => {
  return { amount: BigInt(Math.round(dollars * 100)) * (DOLLAR / 100n), basis, unpricedTokens: 0 };
};

/** So much on every day since one, for the organization; a fourth of it in Production. */
function daily(dollars: number, since: string): NonNullable<ReportData['dailyCosts']> {
  return (scope, days) => {
    if (days.some((day) => day < utcDayStart(since))) return null;
    return days.map(() => usd(scopeKey(scope) === 'organization' ? dollars : dollars / 4));
  };
}

const MONTHLY = budgetState({
  forecast: { middle: 2_100n * DOLLAR, range: { low: 1_900n * DOLLAR, high: 2_400n * DOLLAR } },
  passing: { on: Date.UTC(2026, 10, 28), range: { from: Date.UTC(2026, 10, 26), to: null } },
  passed: [50, 80],
  cents: 162_050,
});

const build = (made: Made) => budgetStatus.build(madeData(made), requestOf('budgetStatus', made));

describe('the report on budgets', () => {
  it('a running budget has its spend, what is left, its forecast with range and the day that it passes', () => {
    const { sections } = build({ ...NOVEMBER, budgets: [MONTHLY], dailyCosts: daily(60, '2026-08-20') });
    const table = tableNamed(sections, 'current-periods');
    assert.deepEqual(keysOf(table).slice(0, 5), ['budget', 'scope', 'period', 'budget_usd', 'spent_usd']);
    assert.deepEqual(shown(table), [
      [
        'Team',
        'Organization',
        'Nov 1 – 30',
        'none 2000',
        'mixed 1620.5',
        'mixed 379.5',
        0.81,
        'estimated 2100',
        'estimated 1900',
        'estimated 2400',
        '50%, 80%',
        'Passes on Sat, Nov 28, or may hold (from Nov 26 on)',
      ],
    ]);
    assert.equal(table.total, null);
  });

  it('the used share of a budget reads as in its line elsewhere, and below the amount never as 100%', () => {
    const format = createFormat('en-US', 'UTC');
    for (const [cents, text] of [
      [0, '0%'],
      [145_999, '72%'],
      [199_999, '99%'],
      [200_000, '100%'],
      [201_999, '100%'],
    ] as const) {
      const state = budgetState({ cents });
      const made = build({ ...NOVEMBER, budgets: [state], dailyCosts: daily(66.66, '2026-08-20') });
      const { columns, rows } = tableNamed(made.sections, 'current-periods');
      const at = columns.findIndex(({ key }) => key === 'used');
      const column = columns[at] ?? assert.fail('there is no such column');
      assert.equal(cellText(rows[0]?.[at], column, format, 'files'), text);
      assert.ok(budgetLine(state, format, NOW).split(' · ').includes(text), budgetLine(state, format, NOW));
    }
  });

  it('a budget that is passed, one without a forecast and one whose spend is not known say so', () => {
    const { sections } = build({
      ...NOVEMBER,
      budgets: [
        budgetState({ name: 'Over', cents: 200_000 }),
        budgetState({ name: 'Bare', forecast: { middle: 900n * DOLLAR, range: null } }),
        budgetState({ name: 'Unknown', cents: null, scope: PRODUCTION, scopeName: 'Production' }),
      ],
      dailyCosts: daily(60, '2026-11-22'),
    });
    const rows = shown(tableNamed(sections, 'current-periods'));
    assert.deepEqual(
      rows.map((row) => [row[0], row[1], row[4], row[5], row[8], row[11]]),
      [
        ['Over', 'Organization', 'mixed 2000', 'mixed 0', null, 'Passed'],
        ['Bare', 'Organization', 'mixed 812.34', 'mixed 1187.66', null, ''],
        ['Unknown', 'Workspace Production', null, null, null, ''],
      ],
    );
    assert.match(sections[0]?.paragraphs.join(' ') ?? '', /^A forecast without low and high is a plain run rate/);
    assert.deepEqual(sections[1], {
      title: 'Past periods',
      paragraphs: ['No past period of a budget is fully known yet.'],
      table: null,
    });
  });

  it('the past periods of a budget are those of the report’s days and three before, with the days of its thresholds', () => {
    const weekly = budgetState({
      name: 'Web',
      amount: 100n * DOLLAR,
      budget: { period: 'week', thresholds: [50, 100] },
      scope: PRODUCTION,
      scopeName: 'Production',
      start: Date.UTC(2026, 10, 16),
      end: Date.UTC(2026, 10, 23),
    });
    const { sections } = build({ ...NOVEMBER, budgets: [MONTHLY, weekly], dailyCosts: daily(60, '2026-08-31') });
    assert.deepEqual(shown(tableNamed(sections, 'past-periods')), [
      ['Team', 'Oct 1 – 31', 'none 2000', 'billed 1860', 0.93, null, '50% on Oct 17, 80% on Oct 27'],
      ['Team', 'Sep 1 – 30', 'none 2000', 'billed 1800', 0.9, null, '50% on Sep 17, 80% on Sep 27'],
      ['Web', 'Nov 9 – 15', 'none 100', 'billed 105', 1.05, 7, '50% on Nov 12, 100% on Nov 15'],
      ['Web', 'Nov 2 – 8', 'none 100', 'billed 105', 1.05, 7, '50% on Nov 5, 100% on Nov 8'],
      ['Web', 'Oct 26 – Nov 1', 'none 100', 'billed 105', 1.05, 7, '50% on Oct 29, 100% on Nov 1'],
      ['Web', 'Oct 19 – 25', 'none 100', 'billed 105', 1.05, 7, '50% on Oct 22, 100% on Oct 25'],
      ['Web', 'Oct 12 – 18', 'none 100', 'billed 105', 1.05, 7, '50% on Oct 15, 100% on Oct 18'],
      ['Web', 'Oct 5 – 11', 'none 100', 'billed 105', 1.05, 7, '50% on Oct 8, 100% on Oct 11'],
    ]);
  });

  it('the past days of a budget name the thresholds alone, and leave out the days before the first spend', () => {
    const since = Date.UTC(2026, 10, 19);
    const { sections } = build({
      from: '2026-11-20',
      to: '2026-11-22',
      now: NOW,
      budgets: [budgetState({ amount: 10n * DOLLAR, budget: { period: 'day' } })],
      dailyCosts: (_, days) => days.map((day) => usd(day < since ? 0 : (day - since) / DAY + 8)),
    });
    assert.deepEqual(
      shown(tableNamed(sections, 'past-periods')).map((row) => [row[1], row[3], row[6]]),
      [
        ['Nov 21', 'billed 10', '50%, 80%, 100%'],
        ['Nov 20', 'billed 9', '50%, 80%'],
        ['Nov 19', 'billed 8', '50%, 80%'],
      ],
    );
  });

  it('a report of days that are over has no current periods, and counts the period that ended with them', () => {
    const asked: string[] = [];
    const { sections } = build({
      from: '2026-10-01',
      to: '2026-10-31',
      now: NOW,
      budgets: [MONTHLY],
      dailyCosts: (scope, days) => {
        asked.push(utcDay(days[0] ?? 0));
        return daily(60, '2026-07-01')(scope, days);
      },
      runway: { left: usd(3), asOf: NOW, isByHour: false, lasts: null },
    });
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['Past periods', 'Forecast accuracy'],
    );
    assert.deepEqual(asked, ['2026-10-01', '2026-09-01', '2026-08-01', '2026-07-01']);
  });

  it('the accuracy of past month forecasts is told by the day that they were made on', () => {
    const july = Date.UTC(2026, 6, 1);
    const accuracy = [
      { day: 5, months: 4, median: 0.081, worst: 0.19, worstMonth: july },
      { day: 20, months: 1, median: 0.0123, worst: 0.0123, worstMonth: july },
    ];
    const of = (own: Partial<Made>) => build({ ...NOVEMBER, budgets: [MONTHLY], ...own }).sections;
    assert.deepEqual(shown(tableNamed(of({ accuracy }), 'forecast-accuracy')), [
      [5, 4, 0.081, 0.19, 'July 2026'],
      [20, 1, 0.012, 0.012, 'July 2026'],
    ]);
    assert.deepEqual(of({}).at(-1), {
      title: 'Forecast accuracy',
      paragraphs: ['No forecast of a past month has been compared with its final bills yet.'],
      table: null,
    });
  });

  it('a prepaid balance has a section of its own, and bad entries of the setting are named', () => {
    const runway = { left: usd(412.3, 'estimated'), asOf: NOW - 20 * DAY + HOUR, isByHour: false, lasts: null };
    const bad = [{ name: 'Odd', message: 'Budget “Odd”: period must be “day”, “week” or “month”.' }];
    const { sections, notIncluded } = build({ ...NOVEMBER, badBudgets: bad, runway });
    assert.deepEqual(
      sections.map(({ title, paragraphs, table }) => [title, ...paragraphs, table]),
      [
        ['Budgets', 'No budgets are set for this organization. Create one with the command Edit Budgets.', null],
        [
          'Prepaid balance',
          '≈$412.30 left.',
          'As of Nov 2, 15:00 UTC.',
          'Excludes Priority Tier, credits and charges that are not on the bill.',
          null,
        ],
      ],
    );
    assert.deepEqual(notIncluded, ['Budget “Odd”: period must be “day”, “week” or “month”.']);
  });

  it('a report of days to come is empty', () => {
    const { sections } = build({ from: '2026-12-01', to: '2026-12-02', now: NOW, budgets: [MONTHLY] });
    assert.deepEqual(sections, []);
  });
});
