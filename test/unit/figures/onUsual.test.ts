import assert from 'node:assert/strict';
import { onUsual } from '../../../src/figures/pace.ts';
import { CENT } from '../../../src/shared/money.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../spend/made.ts';
import { HandMade, usageRow } from './made.ts';

const MILLION = 1_000_000;
/** Cost of a million tokens. */
const PRICE = 10n * CENT;
const AT = TODAY + 14 * HOUR + 30 * MINUTE;

interface Weeks {
  /** Weeks before today whose day has been read. */
  readonly known?: number;
  /** Millions of tokens by hour of the day so many weeks ago. */
  readonly used?: (weeks: number, hour: number) => number;
  readonly lastHour?: number;
}

/** A billed day, days of hours some weeks ago, and the 60 minutes before 14:30 today. */
function office({ known = 4, used = () => 1, lastHour = 1 }: Weeks = {}): HandMade {
  const made = new HandMade();
  const day = (ago: number, millions: (hour: number) => number) =>
    made.read('1h', daysAgo(ago), daysAgo(ago - 1), (start) => [
      usageRow(millions((start - daysAgo(ago)) / HOUR) * MILLION),
    ]);
  day(2, () => 900).bill(daysAgo(2), [costRow(24n * 900n * PRICE)]);
  for (let weeks = known; weeks > 0; weeks--) day(7 * weeks, (hour) => used(weeks, hour));
  made.read('1h', TODAY, AT - 30 * MINUTE, () => [usageRow(0)], { readAt: AT });
  made.read('1m', AT - HOUR, AT, (start) => [usageRow(start === AT - MINUTE ? lastHour * MILLION : 0)]);
  return made;
}

/** In thousandths, which no arithmetic of doubles blurs. */
function compared(made: HandMade): number | null {
  const { pricedDays } = made.at(AT + MINUTE);
  const change = onUsual(pricedDays, pricedDays.lastHour(AT) ?? assert.fail());
  return change === null ? null : Math.round(change * 1000);
}

describe('onUsual', () => {
  it('onUsual is a fraction of the same 60 minutes in earlier weeks, more or less', () => {
    for (const [lastHour, change] of [
      [1, 0],
      [1.2, 200],
      [0.25, -750],
      [0, -1000],
    ] as const) {
      using made = office({ lastHour });
      assert.equal(compared(made), change);
    }
  });

  it('onUsual counts the hours that the 60 minutes fall into as far as they cover them, and no other', () => {
    using made = office({ used: (_, hour) => (hour === 13 ? 4 : hour === 14 ? 12 : 900), lastHour: 16 });
    assert.equal(compared(made), 1000);
  });

  it('onUsual takes the median, which one unlike week does not move', () => {
    using made = office({ known: 3, used: (weeks) => (weeks === 2 ? 900 : 1) });
    assert.equal(compared(made), 0);
  });

  it('onUsual compares usage alone, without what bills have besides', () => {
    using made = office();
    for (const ago of [7, 14, 21, 28]) {
      made.bill(daysAgo(ago), [costRow(24n * PRICE), otherRow(24n * PRICE, 'code_execution')]);
    }
    assert.equal(compared(made), 0);
  });

  it('onUsual is null where fewer than three of the weeks are known', () => {
    using three = office({ known: 3 });
    assert.equal(compared(three), 0);
    using two = office({ known: 2 });
    assert.equal(compared(two), null);
  });

  it('onUsual is null where nothing is usual at this time', () => {
    using made = office({ used: (_, hour) => (hour < 13 ? 1 : 0) });
    assert.equal(compared(made), null);
  });
});
