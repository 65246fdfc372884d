import assert from 'node:assert/strict';
import { CENT } from '../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { costRow, daysAgo, TODAY } from '../spend/made.ts';
import { HandMade, usageRow } from './made.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;

/** Ten days of usage and bills, but for some days without the one or the other. */
function caveats({
  unused = [],
  unbilled = [],
  own = {},
}: Partial<Record<'unused' | 'unbilled', readonly number[]>> & { own?: Parameters<typeof usageRow>[1] }): string[] {
  using made = new HandMade();
  for (let ago = 10; ago >= 1; ago--) {
    const rows = unused.includes(ago) ? [] : [usageRow(1000, own)];
    made.read('1h', daysAgo(ago), daysAgo(ago) + DAY, () => rows, { readAt: AT });
    if (ago > 1) made.bill(daysAgo(ago), unbilled.includes(ago) ? [] : [costRow(100n * CENT)], AT);
  }
  made.read('1h', TODAY, TODAY + 14 * HOUR, () => [usageRow(1000)], { readAt: AT });
  return caveatTexts(made.at(AT).summary).filter((sentence) => /^The bills? for/.test(sentence));
}

describe('A day whose usage and bill contradict each other', () => {
  it('a day with usage and an empty final bill is named', () => {
    assert.deepEqual(caveats({ unbilled: [4] }), [
      'The bill for Nov 15 is empty although there was usage, so the cost shown is an estimate.',
    ]);
  });

  it('days with a final bill and no usage are named, or counted where there are several', () => {
    assert.deepEqual(caveats({ unused: [4, 7] }), [
      'The bills for 2 days charge for tokens but the API shows no usage, so these charges have no API key.',
    ]);
  });

  it('a day with usage of Priority Tier alone is not named: no bill has it', () => {
    assert.deepEqual(caveats({ unbilled: [4], own: { serviceTier: 'priority' } }), []);
  });

  it('a day is not named where usage and bill are both there, or neither is', () => {
    assert.deepEqual(caveats({}), []);
    assert.deepEqual(caveats({ unused: [5], unbilled: [5] }), []);
  });
});
