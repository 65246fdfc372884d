import assert from 'node:assert/strict';
import { CENT } from '../../../src/shared/money.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { zoneDay } from '../../../src/time/zone.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { Office } from '../../support/office.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../spend/made.ts';
import { Asker, costTotal, total } from './answer/asked.ts';
import { HandMade, usageRow } from './made.ts';

const MILLION = 1_000_000;
const AT = TODAY + 14 * HOUR + 15 * MINUTE;
/** Cost of a million tokens. */
const PRICE = 10n * CENT;

interface Days {
  /** Tokens by the hour of today's 14 and of yesterday's 24. */
  readonly today?: number;
  readonly yesterday?: (hour: number) => number;
  readonly until?: number;
}

/** Two days of hours after a billed one; today's minutes from 14:00 are empty, but for a token at the end. */
function office({ today = MILLION, yesterday = () => MILLION, until = AT }: Days = {}): HandMade {
  const made = new HandMade();
  made.read('1h', daysAgo(2), daysAgo(1), () => [usageRow(MILLION)]).bill(daysAgo(2), [costRow(24n * PRICE)]);
  made.read('1h', daysAgo(1), TODAY, (start) => [usageRow(yesterday((start - daysAgo(1)) / HOUR))]);
  const hours = Math.floor(until / HOUR) * HOUR;
  made.read('1h', TODAY, hours, () => [usageRow(today)], { readAt: until });
  if (until > hours) made.read('1m', hours, until, (start) => [usageRow(start === until - MINUTE ? 1 : 0)]);
  return made;
}

/** In thousandths, which no arithmetic of doubles blurs. */
function compared(made: HandMade, now = AT + 10 * MINUTE, zone = 'UTC'): number | null {
  const { onYesterday } = made.at(now, { zone }).summary;
  return onYesterday === null ? null : Math.round(onYesterday * 1000);
}

describe('today against yesterday', () => {
  it('today is compared with yesterday by the same time, and never with all of yesterday', () => {
    using made = office({ until: TODAY + 14 * HOUR });
    assert.equal(compared(made), 0);
  });

  it('today against yesterday is a fraction of what yesterday was by then, more or less', () => {
    using more = office({ today: 1.5 * MILLION, until: TODAY + 14 * HOUR });
    assert.equal(compared(more), 500);
    using less = office({ today: MILLION / 4, until: TODAY + 14 * HOUR });
    assert.equal(compared(less), -750);
    using nothing = office({ today: 0, until: TODAY + 14 * HOUR });
    assert.equal(compared(nothing), -1000);
  });

  it('today against yesterday reads no hour of yesterday after the same time', () => {
    using made = office({ yesterday: (hour) => (hour < 14 ? MILLION : 900 * MILLION), until: TODAY + 14 * HOUR });
    assert.equal(compared(made), 0);
  });

  describe('in an hour', () => {
    const quarterOfSeven = (hour: number) => (hour === 14 ? 28 * MILLION : MILLION);

    it('yesterday’s hour is cut by the time, where its minutes are not known', () => {
      using made = office({ yesterday: quarterOfSeven });
      assert.equal(compared(made), Math.round(1000 * (14 / (14 + 7) - 1)));
    });

    it('yesterday’s hour is cut by its minutes where they are known, exactly', () => {
      using made = office({ yesterday: quarterOfSeven });
      const hour = daysAgo(1) + 14 * HOUR;
      const minute = (start: number) => (start === hour + 14 * MINUTE || start === hour + 15 * MINUTE ? 14 : 0);
      made.read('1m', hour, hour + HOUR, (start) => [usageRow(minute(start) * MILLION)]);
      assert.equal(compared(made), Math.round(1000 * (14 / (14 + 14) - 1)));
    });

    it('yesterday is cut where today’s data end, not by the clock', () => {
      using made = office({ until: TODAY + 14 * HOUR });
      assert.equal(compared(made, TODAY + 14 * HOUR + 50 * MINUTE), 0);
    });
  });

  describe('by the bill of yesterday', () => {
    it('yesterday’s bill counts with its usage alone, spread over the hours as the usage was', () => {
      using made = office({ until: TODAY + 14 * HOUR });
      made.bill(daysAgo(1), [costRow(48n * PRICE)], TODAY + 3 * HOUR);
      assert.equal(compared(made), -500);
    });

    it('yesterday’s bill counts without cost that belongs to no hour, as today’s estimate does', () => {
      using made = office({ until: TODAY + 14 * HOUR });
      made.bill(daysAgo(1), [costRow(24n * PRICE), otherRow(500n * PRICE, 'code_execution')], TODAY + 3 * HOUR);
      assert.equal(compared(made), 0);
    });
  });

  it('today against yesterday is the panel’s change of today, in any zone of full hours', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York']) {
      using made = office({ today: 1.25 * MILLION, yesterday: (hour) => (1 + (hour % 5)) * MILLION });
      made.bill(daysAgo(1), [costRow(72n * PRICE), otherRow(500n * PRICE, 'code_execution')], TODAY + 3 * HOUR);
      const now = AT + 10 * MINUTE;
      const { totals } = new Asker(made.ledger).ask({ range: { type: 'today' }, compare: true }, { now, zone });
      const before = Number(total(totals.before?.cost ?? []));
      assert.equal(Math.round((1000 * (Number(costTotal(totals)) - before)) / before), compared(made, now, zone), zone);
    }
  });

  describe('says nothing', () => {
    it('today is not compared where yesterday was nothing by then', () => {
      using made = office({ yesterday: (hour) => (hour < 15 ? 0 : MILLION) });
      assert.equal(compared(made), null);
    });

    it('today is not compared where yesterday was less than a cent by then', () => {
      using made = office({ yesterday: (hour) => (hour === 3 ? MILLION / 20 : 0) });
      assert.equal(compared(made), null);
    });

    it('today is not compared where an hour of yesterday is missing', () => {
      using made = new HandMade();
      made.read('1h', daysAgo(1) + HOUR, TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
      assert.equal(compared(made), null);
    });

    it('today is not compared where the bill of yesterday came before all of its usage', () => {
      using made = new HandMade();
      made.read('1h', daysAgo(1) + HOUR, TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
      made.bill(daysAgo(1), [costRow(24n * PRICE)]).bill(daysAgo(1), [costRow(24n * PRICE)], TODAY + 2 * DAY);
      assert.equal(compared(made), null);
    });

    it('today is not compared where something has no price, today or yesterday', () => {
      for (const day of [TODAY, daysAgo(1)]) {
        using made = office();
        made.read('1h', day, day + HOUR, () => [usageRow(MILLION), usageRow(7, { model: 'claude-nova-8' })]);
        assert.equal(compared(made), null);
      }
    });

    it('today is not compared where it is not known yet', () => {
      using made = office({ until: TODAY });
      assert.equal(compared(made, TODAY + 30_000), null);
    });
  });

  describe('of a zone', () => {
    /** A million tokens an hour of whichever clock; the hours before `from` are another's. */
    const local = (zone: string, now: number, tokens: (time: number, day: number) => number) => {
      const today = zoneDay(now, zone);
      const yesterday = zoneDay(today.start - 1, zone);
      using made = new HandMade();
      const first = Math.floor(yesterday.start / DAY) * DAY - DAY;
      made.read('1h', first, first + DAY, () => [usageRow(MILLION)]).bill(first, [costRow(24n * PRICE)]);
      made.read(
        '1h',
        first + DAY,
        now,
        (start) => {
          if (start < yesterday.start) return [usageRow(500 * MILLION)];
          const day = start < today.start ? yesterday.start : today.start;
          return [usageRow(tokens(start - day, day))];
        },
        { readAt: now },
      );
      return compared(made, now, zone);
    };

    it('today against yesterday of a zone begins at its midnight', () => {
      const at = TODAY + 20 * HOUR;
      const first = zoneDay(at, 'America/New_York').start;
      assert.equal(
        local('America/New_York', at, (_, day) => (day === first ? 2 : 1) * MILLION),
        1000,
      );
    });

    it('today against yesterday goes by the zone’s clocks, on the day after they were changed', () => {
      // New York, 7 and 8 March 2027: clocks go from 02:00 to 03:00 on Sunday the 14th.
      const monday = Date.UTC(2027, 2, 15, 14);
      // Ten hours of Monday, of which Sunday had nine: until ten o'clock on both.
      assert.equal(
        local('America/New_York', monday, () => MILLION),
        Math.round((1000 * 10) / 9) - 1000,
      );
      const sunday = monday - DAY;
      assert.equal(
        local('America/New_York', sunday, () => MILLION),
        Math.round((1000 * 9) / 10) - 1000,
      );
    });
  });

  describe('against the truth', () => {
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      it(`today against yesterday is within 1.5 points of the truth where an hour is cut by the time, in ${zone}`, async () => {
        const first = TODAY + 11 * HOUR + 25 * MINUTE;
        await using office = await Office.open({
          world: smallWorld(TODAY),
          at: first,
          config: { zone, historyDays: 7 },
        });
        await office.engine.start();
        for (let hours = 5; hours < 24; hours += 5) {
          // What has happened since does not fit into one poll.
          for (const minutes of [5, 6, 7, 8, 9, 10]) await office.goTo(first + hours * HOUR + minutes * MINUTE);
          const { now } = office;
          const { onYesterday, dataTo } = office.summary;
          assert.ok(onYesterday !== null && dataTo !== null && dataTo > now - 10 * MINUTE, `${now}`);
          const start = zoneDay(now, zone).start;
          const cost = (from: number, to: number) =>
            Number(office.api.truth.trueCost({ from, to: Math.ceil(to / MINUTE) * MINUTE, shownAt: now }));
          const truth = cost(start, dataTo) / cost(zoneDay(start - 1, zone).start, dataTo - DAY) - 1;
          assert.ok(
            Math.abs(onYesterday - truth) < 0.015,
            `${onYesterday} instead of ${truth}, ${new Date(now).toISOString()}`,
          );
        }
      });
    }
  });
});
