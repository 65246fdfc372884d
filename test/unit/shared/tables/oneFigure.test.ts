import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { markdownTable } from '../../../../src/export/markdownTable.ts';
import { type Basis, COST_PARTS } from '../../../../src/shared/basis.ts';
import { dollarsText } from '../../../../src/shared/cost.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { mapValues } from '../../../../src/shared/mapValues.ts';
import { DOLLAR, sumOfAmounts } from '../../../../src/shared/money.ts';
import { bucketsTable } from '../../../../src/shared/tables/buckets.ts';
import type { Row } from '../../../../src/shared/tables/table.ts';
import { totalsTable } from '../../../../src/shared/tables/totals.ts';
import { explorerSentence } from '../../../../webview/charts/describe/chartSentence.ts';
import { modelOf } from '../../webview/charts/chartFixtures.ts';
import { madeExplorer } from './made.ts';
import { allColumns, type ShownRow, shownTable } from './shown.ts';

const format = createFormat('en-US', 'UTC');
/** At least a cent, because less is no number of cents in any table. */
const amount = fc.bigInt({ min: DOLLAR / 10n, max: 400n * DOLLAR });
const models = fc.array(fc.array(amount, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 6 });
const yesterdays = fc.constantFrom<Basis>('billed', 'mixed', 'estimated');

/** Cost of some models over five days, the last of them still running, on every surface. */
function told(amounts: readonly (readonly bigint[])[], yesterday: Basis) {
  const explorer = madeExplorer(
    amounts.map((own, at) => ({ id: `m${at}`, amounts: own })),
    { bases: ['billed', 'billed', 'billed', yesterday, 'estimated'] },
  );
  const byModel = shownTable(totalsTable(explorer, format), format, allColumns);
  const days = bucketsTable(explorer, ['m0'], format);
  const byDay = shownTable(days, format);
  const cellsOf = ({ keys }: typeof byDay, row: ShownRow | null) =>
    new Map(keys.slice(1).map((key, at) => [key, row?.cells[at]?.text ?? '']));
  /** Cents of a cost by day, and of its parts. */
  const partsOf = (row: Row | null) => {
    const [, cost] = row ?? [];
    if (cost?.kind !== 'money' || !cost.parts || cost.cents === undefined) throw new TypeError('a cost has its parts');
    return { cost: cost.cents, ...mapValues(cost.parts, ({ cents }) => cents) };
  };
  const rowsOf = (table: string) => table.split('\n').map((row) => row.replaceAll('*', '').split(/\s*\|\s*/));
  return {
    today: sumOfAmounts(amounts.map((own) => own[4] ?? 0n)),
    yesterday: sumOfAmounts(amounts.map((own) => own[3] ?? 0n)),
    all: sumOfAmounts(amounts.flat()),
    byModel: cellsOf(byModel, byModel.total),
    byDay: cellsOf(byDay, byDay.total),
    days: byDay.made.map((row) => cellsOf(byDay, row)),
    partsByDay: partsOf(days.total),
    partsOfDays: days.rows.map(partsOf),
    sentence: explorerSentence(modelOf(explorer)),
    /** The columns of the report's two tables in their last rows. */
    report: rowsOf(markdownTable(totalsTable(explorer, format), format)),
    reportDays: rowsOf(markdownTable(bucketsTable(explorer, [], format), format)),
  };
}

const centsIn = (text = '') => BigInt(text.replaceAll(/\D/g, ''));

describe('one figure on every surface', () => {
  it('the cost of today has the same cents in the status bar, the table by model, the table by day, the sentence and the report', () => {
    void fc.assert(
      fc.property(models, fc.constantFrom<Basis>('billed', 'mixed'), (amounts, yesterday) => {
        const { today, byModel, days, sentence, report, reportDays } = told(amounts, yesterday);
        const shown = dollarsText(format, { amount: today, basis: 'estimated' });
        assert.equal(byModel.get('estimated'), shown);
        assert.equal(days.at(-1)?.get('cost'), shown);
        assert.ok(sentence.includes(`${shown} estimated`), sentence);
        assert.ok(report.at(-1)?.includes(shown) || report.at(-2)?.includes(shown), `${shown} in ${report.join('\n')}`);
        assert.ok(
          reportDays.some(([, name, cost]) => name?.startsWith('Tue, Nov 24') && cost === shown),
          `${shown} in ${reportDays.join('\n')}`,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('the cost of yesterday has the same cents in its tile and in the tables by day, also while it is not billed', () => {
    void fc.assert(
      fc.property(models, yesterdays, (amounts, basis) => {
        const { today, yesterday, days, reportDays } = told(amounts, basis);
        const shown = dollarsText(format, { amount: yesterday, basis });
        assert.equal(days.at(-2)?.get('cost'), shown);
        assert.equal(days.at(-1)?.get('cost'), dollarsText(format, { amount: today, basis: 'estimated' }));
        assert.ok(reportDays.some(([, name, cost]) => name?.startsWith('Mon, Nov 23') && cost === shown));
      }),
      { numRuns: 300 },
    );
  });

  it('the cost of a part or of all has the same cents in both tables, the sentence and the report', () => {
    void fc.assert(
      fc.property(models, yesterdays, (amounts, basis) => {
        const { all, byModel, byDay, partsByDay, sentence, report, reportDays } = told(amounts, basis);
        const whole = dollarsText(format, { amount: all, basis: 'mixed' });
        assert.equal(byModel.get('cost'), whole);
        assert.equal(byDay.get('cost'), whole);
        assert.ok(sentence.includes(`Total ${whole},`), sentence);
        const last = report.findLast((row) => row.includes('Total'));
        assert.ok(last?.includes(whole));
        assert.ok(reportDays.findLast((row) => row.includes('Total'))?.includes(whole));
        for (const part of COST_PARTS) {
          const cents = byModel.get(part);
          if (cents === undefined || cents === '—') continue;
          assert.equal(partsByDay[part], centsIn(cents), part);
          assert.ok(sentence.includes(cents), `${cents} in ${sentence}`);
          assert.ok(last?.includes(cents), `${cents} in ${last}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the rows of a table add up to its total as printed', () => {
    void fc.assert(
      fc.property(models, yesterdays, (amounts, basis) => {
        const { byDay, days, partsByDay, partsOfDays } = told(amounts, basis);
        assert.equal(sumOfAmounts(days.map((row) => centsIn(row.get('cost')))), centsIn(byDay.get('cost')));
        for (const key of ['cost', ...COST_PARTS] as const) {
          assert.equal(sumOfAmounts(partsOfDays.map((parts) => parts[key])), partsByDay[key], key);
        }
        for (const { cost, ...parts } of [...partsOfDays, partsByDay]) {
          assert.equal(sumOfAmounts(Object.values(parts)), cost);
        }
      }),
      { numRuns: 300 },
    );
  });
});
