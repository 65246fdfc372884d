import assert from 'node:assert/strict';
import { SkewedClock } from '../../../src/engine/skewedClock.ts';
import type { Budget } from '../../../src/shared/budget.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { BUDGET, Desk, NOON } from './alertDesk.ts';

describe('The alerts of budgets', () => {
  it('a threshold is alerted of by the window that finds it, once, also after a correction and a restart', () => {
    using desk = new Desk();
    const [one, other] = [desk.open(), desk.open()];
    for (const percent of [40, 51, 49, 52]) {
      desk.use(percent);
      desk.now += MINUTE;
      for (const window of [one, other, desk.open()]) window.look();
    }
    assert.deepEqual(desk.told(), ['2026-11-01 50']);
    const [alert = assert.fail()] = desk.seen;
    assert.equal(alert.message, 'Team passed 50% of $2,000: ≈$1,020 since Nov 1 (UTC). Top API key: ci-bot, $700.');
    assert.deepEqual([alert.budget, alert.event, alert.choice.by], ['Team', null, 'apiKey']);
    assert.deepEqual(alert.choice.range, { type: 'days', from: '2026-11-01', to: '2026-11-10' });
  });

  it('a threshold is alerted of once, also by windows of which one alone has learned that the machine’s clock is off', () => {
    using desk = new Desk();
    const log = { warn: () => {} };
    const [ahead, behind] = [30, 0].map((minutes) => {
      const clock = new SkewedClock(log, () => desk.now);
      for (let answers = 0; answers < 2; answers++) clock.note(desk.now + minutes * MINUTE);
      return desk.open(false, clock);
    });
    assert.ok(ahead && behind);
    desk.use(40);
    for (const window of [ahead, behind]) window.look();
    desk.use(85);
    // Its claim has not been kept as shown when the other looks.
    ahead.fate = 'dies after';
    ahead.look();
    behind.alerts.showDue();
    assert.deepEqual(desk.told(), ['2026-11-01 80']);
  });

  it('a new or changed budget is silent on what is past, and alerts of what comes', () => {
    using desk = new Desk();
    const window = desk.open();
    const look = (percent: number, budget: Budget) => {
      desk.now += HOUR;
      desk.use(percent);
      desk.budgets = [budget];
      window.look();
    };
    look(60, BUDGET);
    look(81, BUDGET);
    look(50, { ...BUDGET, amount: 1000n * DOLLAR });
    look(90, { ...BUDGET, thresholds: [50, 90] });
    look(100, { ...BUDGET, thresholds: [50, 90], forecast: false });
    look(100, BUDGET);
    assert.deepEqual(desk.told(), ['2026-11-01 80']);
    look(80, { ...BUDGET, amount: 4000n * DOLLAR });
    look(100, { ...BUDGET, amount: 4000n * DOLLAR });
    assert.deepEqual(desk.told(), ['2026-11-01 80', '2026-11-01 100']);
  });

  it('a budget that was out of the setting is new, unless a window was late to take it over', () => {
    using desk = new Desk();
    const window = desk.open();
    const look = (budgets: readonly Budget[], afterMs: number) => {
      desk.now += afterMs;
      desk.budgets = budgets;
      window.look();
    };
    desk.use(40);
    look([BUDGET], 0);
    look([], HOUR);
    desk.use(51);
    look([BUDGET], 5 * SECOND);
    assert.deepEqual(desk.told(), ['2026-11-01 50']);
    look([], HOUR);
    desk.use(81);
    look([BUDGET], HOUR);
    assert.deepEqual(desk.told(), ['2026-11-01 50']);
  });

  it('a snoozed budget is quiet to the next midnight in all windows, but for 100 %', () => {
    using desk = new Desk();
    const [one, other] = [desk.open(), desk.open()];
    const look = (percent: number, afterMs: number) => {
      desk.use(percent);
      desk.now += afterMs;
      other.look();
    };
    look(40, 0);
    one.budgets.snooze(BUDGET.name);
    look(51, HOUR);
    look(81, 10 * HOUR);
    assert.deepEqual(desk.told(), []);
    look(81, HOUR);
    assert.deepEqual(desk.told(), ['2026-11-01 80']);
    one.budgets.snooze(BUDGET.name);
    look(101, HOUR);
    assert.deepEqual(desk.told(), ['2026-11-01 80', '2026-11-01 100']);
  });

  it('a period that ended while the machine slept is alerted of within a day of its end, as it ended', () => {
    using desk = new Desk();
    const window = desk.open();
    desk.use(51);
    window.look();
    desk.use(40);
    window.look();
    desk.use(90);
    desk.now = Date.UTC(2026, 11, 1, 9);
    window.look();
    assert.deepEqual(desk.told(), ['2026-11-01 80']);
    assert.match(desk.seen[0]?.message ?? '', /^Team passed 80% of \$2,000: ≈\$1,800 for Nov 1 – 30 \(UTC\)\. /);
    assert.deepEqual(desk.seen[0]?.choice.range, { type: 'days', from: '2026-11-01', to: '2026-11-30' });
    desk.used.set(Date.UTC(2026, 10, 1), 120);
    desk.now = Date.UTC(2026, 11, 2);
    desk.use(51);
    window.look();
    assert.deepEqual(desk.told(), ['2026-11-01 80', '2026-12-01 50']);
  });

  it('a period that ended before the budget was new, or while it was snoozed, is alerted of by nobody', () => {
    using desk = new Desk();
    desk.budgets = [{ ...BUDGET, period: 'day' }];
    const window = desk.open();
    const today = Date.UTC(2026, 10, 10);
    desk.used.set(today - DAY, 90);
    desk.used.set(today, 40);
    window.look();
    window.look();
    window.budgets.snooze(BUDGET.name);
    desk.used.set(today, 90);
    desk.now = today + DAY + MINUTE;
    window.look();
    assert.deepEqual(desk.told(), []);
    desk.used.set(today, 100);
    window.look();
    assert.deepEqual(desk.told(), ['2026-11-10 100']);
  });

  it('what is forecast from sums that are still to be made anew is no crossing', () => {
    using desk = new Desk();
    const window = desk.open();
    desk.use(40);
    window.areSumsCurrent = false;
    desk.forecast = { middle: 2n * BUDGET.amount, range: null };
    window.look();
    window.areSumsCurrent = true;
    desk.forecast = null;
    window.look();
    assert.deepEqual(window.budgets.marks(), []);
  });

  it('what comes to light while the history is fetched is no alert, and begins no budget', () => {
    using desk = new Desk();
    const window = desk.open();
    const look = (percent: number, isHistoryHeld: boolean) => {
      window.isHistoryHeld = isHistoryHeld;
      desk.now += MINUTE;
      desk.use(percent);
      window.look();
    };
    look(40, false);
    look(60, false);
    look(60, true);
    assert.deepEqual(desk.told(), []);
    look(81, false);
    look(81, true);
    assert.deepEqual(desk.told(), ['2026-11-01 80']);
  });

  it('a forecast that crosses the amount is alerted of once it is confirmed', () => {
    using desk = new Desk();
    const window = desk.open();
    desk.use(40);
    window.look();
    desk.passing = { on: Date.UTC(2026, 10, 28), range: { from: Date.UTC(2026, 10, 26), to: Date.UTC(2026, 10, 30) } };
    desk.forecast = { middle: 2100n * DOLLAR, range: { low: 1900n * DOLLAR, high: 2310n * DOLLAR } };
    for (let hours = 0; hours < 40; hours += 1) {
      desk.now += HOUR;
      window.look();
    }
    assert.deepEqual(desk.told(), ['2026-11-01 forecast']);
    assert.equal(
      desk.seen[0]?.message,
      'Team is forecast to pass $2,000: ≈$800 since Nov 1 (UTC), forecast ≈$1,900 – $2,310 by the end of Nov 30. Expected to reach $2,000 on Sat, Nov 28 (Nov 26 – 30). Top API key: ci-bot, $700.',
    );
  });

  it('the sample’s budgets show no notification, and have their marks', () => {
    using desk = new Desk();
    const window = desk.open(true);
    for (const percent of [40, 81, 100]) {
      desk.use(percent);
      desk.now += MINUTE;
      window.look();
    }
    assert.deepEqual(desk.told(), []);
    assert.deepEqual(window.budgets.marks(), [
      { kind: 'alert', at: NOON + 2 * MINUTE, text: 'Team passed 80% of $2,000' },
      { kind: 'alert', at: NOON + 3 * MINUTE, text: 'Team passed 100% of $2,000' },
    ]);
  });
});
