import assert from 'node:assert/strict';
import { restatedIn } from '../../../src/figures/restated.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { CENT } from '../../../src/shared/money.ts';
import { restatedText } from '../../../src/shared/restatedText.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { costRow, daysAgo, TODAY } from '../spend/made.ts';
import { HandMade, usageRow } from './made.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;

/** Ten days of usage and bills of a dollar a day. Those of some days have come to more since. */
function restated(...ago: readonly number[]): HandMade {
  const made = new HandMade();
  made.read('1h', daysAgo(10), TODAY + 14 * HOUR, () => [usageRow(1000)], { readAt: AT - DAY });
  for (let day = 2; day <= 10; day++) made.bill(daysAgo(day), [costRow(100n * CENT)], AT - 3 * DAY);
  for (const day of ago) made.bill(daysAgo(day), [costRow(125n * CENT)], AT - 2 * DAY);
  return made;
}

const caveats = (made: HandMade, now = AT) =>
  caveatTexts(made.at(now, { days: 45, shown: 10 }).summary).filter((sentence) => /restated/.test(sentence));

describe('Bills that were restated', () => {
  it('a restated bill is named in one caveat for 31 days, with both totals', () => {
    using made = restated(6);
    assert.deepEqual(caveats(made), ['The bill for Nov 13 was restated on Nov 17 from $1.00 to $1.25.']);
    assert.equal(caveats(made, AT + 28 * DAY).length, 1);
    assert.equal(caveats(made, AT + 29 * DAY).length, 0);
  });

  it('several restated bills are counted in one caveat', () => {
    using made = restated(6, 7);
    assert.deepEqual(caveats(made), ['2 past bills were restated in the last 31 days.']);
  });

  it('a restated bill marks the bucket of its day, and no other', () => {
    using made = restated(6);
    const { days, hours } = made.at(AT, { shown: 10 });
    const marked = days.buckets.filter((bucket) => bucket.restated);
    assert.deepEqual(
      marked.map(({ start, restated: own }) => [start, own]),
      [[daysAgo(6), { days: 1, from: 100n * CENT, to: 125n * CENT, at: AT - 2 * DAY }]],
    );
    assert.ok(hours.buckets.every((bucket) => bucket.restated === undefined));
  });

  it('restated bills are summed over a span, and worded for the tooltip', () => {
    using made = restated(5, 6);
    const found = restatedIn(made.at(AT).pricedDays, { start: daysAgo(8), end: TODAY });
    assert.ok(found);
    const text = restatedText(found, createFormat('en-US', 'UTC'));
    assert.equal(text, '2 bills restated up to Nov 17, from $2.00 to $2.50');
    assert.equal(restatedIn(made.at(AT).pricedDays, { start: daysAgo(4), end: TODAY }), null);
  });
});
