import assert from 'node:assert/strict';
import { dailyUsage } from '../../../src/reports/dailyUsage/dailyUsage.ts';
import { monthStatement } from '../../../src/reports/monthStatement/monthStatement.ts';
import { significantGroups } from '../../../src/reports/savings/significantGroups.ts';
import { change, share } from '../../../src/reports/table/cells.ts';
import { workspaceCost } from '../../../src/reports/workspaceCost/workspaceCost.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { costRow, otherRow } from '../spend/made.ts';
import { dollars, type Entry, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';

const paid = (day: string, amount: number): Entry => ({
  day,
  line: line({ units: 1000, model: 'claude-sonnet-5-5', billed: dollars(amount) }),
});
const credit = (day: string, amount: number): Entry => ({
  day,
  line: line({ item: -1, costType: 'credit', model: '', workspaceId: '', billed: dollars(-amount) }),
});
/** $24, then $12 with a credit of $25, then what is left of the credit, and $24 again. */
const CREDITED: Made = {
  from: '2026-11-16',
  to: '2026-11-19',
  entries: [
    paid('2026-11-16', 24),
    paid('2026-11-17', 12),
    credit('2026-11-17', 25),
    credit('2026-11-18', 0.4),
    paid('2026-11-19', 24),
  ],
};
const ONE_DAY: Made = { ...CREDITED, from: '2026-11-17', to: '2026-11-17' };

describe('reports of parts with both signs', () => {
  it('a report has no share of a total that is not above zero', () => {
    const { sections } = workspaceCost.build(madeData(ONE_DAY), requestOf('workspaceCost', ONE_DAY));
    const table = tableNamed(sections, 'by-workspace');
    const at = keysOf(table).indexOf('share');
    assert.deepEqual(
      [...shown(table), shownTotal(table)].map((row) => row[at]),
      [null, null, null],
    );
  });

  it('a report has no change since a day that was not above zero', () => {
    const { sections } = dailyUsage.build(madeData(CREDITED), requestOf('dailyUsage', CREDITED));
    const table = tableNamed(sections, 'by-day');
    const [cost, changed] = ['cost_usd', 'change_on_day'].map((key) => keysOf(table).indexOf(key)) as [number, number];
    assert.deepEqual(
      shown(table).map((row) => [row[cost], row[changed]]),
      [
        ['billed 24', 'new'],
        ['billed -13', -1.542],
        ['billed -0.4', null],
        ['billed 24', null],
      ],
    );
  });

  it('a report does not call amounts before credits where a credit is among them', () => {
    const { notIncluded } = dailyUsage.build(madeData(CREDITED), requestOf('dailyUsage', CREDITED));
    assert.deepEqual(notIncluded, ['Credits, except the -$25.40 on your bills, which these amounts include.']);
  });

  it('a month statement with a credit does not call amounts before credits, and has no percentage of it', () => {
    const rows = [costRow(dollars(12)), otherRow(dollars(-25), 'credit')];
    const made: Made = { from: '2026-11-01', to: '2026-11-30', bills: [{ day: '2026-11-17', rows }] };
    const { sections, notIncluded } = monthStatement.build(madeData(made), requestOf('monthStatement', made));
    assert.match(notIncluded[0] ?? '', /^Credits, except the -\$25\.00 on your bills/);
    const table = tableNamed(sections, 'lines');
    const percents = ['difference_percent', 'discount_percent'].map((key) => keysOf(table).indexOf(key));
    const ofCredit = shown(table).at(-1) ?? [];
    assert.deepEqual(
      percents.map((at) => ofCredit[at]),
      [null, null],
    );
  });

  it('a report says what is left out in dollars where there is no total to have a share of', () => {
    const lines = ONE_DAY.entries?.slice(1, 3).map((entry) => entry.line) ?? [];
    const byType = ({ costType }: { readonly costType: string }) => costType;
    assert.deepEqual(significantGroups(lines, byType, dollars(-13), createFormat('en-US', 'UTC')).omitted, [
      'One group is under 1% of cost (-$25.00 in total) and left out.',
    ]);
  });
});

describe('a cell of a report', () => {
  it('a cell has a share only of a total above zero', () => {
    assert.deepEqual(share(12n, -13n), { kind: 'share', fraction: null });
    assert.deepEqual(share(0n, 0n), { kind: 'share', fraction: null });
    assert.deepEqual(share(-1n, 4n), { kind: 'share', fraction: -0.25 });
  });

  it('a cell has a change only since an amount above zero, and is new since nothing', () => {
    const fractions = (
      [
        [24n, -10n],
        [24n, 0n],
        [-24n, 0n],
        [-12n, 24n],
      ] as const
    ).map(([now, before]) => {
      const cell = change(now, before);
      return cell.kind === 'change' ? cell.fraction : assert.fail();
    });
    assert.deepEqual(fractions, [null, 'new', null, -1.5]);
  });
});
