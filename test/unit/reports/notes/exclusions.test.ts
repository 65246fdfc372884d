import assert from 'node:assert/strict';
import { exclusions } from '../../../../src/reports/notes/exclusions.ts';
import type { UsageLine } from '../../../../src/reports/reportData.ts';
import { dollars, line, madeData } from '../made.ts';

const DAY = '2026-11-18';
const words = (...lines: readonly UsageLine[]) => exclusions(madeData({ from: DAY, to: DAY }), lines);

describe('exclusions', () => {
  it('only credits are excluded where bills show what is paid', () => {
    const always = ['Credits: amounts are after discounts and before credits.'];
    assert.deepEqual(words(line({ units: 9, billed: dollars(4) })), always);
    assert.deepEqual(words(), []);
  });

  it('tokens of refused requests are named as excluded: they are in usage only', () => {
    const refused = line({ units: 2_500_000, paidUnits: 100_000, refusedUnits: 2_400_000, billed: dollars(4) });
    const searches = line({ item: 5, units: 7, refusedUnits: 7 });
    assert.deepEqual(words(refused, searches).slice(0, -1), [
      '2.4M tokens that aren’t on the bill: their requests were refused, or the bill is late.',
    ]);
  });

  it('discounts are named as excluded from cost at list prices, and no cost is called discounted where all is at list', () => {
    const atList = line({ units: 9, estimated: dollars(12.4), listed: dollars(12.4) });
    const discounts =
      'Discounts on ≈$12.40: this amount is at Anthropic’s list prices, because no bill shows yet what you pay.';
    assert.deepEqual(words(atList).slice(1), [discounts, 'Credits: amounts are before credits.']);
    assert.deepEqual(words(atList, line({ units: 9, billed: dollars(4) })).slice(1), [
      discounts,
      'Credits: amounts are after discounts and before credits.',
    ]);
  });
});
