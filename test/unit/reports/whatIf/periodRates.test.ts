import assert from 'node:assert/strict';
import { isPaid, PeriodRates } from '../../../../src/reports/whatIf/periodRates.ts';
import { dollars, line } from '../made.ts';

const DAY = '2026-11-20';
const READ = 3;
const million = 1_000_000;
/** Opus 5.5 lists $4 for input, $0.20 for a read, $2 for input in batch. */
const input = line({ units: million, billed: dollars(4) });

describe('PeriodRates', () => {
  it('costAs takes what the workspace paid for that kind in the period', () => {
    const own = line({ item: READ, units: 2 * million, billed: dollars(0.6) });
    const others = line({ item: READ, workspaceId: 'wrkspc_research', units: million, billed: dollars(9) });
    assert.equal(new PeriodRates([input, own, others], DAY).costAs(input, { item: READ }), dollars(0.3));
  });

  it('costAs takes what all workspaces paid together, where the workspace has no rate', () => {
    const research = line({ item: READ, workspaceId: 'wrkspc_research', units: million, billed: dollars(0.1) });
    const other = line({ item: READ, workspaceId: '', units: 3 * million, estimated: dollars(0.7) });
    assert.equal(new PeriodRates([input, research, other], DAY).costAs(input, { item: READ }), dollars(0.2));
  });

  it('costAs takes its own cost by the ratio of the list prices where nobody has a rate, so that a discount stays', () => {
    const discounted = line({ units: million, billed: dollars(3.6) });
    const rates = new PeriodRates([discounted], DAY);
    assert.equal(rates.costAs(discounted, { serviceTier: 'batch' }), dollars(1.8));
    assert.equal(rates.costAs(discounted, { model: 'claude-sonnet-5-5' }), dollars(1.8));
    assert.equal(rates.costAs(discounted, { item: READ }), dollars(0.18));
  });

  it('costAs takes the rate of the same window, geography and speed alone', () => {
    const long = line({ item: READ, contextWindow: '200k-1M', units: million, billed: dollars(8) });
    const us = line({ item: READ, inferenceGeo: 'us', units: million, billed: dollars(7) });
    const fast = line({ item: READ, speed: 'fast', units: million, billed: dollars(9) });
    const rates = new PeriodRates([input, long, us, fast], DAY);
    assert.equal(rates.costAs(input, { item: READ }), dollars(0.2));
  });

  it('costAs keeps only geographies apart that have a price of their own', () => {
    const older = line({ model: 'claude-opus-4-5', inferenceGeo: 'not_available', units: million, billed: dollars(5) });
    const newer = line({ model: 'claude-sonnet-5-5', inferenceGeo: 'global', units: million, billed: dollars(1) });
    assert.equal(new PeriodRates([older, newer], DAY).costAs(older, { model: 'claude-sonnet-5-5' }), dollars(1));
  });

  it('costAs returns null without a rate and without a list price', () => {
    const unlisted = line({ model: 'claude-next-9', units: million, billed: dollars(4) });
    assert.equal(new PeriodRates([unlisted], DAY).costAs(unlisted, { item: READ }), null);
  });

  it('costAs returns null for tokens that nothing was paid for', () => {
    const unpriced = line({ units: million, unpricedTokens: million });
    const partly = line({ units: million, billed: dollars(1), unpricedTokens: 10 });
    const priority = line({ units: million, serviceTier: 'priority' });
    const search = line({ item: 5, units: 10, billed: dollars(1) });
    const rates = new PeriodRates([unpriced, partly, priority, search], DAY);
    for (const one of [unpriced, partly, priority, search]) {
      assert.equal(isPaid(one), false);
      assert.equal(rates.costAs(one, { item: READ }), null);
    }
  });

  it('costAs learns no rate from tokens that nothing was paid for', () => {
    const refused = line({ item: READ, units: 50 * million });
    assert.equal(new PeriodRates([input, refused], DAY).costAs(input, { item: READ }), dollars(0.2));
  });

  it('costAs is of a line’s paid tokens, where others of it were refused', () => {
    const partly = line({ units: 3 * million, paidUnits: 2 * million, billed: dollars(8) });
    const reads = line({ item: READ, units: 9 * million, paidUnits: million, billed: dollars(0.3) });
    // Two million tokens at the $0.30 a million that one million reads cost.
    assert.equal(new PeriodRates([partly, reads], DAY).costAs(partly, { item: READ }), dollars(0.6));
    assert.equal(new PeriodRates([partly], DAY).costAs(partly, { item: READ }), dollars(0.4));
    assert.equal(isPaid(line({ units: million, paidUnits: 0, billed: dollars(1) })), false);
  });

  it('costAs compares list prices of the day that it is given', () => {
    const sonnet = line({ model: 'claude-sonnet-5-5', units: million, billed: dollars(2) });
    assert.equal(new PeriodRates([sonnet], '2026-10-01').costAs(sonnet, { item: READ }), dollars(0.2));
    assert.equal(new PeriodRates([sonnet], '2026-10-07').costAs(sonnet, { item: READ }), dollars(0.1));
  });
});
