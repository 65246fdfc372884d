import assert from 'node:assert/strict';
import { explore } from '../../../src/figures/answer/explore.ts';
import { nowView } from '../../../src/figures/answer/nowView.ts';
import { freshness } from '../../../src/figures/scan/freshness.ts';
import { PricedDayCache } from '../../../src/figures/scan/pricedDayCache.ts';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../spend/made.ts';
import { brief, columns, HandMade, sum, usageRow } from './made.ts';

const AT = TODAY + 14.5 * HOUR;
const HOURLY = 600_000;
const SESSIONS = 24_000n;

/** Tokens cost 100 an hour, and sessions 24,000 a day, on final bills up to the day before yesterday. */
function office(own: { readonly at?: number; readonly sessions?: (ago: number) => bigint } = {}): HandMade {
  const { at = AT, sessions = () => SESSIONS } = own;
  const made = new HandMade();
  const hour = Math.floor(at / HOUR) * HOUR;
  made.read('1h', daysAgo(20), hour, () => [usageRow(HOURLY)], { readAt: at });
  const midnight = daysAgo(1) + 18 * HOUR;
  made.read('1m', midnight, midnight + HOUR, () => [usageRow(HOURLY / 60)], { readAt: at });
  made.read('1m', hour - HOUR, at, () => [usageRow(HOURLY / 60)], { readAt: at });
  for (let ago = 2; ago <= 20; ago++) {
    made.bill(daysAgo(ago), [costRow(2_400n), otherRow(sessions(ago), 'session_usage')]);
  }
  return made;
}

function asked(made: HandMade, choice: Partial<Choice>, at = AT, zone = 'UTC') {
  const { pricedDays } = made.at(at, { zone });
  const { usage } = made.ledger;
  const fresh = freshness(usage.readings('1h', TODAY - DAY, at), usage.readings('1m', TODAY - DAY, at));
  const common = { pricedDays, ledger: made.ledger, now: at, zone, freshness: fresh };
  const explorer = explore({
    ...common,
    choice: { ...FIRST_CHOICE, ...choice },
    fetching: null,
    dayCache: new PricedDayCache(),
  });
  return { explorer, now: nowView(common), pricedDays };
}

describe('figures with an estimate of cost without usage', () => {
  it('today, yesterday and the month have as much cost without usage as an average day had by now', () => {
    using made = office();
    const { summary } = made.at(AT);
    assert.equal(brief(summary.today), `${1_450n + 14_500n} estimated`);
    assert.equal(brief(summary.yesterday), `${2_400n + SESSIONS} estimated`);
    assert.equal(brief(summary.month), `${18n * (2_400n + SESSIONS) + 15_950n} mixed`);
    assert.deepEqual(
      summary.dearestModels.map(({ name, amount }) => [name, amount]),
      [
        ['Session usage', 14_500n],
        ['Nova 7', 1_450n],
      ],
    );
  });

  it('no cost without usage is expected after eight final days with nothing', () => {
    for (const [idle, daily] of [
      [8, 0n],
      [6, SESSIONS],
    ] as const) {
      using made = new HandMade();
      const stopped = daysAgo(idle + 1);
      made.read('1h', daysAgo(20), TODAY + 14 * HOUR, (start) => (start < stopped ? [usageRow(HOURLY)] : []), {
        readAt: AT,
      });
      for (let ago = 2; ago <= 20; ago++) {
        made.bill(daysAgo(ago), daysAgo(ago) < stopped ? [costRow(2_400n), otherRow(SESSIONS, 'session_usage')] : []);
      }
      const { pricedDays } = made.at(AT);
      const expected = pricedDays.expectedBesideUsage(daysAgo(1)).reduce((sum, { amount }) => sum + amount, 0n);
      assert.equal(expected, daily, `${idle} idle days`);
      assert.equal(
        pricedDays.rates.priceOf([...(pricedDays.spend(daysAgo(20))?.kinds ?? [])][0]?.kind ?? assert.fail(), TODAY)
          ?.source,
        'own',
      );
    }
  });

  it('estimated cost without usage stops where the data do, not where the clock is', () => {
    using made = office();
    const { pricedDays } = made.at(AT);
    pricedDays.setDataTo(AT - 30 * MINUTE);
    assert.equal(pricedDays.spend(TODAY)?.total, 1_450n + 14_000n);
  });

  it('the day’s total, its hours, its minutes and the newest hour have the same estimated cost without usage', () => {
    using made = office();
    const { summary, hours } = made.at(AT);
    assert.equal(sum(columns(hours)), summary.today?.amount);
    assert.equal(columns(hours)[9], 1_100n);
    const { explorer, now } = asked(made, {
      range: { type: 'instants', start: AT - HOUR, end: AT },
      unit: 'minute',
    });
    assert.ok(explorer.chart.kind === 'cost' && now);
    assert.equal(sum(columns(explorer.chart)), 1_100n);
    assert.equal(now.perHour.amount, 1_100n);
    assert.equal(sum(columns(now.chart)), 1_100n);
    assert.equal(now.day.amount, 15_950n + (1_100n * 19n) / 2n);
  });

  it('estimated cost without usage is cut at the midnights of a zone, also inside hours', () => {
    using made = office();
    for (const [zone, since] of [
      ['Asia/Tokyo', 15],
      ['Asia/Kolkata', 18.5],
    ] as const) {
      const { summary, hours } = made.at(AT, { zone });
      assert.equal(summary.today?.amount, BigInt(1_100 * (24 - since + 14.5)), zone);
      assert.equal(sum(columns(hours)), summary.today?.amount, zone);
    }
  });

  it('estimated cost without usage is compared with what the day before, estimated or billed, had come to by the same time', () => {
    using made = office();
    const beforeOf = () => {
      const { explorer } = asked(made, { range: { type: 'today' }, unit: 'hour', compare: true });
      return sum([...(explorer.totals.before?.cost ?? [])]);
    };
    assert.equal(beforeOf(), 1_450n + 14_500n);
    made.bill(daysAgo(1), [costRow(2_400n), otherRow(12_000n, 'session_usage')], TODAY + 10 * HOUR);
    assert.equal(beforeOf(), 1_450n + 7_250n);
    made.bill(daysAgo(1), [costRow(2_400n), otherRow(12_000n, 'session_usage')], TODAY + DAY);
    assert.equal(beforeOf(), 1_450n + 7_250n);
  });

  it('an estimate with cost without usage is measured against all of its bill', () => {
    using made = office();
    const { estimates } = made.ledger;
    const start = daysAgo(3);
    estimates.save({ start, amount: 2_400n, kinds: new Map([['kind', 2_400n]]) }, start + DAY);
    assert.equal(made.at(AT).summary.accuracy?.worst, 0);
    const kinds = new Map([
      ['kind', 2_400n],
      ['unmetered\u0000\u0000session_usage\u0000\u0000', 10_800n],
    ]);
    estimates.save({ start, amount: 13_200n, kinds }, start + DAY);
    assert.equal(made.at(AT).summary.accuracy?.worst, 0.5);
  });
});
