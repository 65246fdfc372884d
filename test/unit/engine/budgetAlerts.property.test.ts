import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Budget } from '../../../src/shared/budget.ts';
import { periodAt } from '../../../src/shared/budgetPeriod.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { BUDGET, Desk, type Window } from './alertDesk.ts';

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
