import assert from 'node:assert/strict';
import { explore } from '../../../../src/figures/answer/explore.ts';
import { PricedDayCache } from '../../../../src/figures/scan/pricedDayCache.ts';
import { type Choice, FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { HOUR, utcDay } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, TODAY } from '../../spend/made.ts';
import { Asker } from '../answer/asked.ts';
import { HandMade, usageRow } from '../made.ts';

const DAYS = 365;
const ROOM_FOR_ALL = 2 ** 30;

/** A year in which two keys are used in two hours of each day, billed until yesterday. */
class Year implements Disposable {
  readonly made = new HandMade();
  readonly #asker = new Asker(this.made.ledger);

  constructor() {
    const rows = (start: number) =>
      (start / HOUR) % 12 === 0 ? [usageRow(start / HOUR, { apiKeyId: 'a' }), usageRow(7, { apiKeyId: 'b' })] : [];
    this.made.read('1h', daysAgo(DAYS - 1), TODAY, rows);
    for (let ago = 1; ago < DAYS; ago++) this.made.bill(daysAgo(ago), [costRow(BigInt(ago) * 1_000_003n)]);
    this.#asker.pricedDays.refresh(daysAgo(DAYS - 1), TODAY);
  }

  /** Asks for the cost of a range's days by key. */
  ask(dayCache: PricedDayCache, from: number, to: number, own: Partial<Choice> = {}) {
    const range = { type: 'days', from: utcDay(daysAgo(from)), to: utcDay(daysAgo(to)) } as const;
    const choice: Choice = { ...FIRST_CHOICE, by: 'apiKey', unit: 'day', range, ...own };
    const { pricedDays } = this.#asker;
    const { ledger } = this.made;
    const freshness = this.#asker.freshness(TODAY);
    return explore({ pricedDays, ledger, choice, now: TODAY, zone: 'UTC', freshness, fetching: null, dayCache });
  }

  [Symbol.dispose](): void {
    this.made[Symbol.dispose]();
  }
}

describe('the cache of priced days', () => {
  let year: Year;
  before(function () {
    this.timeout(60_000);
    year = new Year();
  });
  after(() => year[Symbol.dispose]());

  it('the cache makes each priced day once for a question about a year', () => {
    const dayCache = new PricedDayCache();
    const first = year.ask(dayCache, DAYS - 1, 1);
    assert.equal(dayCache.made, DAYS - 1);
    assert.deepEqual(year.ask(dayCache, DAYS - 1, 1), first);
    year.ask(dayCache, DAYS - 1, 1, { measure: 'tokens', by: 'model', unit: 'week' });
    assert.equal(dayCache.made, DAYS - 1);
  });

  it('the cache makes each priced day once where half a year is compared with the half before it', () => {
    const dayCache = new PricedDayCache();
    const { totals } = year.ask(dayCache, 182, 1, { compare: true });
    assert.ok(totals.before);
    const { made } = dayCache;
    year.ask(dayCache, 182, 1, { compare: true });
    assert.equal(dayCache.made, made);
  });

  it('the cache keeps as many priced days as there is room for, where a question is about more', () => {
    const all = new PricedDayCache(ROOM_FOR_ALL);
    const expected = year.ask(all, DAYS - 1, 1);
    const dayCache = new PricedDayCache(Math.floor(all.bytes / 2));
    assert.deepEqual(year.ask(dayCache, DAYS - 1, 1), expected);
    assert.ok(dayCache.bytes <= all.bytes / 2);
    const { made } = dayCache;
    assert.deepEqual(year.ask(dayCache, DAYS - 1, 1), expected);
    assert.ok(dayCache.made - made < 0.7 * made, `${dayCache.made - made} made anew, ${made} at first`);
  });

  it('the cache drops priced days of an earlier question where another needs room', () => {
    const all = new PricedDayCache(ROOM_FOR_ALL);
    year.ask(all, DAYS - 1, 1);
    const dayCache = new PricedDayCache(Math.floor(all.bytes / 2));
    year.ask(dayCache, DAYS - 1, 1);
    const recent = year.ask(dayCache, 100, 1);
    const { made } = dayCache;
    assert.deepEqual(year.ask(dayCache, 100, 1), recent);
    assert.equal(dayCache.made, made);
  });
});
