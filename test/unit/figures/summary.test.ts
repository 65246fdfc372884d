import assert from 'node:assert/strict';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY, UNLISTED } from '../spend/made.ts';
import { brief, HandMade, usageRow } from './made.ts';

const MILLION = 1_000_000;
const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const MONTH = Date.UTC(2026, 10, 1);

/**
 * A million tokens an hour, billed with 2,400 a day until the day before yesterday. Usage is read to the last hour before
 * `until`, or from minutes where it is not the end of one. The bill of `unbilled` has not been made.
 */
function office(until = AT, unbilled = 0): HandMade {
  const made = new HandMade();
  const hours = Math.floor(until / HOUR) * HOUR;
  made.read('1h', MONTH - 2 * DAY, hours, () => [usageRow(MILLION)], { readAt: until });
  if (until > hours) made.read('1m', hours, until, () => [usageRow(1000)], { readAt: until });
  for (let day = MONTH - 2 * DAY; day <= until - 2 * DAY; day += DAY) {
    made.bill(day, day === unbilled ? [] : [costRow(2400n)]);
  }
  return made;
}

describe('the summary', () => {
  it('the summary has today’s estimate, yesterday’s, and the month’s of bills and estimates together', () => {
    using made = office();
    const { summary } = made.at(AT);
    assert.equal(brief(summary.today), '1401 estimated');
    assert.equal(brief(summary.yesterday), '2400 estimated');
    assert.equal(brief(summary.month), `${18 * 2400 + 1401} mixed`);
    assert.equal(summary.monthStart, MONTH);
    assert.equal(summary.todayStart, TODAY);
    assert.equal(summary.dataTo, AT);
  });

  it('yesterday’s cost is its bill as it comes: mixed while it grows, billed once it is final', () => {
    using made = office();
    made.bill(daysAgo(1), [costRow(2100n), otherRow(50n, 'code_execution')], TODAY + 2 * HOUR);
    assert.equal(brief(made.at(AT).summary.yesterday), '2450 mixed');
    using later = office(AT + DAY);
    later.bill(daysAgo(1), [costRow(2500n)], TODAY + 2 * HOUR).bill(daysAgo(1), [costRow(2500n)], TODAY + DAY);
    assert.equal(brief(later.at(AT + DAY).summary.yesterday), '2500 estimated');
    later.bill(daysAgo(0), [costRow(2500n)], TODAY + 2 * DAY);
    assert.equal(brief(later.at(AT + DAY).summary.yesterday), '2500 billed');
  });

  it('a month of final bills is billed', () => {
    const end = Date.UTC(2026, 10, 3);
    using made = office(end);
    for (const day of [MONTH, MONTH + DAY]) made.bill(day, [costRow(2400n)]);
    made.read('1h', end, end + HOUR, () => []).bill(end, [], end + 2 * DAY);
    assert.equal(brief(made.at(end + HOUR).summary.month), '4800 billed');
  });

  it('a month is estimated where all that is billed are days without usage', () => {
    using made = new HandMade();
    made
      .read('1h', MONTH, TODAY, () => [])
      .read('1h', TODAY, AT - 7 * MINUTE, () => [usageRow(MILLION, { model: OPUS })]);
    for (let day = MONTH; day <= daysAgo(2); day += DAY) made.bill(day, []);
    const { month, yesterday } = made.at(AT).summary;
    assert.equal(brief(month), `${14 * 400_000_000} estimated`);
    assert.equal(brief(yesterday), '0 estimated');
  });

  describe('of a new day', () => {
    it('a new day is unknown before its first minute is shown, which is neither yesterday’s figure nor $0.00', () => {
      using made = office(TODAY);
      const { summary } = made.at(TODAY + 30_000);
      assert.equal(brief(summary.today), '—');
      assert.deepEqual([summary.dearestModels, summary.dearestWorkspaces], [[], []]);
      assert.equal(brief(summary.yesterday), '2400 estimated');
      assert.equal(brief(summary.month), `${18 * 2400} mixed`);
    });

    it('a new day stays unknown while its minutes are empty and may be late', () => {
      using made = office(TODAY);
      made.read('1m', TODAY, TODAY + 3 * MINUTE, () => [], { readAt: TODAY + 3 * MINUTE });
      assert.equal(brief(made.at(TODAY + 3 * MINUTE).summary.today), '—');
    });

    it('a new day is $0 once an hour is known to be empty', () => {
      using made = office(TODAY);
      const at = (now: number) => {
        made.read('1h', TODAY, TODAY + 4 * HOUR, () => [], { readAt: now });
        made.read('1m', TODAY + 4 * HOUR, now, () => [], { readAt: now });
        return brief(made.at(now).summary.today);
      };
      assert.equal(at(TODAY + 4 * HOUR + 59 * MINUTE), '—');
      assert.equal(at(TODAY + 5 * HOUR), '0 estimated');
    });

    it('a new day of a new month leaves the month unknown too', () => {
      using made = office(MONTH);
      assert.equal(brief(made.at(MONTH + 30_000).summary.month), '—');
      made.read('1m', MONTH, MONTH + MINUTE, () => [usageRow(MILLION)]);
      assert.equal(brief(made.at(MONTH + 90_000).summary.month), '100 estimated');
    });
  });

  describe('of a part of the history', () => {
    it('the summary has no month while a day of it is missing', () => {
      using made = new HandMade();
      made.read('1h', daysAgo(3), TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
      made.bill(daysAgo(2), [costRow(2400n)]).bill(daysAgo(3), [costRow(2400n)]);
      const { summary } = made.at(AT);
      assert.equal(brief(summary.today), '1400 estimated');
      assert.equal(brief(summary.month), '—');
    });

    it('the summary has days whose final bills came before their usage', () => {
      using made = new HandMade();
      made.read('1h', daysAgo(2), TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
      for (let day = MONTH; day <= daysAgo(2); day += DAY) made.bill(day, [costRow(2400n)]);
      assert.equal(brief(made.at(AT).summary.month), `${18 * 2400 + 1400} mixed`);
    });

    it('the summary learns no rate from a day whose usage was read in part', () => {
      using made = new HandMade();
      made.read('1h', daysAgo(2) + 12 * HOUR, TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
      made.bill(daysAgo(2), [costRow(2400n)]);
      const { today } = made.at(AT).summary;
      assert.deepEqual([today?.amount, today?.unpricedTokens], [0n, 14 * MILLION]);
    });

    it('the summary has no yesterday while an hour of it is missing', () => {
      using made = new HandMade();
      made.read('1h', daysAgo(1) + HOUR, TODAY + 14 * HOUR, () => [usageRow(MILLION)], { readAt: AT });
      assert.equal(brief(made.at(AT).summary.yesterday), '—');
    });
  });

  it('an old day is estimated while its bill is empty, with the rates of now', () => {
    using made = office(AT, daysAgo(5));
    made.bill(daysAgo(5), [], AT);
    const before = 18 * 2400 + 1401;
    assert.equal(brief(made.at(AT).summary.month), `${before} mixed`);
    // A cut of a third that shows on two bills: today, yesterday and the day without a bill follow.
    for (const ago of [2, 3])
      made.bill(daysAgo(ago), [costRow(1600n)], AT).bill(daysAgo(ago), [costRow(1600n)], AT + 6 * HOUR);
    const after = before - 2 * 800 - 2 * 800 - 467;
    assert.equal(brief(made.at(AT + 10 * MINUTE).summary.month), `${after} mixed`);
  });

  it('the summary counts tokens without a price beside the amount', () => {
    using made = office();
    made.read('1h', TODAY, TODAY + HOUR, () => [usageRow(MILLION), usageRow(7, { model: 'claude-nova-8' })]);
    const { today } = made.at(AT).summary;
    assert.deepEqual([today?.amount, today?.unpricedTokens], [1401n, 7]);
  });

  it('the summary names the three dearest models and workspaces of today', () => {
    using made = office();
    const own = (model: string, workspaceId: string, tokens: number) => usageRow(tokens, { model, workspaceId });
    const rows = [
      own(OPUS, '', 4 * MILLION),
      own('claude-haiku-4-5', 'w', MILLION),
      own('claude-sonnet-5-5', 'x', 3 * MILLION),
      usageRow(0, { workspaceId: 'y', webSearches: 1000 }),
    ];
    made.read('1h', TODAY, TODAY + HOUR, () => rows);
    made.ledger.names.save([], [{ id: 'w', name: 'Research', archived: false }]);
    const { dearestModels, dearestWorkspaces } = made.at(AT).summary;
    const said = (ranked: typeof dearestModels) => ranked.map(({ name, amount }) => `${name} ${amount}`);
    assert.deepEqual(said(dearestModels), ['Opus 5.5 1600000000', 'Web search 1000000000', 'Sonnet 5.5 600000000']);
    assert.deepEqual(said(dearestWorkspaces), ['Default workspace 1600001301', 'y 1000000000', 'x 600000000']);
  });

  it('the summary ranks namesake workspaces each on its own, and tells them apart', () => {
    using made = office();
    const rows = ['a', 'b', 'c'].map((workspaceId, at) => usageRow((at + 1) * MILLION, { model: OPUS, workspaceId }));
    made.read('1h', TODAY, TODAY + HOUR, () => rows);
    const named = (id: string, name: string) => ({ id, name, archived: false });
    made.ledger.names.save([], [named('a', 'Research'), named('b', 'Research'), named('c', 'Ops')]);
    assert.deepEqual(
      made.at(AT).summary.dearestWorkspaces.map(({ name, detail, amount }) => [name, detail, amount]),
      [
        ['Ops', '', 1_200_000_000n],
        ['Research', 'b', 800_000_000n],
        ['Research', 'a', 400_000_000n],
      ],
    );
  });

  it('the summary ranks nothing that cost nothing', () => {
    using made = new HandMade();
    made.read('1h', TODAY, TODAY + 14 * HOUR, () => [usageRow(MILLION, { model: UNLISTED })]);
    assert.deepEqual(made.at(AT).summary.dearestModels, []);
  });
});
