import assert from 'node:assert/strict';
import { PricedDays } from '../../../../src/figures/scan/pricedDays.ts';
import type { DayEntry } from '../../../../src/ledger/dayEntry.ts';
import { DayIndex } from '../../../../src/ledger/dayIndex.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';

const AT = TODAY + 14 * HOUR;
const SESSIONS = 24_000n;

/** Remembers the days whose bills were read. */
class WatchedIndex extends DayIndex {
  readonly read: number[] = [];

  override bill(entry: DayEntry) {
    this.read.push(entry.start);
    return super.bill(entry);
  }
}

describe('PricedDays', () => {
  const history = () => {
    const made = new HandMade();
    made.read('1h', daysAgo(20), AT, () => [usageRow(600)], { readAt: AT });
    for (let ago = 2; ago <= 20; ago++) made.bill(daysAgo(ago), [costRow(2_400n), otherRow(SESSIONS, 'session_usage')]);
    const index = new WatchedIndex(made.ledger);
    const pricedDays = new PricedDays(index);
    pricedDays.refresh(daysAgo(29), AT);
    pricedDays.setDataTo(AT);
    return { made, index, pricedDays };
  };

  it('PricedDays read no bill to say what is known: rates are learned once a cost needs them', () => {
    const { made, index, pricedDays } = history();
    using _ = made;
    assert.equal(pricedDays.hasLearned, true);
    assert.equal(pricedDays.newestLearned, daysAgo(2));
    assert.equal(pricedDays.isComplete(daysAgo(1)), true);
    assert.deepEqual(index.read, []);
  });

  it('PricedDays read a billed day once, to price it and to learn from it', () => {
    const { made, index, pricedDays } = history();
    using _ = made;
    const billed = Array.from({ length: 10 }, (_, ago) => daysAgo(ago + 2));
    for (const day of billed) assert.equal(pricedDays.spend(day)?.basis, 'billed');
    assert.deepEqual(index.read, billed);
    assert.equal(pricedDays.spend(TODAY)?.total, 1_400n + 14_000n);
    const days = Array.from({ length: 19 }, (_, ago) => daysAgo(ago + 2));
    assert.deepEqual(index.read.toSorted(), [...days, TODAY].toSorted());
  });

  it('PricedDays estimate a day alike whether billed days were asked for before or not', () => {
    const [one, other] = [history(), history()];
    using _ = one.made;
    using __ = other.made;
    for (let ago = 20; ago >= 2; ago--) one.pricedDays.spend(daysAgo(ago));
    assert.deepEqual(one.pricedDays.spend(TODAY), other.pricedDays.spend(TODAY));
  });

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
