import assert from 'node:assert/strict';
import { LedgerQueries } from '../../../src/engine/queries/ledgerQueries.ts';
import { completed } from '../../../src/figures/scan/steps.ts';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { HOUR, utcDay } from '../../../src/time/utc.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { HandMade, usageRow } from '../figures/made.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../spend/made.ts';

const AT = TODAY + 14 * HOUR;
const CREDITED = 25;

/** Caveats on the days since so many days ago. */
function caveatsSince(ago: number): readonly string[] {
  using made = new HandMade();
  made.read('1h', daysAgo(CREDITED + 1), AT, () => [usageRow(1000)]);
  for (let day = 2; day <= CREDITED; day++) {
    made.bill(daysAgo(day), [costRow(2400n), ...(day === CREDITED ? [otherRow(-2500n, 'credit')] : [])]);
  }
  const config = { ...ENGINE_CONFIG, historyDays: 30 };
  const figures = new LedgerQueries(made.ledger, { id: 'org', name: 'Acme' }, config);
  const summary = figures.summary({ now: AT, problem: null, progress: null }) ?? assert.fail('no summary');
  const range = { type: 'days', from: utcDay(daysAgo(ago)), to: utcDay(TODAY) } as const;
  const steps = figures.panel({ ...FIRST_CHOICE, range }, AT, () => ({ summary, fetching: null }));
  return caveatTexts(completed(steps).summary);
}

describe('the panel of an organization that had a credit weeks ago', () => {
  it('the panel calls amounts before credits beside days without a credit', () => {
    assert.deepEqual(caveatsSince(3), ['Amounts are after discounts and before credits.']);
  });

  it('the panel does not call amounts before credits beside days with a credit', () => {
    assert.deepEqual(caveatsSince(CREDITED), ['Amounts are after discounts and after the credits on your bills.']);
  });
});
