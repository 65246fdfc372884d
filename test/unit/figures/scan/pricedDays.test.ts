import assert from 'node:assert/strict';
import { HOUR } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';

const AT = TODAY + 14 * HOUR;
const SESSIONS = 24_000n;

describe('PricedDays', () => {
  it('estimateAsOf estimates a final day without usage from what comes without usage, not from its own bill', () => {
    using made = new HandMade();
    const unused = daysAgo(2);
    made.read('1h', daysAgo(20), AT, (start) => (start >= unused && start < daysAgo(1) ? [] : [usageRow(600)]), {
      readAt: AT,
    });
    for (let ago = 2; ago <= 20; ago++) {
      const ofUsage = ago === 2 ? [] : [costRow(2_400n)];
      made.bill(daysAgo(ago), [...ofUsage, otherRow(SESSIONS, 'session_usage')]);
    }
    const { pricedDays } = made.at(AT);
    assert.equal(pricedDays.entry(unused)?.isFinal, true);
    const estimate = pricedDays.estimateAsOf(unused, (day) => day < unused);
    assert.equal(estimate?.basis, 'estimated');
    assert.equal(estimate?.total, SESSIONS);
  });
});
