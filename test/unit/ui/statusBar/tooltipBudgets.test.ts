import assert from 'node:assert/strict';
import { DOLLAR } from '../../../../src/shared/money.ts';
import type { Summary } from '../../../../src/shared/summary.ts';
import { budgetState, PRODUCTION } from '../../shared/budgetState.ts';
import { figure, ready } from '../summaryOf.ts';
import { tooltip } from './tooltipOf.ts';

describe('budgets in the tooltip', () => {
  const range = { from: Date.UTC(2026, 10, 26), to: Date.UTC(2026, 10, 29) };
  const team = budgetState({ passing: { on: Date.UTC(2026, 10, 28), range } });
  const web = budgetState({ name: 'Web', cents: 180_000, scope: PRODUCTION, scopeName: 'Production' });
  const lines = (changes: Partial<Summary>, zone = 'UTC') => {
    const { value } = tooltip(ready({ zone, ...changes }), zone);
    return value.split('\n').filter((line) => /^(\*\*Budgets|[▓░]|and |Prepaid|\$\(warning\))|November/.test(line));
  };

  it('the tooltip lists budgets, the worst first, with a bar, what is left, and the day that they pass on', () => {
    const held = budgetState({ name: 'Calm', cents: 100, passing: { on: null, range: null } });
    assert.deepEqual(lines({ budgets: [team, held, web] }).slice(1), [
      '**Budgets**  ',
      '▓▓▓▓▓▓▓▓▓░ **Web** (workspace Production) · ≈$1,800 of $2,000 · 90% · ≈$200 left  ',
      '▓▓▓▓░░░░░░ **Team** · ≈$812 of $2,000 · 40% · ≈$1,188 left · passes on Sat, Nov 28 (Nov 26 – 29)  ',
      '░░░░░░░░░░ **Calm** · ≈$1 of $2,000 · 0% · ≈$1,999 left · holds',
    ]);
  });

  it('the tooltip lists at most eight budgets, and says how many more there are', () => {
    const budgets = Array.from({ length: 200 }, (_, index) => budgetState({ name: `${index}` }));
    const listed = lines({ budgets });
    assert.equal(listed.length, 1 + 1 + 8 + 1);
    assert.equal(listed.at(-1), 'and 192 more');
  });

  it('the tooltip has days of budgets and forecasts in UTC, whatever the zone, and says so', () => {
    const listed = lines({ budgets: [team] }, 'America/Los_Angeles');
    assert.equal(listed[1], '**Budgets, UTC**  ');
    assert.match(listed[2] ?? '', /passes on Sat, Nov 28 \(Nov 26 – 29\)$/);
  });

  it('the tooltip names entries of the setting that do not count in one line', () => {
    const message = 'Budget “Team”: the amount must be more than 0.';
    const shown = message.replace(':', '&#58;');
    const bad = (count: number) => Array.from({ length: count }, () => ({ name: 'Team', message }));
    assert.deepEqual(lines({ badBudgets: bad(1) }).slice(1), [`$(warning) ${shown}`]);
    assert.deepEqual(lines({ badBudgets: bad(2) }).slice(1), [`$(warning) ${shown} 1 more budget has an error.`]);
    assert.deepEqual(lines({ badBudgets: bad(3) }).slice(1), [`$(warning) ${shown} 2 more budgets have errors.`]);
  });

  it('the tooltip has the forecast of the month beside its cost, and calls a run rate so', () => {
    const month = (range: { low: bigint; high: bigint } | null) =>
      lines({ forecasts: { day: null, week: null, month: { middle: 25_000n * DOLLAR, range } } })[0] ?? '';
    const range = { low: 24_137n * DOLLAR, high: 25_871n * DOLLAR };
    assert.match(month(range), /\| partly estimated · forecast ≈\$24,100 – \$25,900 \|$/);
    assert.match(month(null), /\| partly estimated · run rate ≈\$25,000 \|$/);
    assert.match(lines({ forecasts: { day: null, week: null, month: null } })[0] ?? '', /\| partly estimated \|$/);
  });

  it('the tooltip says how good the forecasts of past months were, where there is one of this month', () => {
    const measured = (day: number) => ({ day, months: 4, median: 0.06, worst: 0.2, worstMonth: Date.UTC(2026, 7, 1) });
    const forecastAccuracy = [5, 10, 15, 20].map(measured);
    const month = { middle: 25_000n * DOLLAR, range: null };
    const said = (changes: Partial<Summary>) => /^Month forecasts.*$/m.exec(tooltip(ready(changes)).value)?.[0];
    const text = 'Month forecasts made on the 20th have been within 6% of the bills (median of 4 months).';
    assert.equal(said({ forecastAccuracy, forecasts: { day: null, week: null, month } }), text);
    assert.equal(said({ forecastAccuracy }), undefined);
  });

  it('the tooltip says what is left of a prepaid balance, until when it lasts, and what is not counted', () => {
    const lasts = { on: Date.UTC(2026, 11, 12), range: { from: Date.UTC(2026, 11, 9), to: Date.UTC(2026, 11, 15) } };
    const asOf = Date.UTC(2026, 10, 2, 9, 30);
    const runway = { left: figure(41_230, 'mixed'), asOf, isByHour: false, lasts };
    const unknown = { ...runway, left: null, lasts: null };
    assert.equal(lines({ runway: unknown })[1], 'Prepaid balance: not known yet: some days since Nov 2 are missing');
    assert.deepEqual(lines({ runway }).slice(1), [
      'Prepaid balance: ≈$412.30 left, lasts until about Dec 12 (Dec 9 – 15) · as of Nov 2, 09:30 UTC · excludes Priority Tier, credits and charges that are not on the bill',
    ]);
  });
});
