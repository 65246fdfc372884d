import assert from 'node:assert/strict';
import { Forecaster } from '../../../../src/figures/forecast/forecaster.ts';
import { DAY, HOUR, type Span } from '../../../../src/time/utc.ts';
import { history, isWeekend } from './spendHistories.ts';

/** A Tuesday. */
const JULY: Span = { start: Date.UTC(2025, 6, 1), end: Date.UTC(2025, 7, 1) };
const BEFORE = JULY.start - 91 * DAY;

/** Middle of a period's forecast in parts of what it should be. */
function share(forecaster: Forecaster, expected: number, period = JULY): number {
  return (forecaster.total(period)?.middle ?? Number.NaN) / expected;
}

function assertNear(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}

describe('Forecaster', () => {
  it('Forecaster forecasts a month of even days exactly, with a range of nothing', () => {
    const forecaster = new Forecaster(history(BEFORE, JULY.start + 9.5 * DAY, () => 10));
    assertNear(share(forecaster, 31 * 240), 1, 1e-9);
    const week = forecaster.total({ start: JULY.start + 6 * DAY, end: JULY.start + 13 * DAY });
    assertNear(week?.middle ?? 0, 7 * 240, 1e-6);
  });

  it('Forecaster knows weekends', () => {
    const known = history(BEFORE, JULY.start + 9 * DAY, (at) => (isWeekend(at) ? 1 : 10));
    // July 2025 has 23 weekdays and 8 days of weekends.
    assertNear(share(new Forecaster(known), 24 * (23 * 10 + 8)), 1, 1e-9);
  });

  it('Forecaster goes on with today as the hours of past days went on, and with its surplus', () => {
    // All is spent between 12:00 and 18:00.
    const amountAt = (at: number) => (new Date(at).getUTCHours() >= 12 && new Date(at).getUTCHours() < 18 ? 40 : 0);
    const noon = new Forecaster(history(BEFORE, JULY.start + 12 * HOUR, amountAt));
    const today = { start: JULY.start, end: JULY.start + DAY };
    assertNear(share(noon, 240, today), 1, 1e-9);
    const evening = new Forecaster(history(BEFORE, JULY.start + 18.5 * HOUR, amountAt));
    assertNear(share(evening, 240, today), 1, 1e-9);
    const lively = history(BEFORE, JULY.start + 15 * HOUR, (at) => amountAt(at) * (at < JULY.start ? 1 : 2));
    const total = new Forecaster(lively).total(today)?.middle ?? 0;
    assert.ok(total > 240 + 120 + 40 && total <= 480, `${total}`);
  });

  it('Forecaster counts the fresh minutes of an hour that is not over', () => {
    const at = (minutes: number) => {
      const now = JULY.start + 12 * HOUR + minutes * 60_000;
      return new Forecaster(history(BEFORE, now, (hour) => 10 + (hour % (3 * HOUR)) / HOUR)).total({
        start: JULY.start,
        end: JULY.start + DAY,
      });
    };
    assertNear(at(1)?.middle ?? 0, 264, 1e-6);
    assertNear(at(59)?.middle ?? 0, 264, 1e-6);
  });

  it('Forecaster counts yesterday once while the data still end before midnight', () => {
    const full = history(BEFORE, JULY.start + 5 * DAY, () => 10);
    const late = { ...full, now: full.now - 7 * 60_000 };
    assert.deepEqual(new Forecaster(late).total(JULY), new Forecaster(full).total(JULY));
    assertNear(share(new Forecaster(late), 31 * 240), 1, 1e-9);
    const [start, end] = [JULY.start + 5 * DAY, JULY.start + 6 * DAY];
    assertNear(share(new Forecaster(late), 240, { start, end }), 1, 1e-9);
  });

  it('Forecaster expects the batch of a month’s last two days once two months have shown it', () => {
    const isLast = (at: number) => new Date(at + 2 * DAY).getUTCDate() <= 2;
    const known = history(BEFORE - 1 * DAY, JULY.start + 20.5 * DAY, (at) => (isLast(at) ? 50 : 10));
    assertNear(share(new Forecaster(known), 24 * (29 * 10 + 2 * 50)), 1, 0.03);
    const once = history(JULY.start - 31 * DAY, JULY.start + 20.5 * DAY, (at) => (isLast(at) ? 50 : 10));
    assert.ok(share(new Forecaster(once), 24 * (29 * 10 + 2 * 50)) < 0.9);
  });

  it('Forecaster takes an outage of two days for no new level', () => {
    const outage = (at: number) => at >= JULY.start + 6 * DAY && at < JULY.start + 8 * DAY;
    const known = history(BEFORE, JULY.start + 9.5 * DAY, (at) => (outage(at) ? 0 : 10));
    assertNear(share(new Forecaster(known), 29 * 240), 1, 1e-9);
  });

  it('Forecaster takes a price cut two weeks ago for the new level', () => {
    const known = history(BEFORE, JULY.start + 14.5 * DAY, (at) => {
      const noise = 1 + 0.1 * Math.sin(Math.floor(at / DAY) * 2.3);
      return noise * (at < JULY.start ? 10 : 5);
    });
    assertNear(share(new Forecaster(known), 31 * 120), 1, 0.03);
  });

  it('Forecaster forecasts nothing more of a key that stopped a month ago, and less after ten days than before', () => {
    const total = (days: number) => {
      const now = JULY.start + days * DAY;
      const known = history(BEFORE, now, (at) => (at < JULY.start - 10 * DAY ? 10 : 0));
      return new Forecaster(known).total(JULY)?.middle ?? Number.NaN;
    };
    assert.ok(total(25) < 24, `${total(25)}`);
    assert.ok(total(5) < 0.5 * 26 * 240, `${total(5)}`);
  });

  it('Forecaster claims no range with 13 billed days: it is a run rate of the period, or of seven days', () => {
    const start = JULY.start - 10 * DAY;
    const amountAt = (at: number) => (at < JULY.start ? 10 : 20);
    const late = new Forecaster(history(start, JULY.start + 10.5 * DAY, amountAt, 13));
    assert.deepEqual(late.total(JULY), { middle: 31 * 24 * 20, range: null });
    const early = new Forecaster(history(start, JULY.start + 0.5 * DAY, amountAt, 10));
    const rate = (7 * 240 + 240) / 7.5;
    assertNear(early.total(JULY)?.middle ?? 0, 240 + 30.5 * rate, 1e-6);
    assert.deepEqual(early.passing(JULY, 240 + 4 * rate), { on: JULY.start + 4 * DAY, range: null });
  });

  it('Forecaster forecasts no negative run rate where credits are more than the spend of the last days', () => {
    const amountAt = (at: number) => (at < JULY.start ? 10 : at < JULY.start + DAY ? -100 : 1);
    const known = history(BEFORE, JULY.start + 2.5 * DAY, amountAt, 13);
    assert.deepEqual(new Forecaster(known).total(JULY), { middle: -2400 + 36, range: null });
  });

  it('Forecaster claims no range of a scope whose first spend was less than 14 days ago', () => {
    const amountAt = (at: number) => (at < JULY.start ? 0 : 10);
    const young = new Forecaster(history(BEFORE, JULY.start + 13.5 * DAY, amountAt));
    assert.deepEqual(young.total(JULY), { middle: 31 * 240, range: null });
    const older = new Forecaster(history(BEFORE, JULY.start + 14.5 * DAY, amountAt));
    assert.ok(older.total(JULY)?.range);
  });

  it('Forecaster does not take what a scope spent in its first half day for half of what it spends in one', () => {
    const known = history(BEFORE, JULY.start + 0.5 * DAY, (at) => (at < JULY.start ? 0 : 10));
    assert.equal(new Forecaster(known).total(JULY)?.middle, 120 + (30.5 * 120) / 1.5);
  });

  it('Forecaster forecasts nothing of an empty history, and zero where all was zero', () => {
    const empty = new Forecaster(history(JULY.start, JULY.start, () => 0));
    assert.equal(empty.total(JULY), null);
    assert.equal(empty.passing(JULY, 1), null);
    assert.equal(empty.runsOut(1, JULY.end), null);
    const zero = new Forecaster(history(BEFORE, JULY.start + 3 * DAY, () => 0));
    assert.deepEqual(zero.total(JULY), { middle: 0, range: null });
    assert.deepEqual(zero.passing(JULY, 1), { on: null, range: null });
  });

  it('Forecaster names the day on which an amount is reached, and null where it holds', () => {
    const forecaster = new Forecaster(history(BEFORE, JULY.start + 2.5 * DAY, () => 10));
    assert.deepEqual(forecaster.passing(JULY, 4.5 * 240)?.on, JULY.start + 4 * DAY);
    assert.deepEqual(forecaster.passing(JULY, 40 * 240), { on: null, range: null });
  });

  it('Forecaster names the day on which an amount was reached in the past', () => {
    const forecaster = new Forecaster(history(BEFORE, JULY.start + 9.5 * DAY, () => 10));
    const on = JULY.start + 4 * DAY;
    assert.deepEqual(forecaster.passing(JULY, 5 * 240), { on, range: { from: on, to: on } });
    const today = JULY.start + 9 * DAY;
    assert.deepEqual(forecaster.passing(JULY, 9.2 * 240), { on: today, range: { from: today, to: today } });
  });

  it('Forecaster says when a balance runs out, today, months ahead, or not within the year', () => {
    const now = JULY.start + 2.5 * DAY;
    const forecaster = new Forecaster(history(BEFORE, now, () => 10));
    const until = now + 365 * DAY;
    assert.equal(forecaster.runsOut(100, until)?.on, JULY.start + 2 * DAY);
    assert.equal(forecaster.runsOut(60 * 240, until)?.on, JULY.start + 62 * DAY);
    assert.equal(forecaster.runsOut(400 * 240, until)?.on, null);
    assert.equal(forecaster.runsOut(0, until)?.on, JULY.start + 2 * DAY);
  });

  it('Forecaster takes over what one of a minute ago found out of the same closed days, and forecasts the same', () => {
    const amountAt = (at: number) => 10 + Math.sin(at / DAY) + Math.cos(at / HOUR);
    const earlier = new Forecaster(history(BEFORE, JULY.start + 2.5 * DAY, amountAt));
    earlier.total(JULY);
    for (const days of [2.6, 3.6]) {
      const later = history(BEFORE, JULY.start + days * DAY, amountAt);
      assert.deepEqual(new Forecaster(later, earlier).total(JULY), new Forecaster(later).total(JULY));
    }
  });
});
