import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Alerts } from '../../../src/engine/alerts.ts';
import type { BudgetAlerts } from '../../../src/engine/budgetAlerts.ts';
import type { OrganizationLedger } from '../../../src/ledger/ledger.ts';
import type { AlertNotice } from '../../../src/shared/alert.ts';
import type { Budget, BudgetState } from '../../../src/shared/budget.ts';
import { periodAt } from '../../../src/shared/budgetPeriod.ts';
import { hasReached } from '../../../src/shared/budgetText.ts';
import type { Cost } from '../../../src/shared/cost.ts';
import type { Forecast, Passing } from '../../../src/shared/forecast.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { Scope } from '../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE, SECOND, type Span } from '../../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { newsTo } from '../../support/news.ts';
import { ACME, Shelf } from '../ledger/kit.ts';
import { budgetState } from '../shared/budgetState.ts';

const NOON = Date.UTC(2026, 10, 10, 12);
const { budget: BUDGET } = budgetState();
const KEY_ACCOUNT = {
  type: 'key',
  baseUrl: { origin: 'https://api.example.com', prefix: '' },
  key: 'made-up',
  organization: null,
  preferHost: false,
} as const;

/** Windows of one user on one ledger, and the figures that all of them have. */
class Desk implements Disposable {
  readonly #shelf = new Shelf();
  now = NOON;
  budgets: readonly Budget[] = [BUDGET];
  forecast: Forecast | null = null;
  passing: Passing | null = null;
  /** Spend of each period by its start, in percent of the amount. */
  readonly used = new Map<number, number | null>();
  /** Alerts as users saw them. */
  readonly seen: AlertNotice[] = [];
  /** Claims of windows that died before they were kept as shown. */
  readonly lost: string[] = [];

  open(isSample = false): Window {
    return new Window(this, this.#shelf.open(this.now).organization(ACME), isSample);
  }

  use(percent: number | null): void {
    this.used.set(periodAt(BUDGET.period, this.now).start, percent);
  }

  /** Of a whole period. */
  costOf(span: Span): Cost | null {
    const [budget = BUDGET] = this.budgets;
    const percent = this.used.get(span.start);
    if (typeof percent !== 'number' || periodAt(budget.period, span.start).end !== span.end) return null;
    return { amount: (budget.amount * BigInt(percent)) / 100n, basis: 'mixed', unpricedTokens: 0 };
  }

  states(): BudgetState[] {
    return this.budgets.map((budget) => {
      const span = periodAt(budget.period, this.now);
      const spent = this.costOf(span);
      const passed = spent ? budget.thresholds.filter((each) => hasReached(spent.amount, budget.amount, each)) : [];
      return {
        ...budgetState({ budget }),
        ...span,
        budget,
        spent,
        passed,
        forecast: this.forecast,
        passing: this.passing,
      };
    });
  }

  /** What users saw, by the period's first day and what was crossed. */
  told(): string[] {
    return this.seen.map(({ id }) => {
      const [, , , day, crossed] = JSON.parse(id) as unknown[];
      return `${day} ${crossed}`;
    });
  }

  [Symbol.dispose](): void {
    this.#shelf[Symbol.dispose]();
  }
}

class Window {
  readonly #desk: Desk;
  readonly ledger: OrganizationLedger;
  readonly alerts: Alerts;
  readonly budgets: BudgetAlerts;
  isHistoryHeld = true;
  areSumsCurrent = true;
  /** It dies after its next notification, or before. */
  fate: 'lives' | 'dies before' | 'dies after' = 'lives';

  constructor(desk: Desk, ledger: OrganizationLedger, isSample: boolean) {
    this.#desk = desk;
    this.ledger = ledger;
    const clock = { now: () => desk.now };
    const areCurrent = () => this.areSumsCurrent;
    const figures = {
      budgetCause: () => ({ sentence: 'Top API key: ci-bot, $700.', by: 'apiKey' as const }),
      scopes: {
        cost: (_: Scope, span: Span) => desk.costOf(span),
        hours: () => null,
        get isCurrent() {
          return areCurrent();
        },
      },
    };
    const sync = { isHistoryHeld: true, fetchedElsewhere: () => (this.isHistoryHeld ? null : 0.5) };
    const account = isSample ? ENGINE_CONFIG.account : KEY_ACCOUNT;
    this.alerts = new Alerts({
      clock,
      session: () => ({ ...ledger, figures, sync }),
      config: { ...ENGINE_CONFIG, account },
      unkept: () => '',
      markExpected: () => {},
      forgetLater: () => {},
      send: newsTo((message) => message.call === 'alert' && this.#show(message.params)),
    });
    this.budgets = this.alerts.budgets;
  }

  look(): void {
    this.budgets.look(this.#desk.states());
  }

  #show(notice: AlertNotice): void {
    if (this.fate !== 'dies before') this.#desk.seen.push(notice);
    if (this.fate === 'lives') this.alerts.shown(notice.id);
    else this.#desk.lost.push(notice.id);
  }
}

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

describe('The alerts of budgets, whatever happens', function () {
  this.timeout(120_000);

  const at = fc.constantFrom(0, 1);
  const action = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('use' as const), percent: fc.integer({ min: 0, max: 130 }) }),
    },
    { weight: 6, arbitrary: fc.record({ type: fc.constant('look' as const), at }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('lose' as const) }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), at }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('kill' as const),
        at,
        fate: fc.constantFrom<Window['fate']>('dies before', 'dies after'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('move' as const),
        by: fc.constantFrom(SECOND, MINUTE, HOUR, DAY, 7 * DAY, -MINUTE, -HOUR, -2 * DAY),
      }),
    },
  );

  it('each threshold that is found is seen once in its period, and a kill costs a repetition at most, never a loss', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Budget['period']>('day', 'week', 'month'),
        fc.array(action, { maxLength: 30 }),
        (period, actions) => {
          using desk = new Desk();
          desk.budgets = [{ ...BUDGET, period }];
          const windows = [desk.open(), desk.open()];
          const expected = new Set<string>();
          const passed = new Map<number, Set<number>>();
          let begunAt: number | null = null;
          const note = (start: number, percent: number | null | undefined, isAlerted: boolean) => {
            const before = passed.get(start) ?? new Set();
            const fresh = BUDGET.thresholds.filter((each) => each <= (percent ?? 0) && !before.has(each));
            passed.set(start, new Set([...before, ...fresh]));
            const day = new Date(start).toISOString().slice(0, 10);
            if (isAlerted && fresh.length > 0) expected.add(`${day} ${Math.max(...fresh)}`);
          };
          const look = (window: Window | undefined) => {
            const { start } = periodAt(period, desk.now);
            const before = periodAt(period, start - DAY);
            const isJustOver = desk.now - start < DAY && begunAt !== null && begunAt < before.end;
            if (isJustOver) note(before.start, desk.used.get(before.start), true);
            const percent = desk.used.get(start);
            if (typeof percent === 'number') {
              note(start, percent, begunAt !== null);
              begunAt ??= desk.now;
            }
            window?.look();
          };
          for (const each of actions) {
            if (each.type === 'use') desk.used.set(periodAt(period, desk.now).start, each.percent);
            else if (each.type === 'lose') desk.used.set(periodAt(period, desk.now).start, null);
            else if (each.type === 'look') look(windows[each.at]);
            else if (each.type === 'restart') windows[each.at] = desk.open();
            else if (each.type === 'move') desk.now += each.by;
            else {
              const dying = windows[each.at] ?? assert.fail();
              dying.fate = each.fate;
              look(dying);
              windows[each.at] = desk.open();
            }
          }
          // Further than all moves of the clock together: whatever is claimed was claimed long ago.
          desk.now += 400 * DAY;
          for (const window of windows) window.alerts.showDue();
          const told = desk.told();
          assert.deepEqual(new Set(told), expected);
          const repeated = told.length - expected.size;
          assert.ok(repeated <= desk.lost.length, `${repeated} repetitions of ${desk.lost.length} lost claims`);
          const alone = told.filter((_, index) => !desk.lost.includes(desk.seen[index]?.id ?? ''));
          assert.equal(new Set(alone).size, alone.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('with forecasts, snoozes and changes of the budget, nothing is seen twice but what a dying window has shown', () => {
    const over = { middle: 2200n * DOLLAR, range: { low: 2000n * DOLLAR, high: 2400n * DOLLAR } };
    const change = fc.oneof(
      action,
      fc.record({ type: fc.constant('forecast' as const), isOver: fc.boolean() }),
      fc.record({ type: fc.constant('snooze' as const), at }),
      fc.record({ type: fc.constant('change' as const), dollars: fc.constantFrom(1000n, 2000n) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        using desk = new Desk();
        desk.use(10);
        const windows = [desk.open(), desk.open()];
        const windowAt = (index: number) => windows[index] ?? assert.fail();
        windowAt(0).look();
        for (const each of changes) {
          switch (each.type) {
            case 'use':
              desk.use(each.percent);
              break;
            case 'lose':
              desk.use(null);
              break;
            case 'move':
              desk.now += each.by;
              break;
            case 'forecast':
              desk.forecast = each.isOver ? over : null;
              break;
            case 'change':
              desk.budgets = [{ ...BUDGET, amount: each.dollars * DOLLAR }];
              break;
            case 'snooze':
              windowAt(each.at).budgets.snooze(BUDGET.name);
              break;
            case 'kill':
              windowAt(each.at).fate = each.fate;
              windowAt(each.at).look();
              windows[each.at] = desk.open();
              break;
            case 'restart':
              windows[each.at] = desk.open();
              break;
            default:
              windowAt(each.at).look();
          }
        }
        const ids = desk.seen.map(({ id }) => id);
        for (const id of new Set(ids)) {
          const [seen, lost] = [ids, desk.lost].map((all) => all.filter((each) => each === id).length);
          assert.ok((seen ?? 0) <= 1 + (lost ?? 0), id);
        }
        const seenAt = (id: string, crossed: string) => ids.indexOf(id.replace(/"?(\w+)"?\]$/, `${crossed}]`));
        for (const id of ids.filter((each) => each.endsWith('"forecast"]'))) {
          const spent = seenAt(id, '100');
          assert.ok(spent < 0 || spent > ids.indexOf(id), 'a forecast after the amount was spent');
        }
      }),
      { numRuns: 100 },
    );
  });
});
