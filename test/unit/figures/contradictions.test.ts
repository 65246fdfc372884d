import assert from 'node:assert/strict';
import { CENT } from '../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
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
  return made.at(AT).summary.caveats.filter((sentence) => /^The bills? of/.test(sentence));
}

describe('A day whose usage and bill contradict each other', () => {
  it('is told of where its final bill is empty', () => {
    assert.deepEqual(caveats({ unbilled: [4] }), [
      'The bill of Nov 15 is empty though there was usage: the cost shown is an estimate.',
    ]);
  });

  it('is told of where its usage is empty, and counted with others', () => {
    assert.deepEqual(caveats({ unused: [4, 7] }), [
      'The bills of 2 days have charges for tokens but the API shows no usage: they belong to no API key.',
    ]);
  });

  it('is none where all usage is of Priority Tier, which no bill has', () => {
    assert.deepEqual(caveats({ unbilled: [4], own: { serviceTier: 'priority' } }), []);
  });

  it('is none where both are there, or neither is', () => {
    assert.deepEqual(caveats({}), []);
    assert.deepEqual(caveats({ unused: [5], unbilled: [5] }), []);
  });
});
