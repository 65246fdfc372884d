import assert from 'node:assert/strict';
import type { Choice } from '../../../../src/shared/choice.ts';
import type { Explorer } from '../../../../src/shared/explorer.ts';
import { NO_AMOUNT } from '../../../../src/shared/previousPeriod.ts';
import { DAY, HOUR, MINUTE, utcDay } from '../../../../src/time/utc.ts';
import { caveatTexts } from '../../../support/caveatTexts.ts';
import { costRow, daysAgo, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, total } from './asked.ts';
import { AT, ask, BILL, BOTH, office } from './office.ts';

describe('the previous period', () => {
  it('the previous period of a running day ends at the same time of the day before', () => {
    const { previousSpan, previousByBucket, totals } = ask({
      range: { type: 'today' },
      unit: 'hour',
      by: 'costType',
      compare: true,
    });
    assert.deepEqual(previousSpan, { start: daysAgo(1), end: daysAgo(1) + 14 * HOUR + 7 * MINUTE });
    // Seven minutes of an hour of 160 + 100 + 50 + 100, of 50, and of a search of 10: each rounded for itself.
    assert.deepEqual([...(previousByBucket ?? [])].slice(13, 16), [470n, 19n + 12n + 6n + 12n + 6n + 1n, NO_AMOUNT]);
    assert.equal(total(totals.before?.cost ?? []), 14n * 470n + 56n);
    assert.deepEqual([...(totals.before?.counts.slice(0, 1) ?? [])], [14 * 90 + 11]);
  });

  it('the previous period of a full day is all of the day before, whose values are listed though the day has none of them', () => {
    using at = office();
    at.made.bill(daysAgo(1), [costRow(1200n)], AT);
    const { previousSpan, previousByBucket, totals } = at.asker.ask(
      { range: { type: 'yesterday' }, compare: true },
      BOTH,
    );
    assert.deepEqual(previousSpan, { start: daysAgo(2), end: daysAgo(1) });
    assert.deepEqual([...(previousByBucket ?? [])], [BILL]);
    const code = totals.values.findIndex(({ id }) => id === 'code_execution');
    assert.deepEqual([totals.mixed[code], totals.estimated[code], totals.before?.cost[code]], [0n, 0n, 77n]);
    assert.equal(total(totals.before?.cost ?? []), BILL);
  });

  describe('what bills have beside usage, such as code execution,', () => {
    const LEFT_OUT =
      /^For a fair comparison, \S+ of non-token charges \(e\.g\. code execution\) is left out of the previous period\.$/;
    const compared = (at: ReturnType<typeof office>, range: Choice['range'], own: Partial<Choice> = {}) => {
      const explorer = at.asker.ask({ range, compare: true, ...own }, BOTH);
      const { totals, previousByBucket } = explorer;
      const code = totals.values.findIndex(({ id }) => id === 'code_execution');
      return {
        code: totals.before?.cost[code],
        sum: total(totals.before?.cost ?? []),
        bars: [...(previousByBucket ?? [])],
        isSaid: caveatTexts(explorer).some((text) => LEFT_OUT.test(text)),
      };
    };

    it('cost beside usage is compared with no day before its bill: the other day would always have cost more', () => {
      using at = office();
      const { code, sum, bars, isSaid } = compared(at, { type: 'yesterday' });
      assert.deepEqual([code, sum, bars, isSaid], [undefined, BILL - 77n, [BILL - 77n], true]);
    });

    it('cost beside usage is compared with none of the running day, whatever the time', () => {
      using at = office();
      at.made.bill(daysAgo(1), [costRow(2400n), otherRow(500n, 'code_execution')], AT);
      const { code, bars, isSaid } = compared(at, { type: 'today' }, { unit: 'hour' });
      assert.deepEqual([code, isSaid], [undefined, true]);
      assert.equal(bars[9], bars[10], 'it stands at ten o’clock');
    });

    it('cost beside usage is compared with the days that are billed', () => {
      using at = office();
      at.made.bill(daysAgo(1), [costRow(2400n), otherRow(500n, 'code_execution')], AT);
      // The 11th beside the 18th; of the 12th, what is before 14:07 beside the 19th.
      const { code, isSaid } = compared(at, { type: 'days', from: '2026-11-18', to: '2026-11-19' });
      assert.deepEqual([code, isSaid], [77n, true]);
      const billed = compared(at, { type: 'yesterday' });
      assert.deepEqual([billed.code, billed.sum, billed.isSaid], [77n, BILL, false]);
    });

    it('cost beside usage is compared with nothing in hours of a day, as it belongs to none of them', () => {
      using at = office();
      const ten = daysAgo(2) + 10 * HOUR;
      const { code, isSaid } = compared(at, { type: 'instants', start: ten, end: ten + 2 * HOUR }, { unit: 'hour' });
      assert.deepEqual([code, isSaid], [0n, true]);
    });

    it('cost beside usage is called estimated while the bill it is left out of is still growing', () => {
      using at = office();
      at.made.bill(daysAgo(1), [costRow(2400n), otherRow(3_000_000n, 'code_execution')], AT);
      const explorer = at.asker.ask({ range: { type: 'today' }, compare: true }, BOTH);
      assert.ok(caveatTexts(explorer).some((text) => text.startsWith('For a fair comparison, ≈$0.03 of')));
    });

    it('cost beside usage is said to be left out only where the choice has it', () => {
      using at = office();
      const yesterday = { type: 'yesterday' } as const;
      const tokens = [{ dimension: 'costType', values: ['tokens'] }] as const;
      assert.equal(compared(at, yesterday, { filters: tokens }).isSaid, false);
      assert.equal(compared(at, yesterday, { measure: 'tokens' }).isSaid, false);
      assert.equal(compared(at, yesterday, { compare: false }).isSaid, false);
    });

    it('cost beside usage is left out at the same dates where days are those of another zone', () => {
      using at = office(12);
      for (const zone of ['America/New_York', 'Europe/Berlin', 'Pacific/Auckland']) {
        const choice = { range: { type: 'days', from: '2026-11-17', to: '2026-11-18' }, compare: true } as const;
        const { totals } = at.asker.ask(choice, { ...BOTH, zone, days: 13 });
        const code = totals.values.findIndex(({ id }) => id === 'code_execution');
        // The 17th is billed and the 18th is not: of the 10th and the 11th, the 10th’s is left.
        assert.deepEqual([totals.billed[code], totals.before?.cost[code]], [77n, 77n], zone);
      }
    });
  });

  it('the figures of the previous period are null where its data are missing, or it was not asked for; its dates are known', () => {
    const unknown = ask({ range: { type: 'last7' }, compare: true });
    assert.deepEqual(unknown.previousSpan, { start: daysAgo(13), end: daysAgo(7) + 14 * HOUR + 7 * MINUTE });
    assert.deepEqual([unknown.previousByBucket, unknown.totals.before], [null, null]);
    const unasked = ask({ range: { type: 'yesterday' } });
    assert.deepEqual(unasked.previousSpan, { start: daysAgo(2), end: daysAgo(1) });
    assert.deepEqual([unasked.previousByBucket, unasked.totals.before], [null, null]);
  });

  it('the previous period of hours that are cut ends before the first of them', () => {
    using at = office(30);
    const [start, end] = [daysAgo(9) + 10 * HOUR + 30 * MINUTE, daysAgo(2) + 10 * HOUR + 29 * MINUTE];
    const range = { type: 'instants', start, end } as const;
    const { span, previousSpan } = at.asker.ask({ range, unit: 'hour', compare: true }, { now: AT, days: 31 });
    assert.deepEqual(span, { start: daysAgo(9) + 10 * HOUR, end: daysAgo(2) + 11 * HOUR });
    assert.deepEqual(previousSpan, { start: span.start - 14 * DAY, end: span.end - 14 * DAY });
  });

  it('days are compared with the same weekdays, bucket by bucket', () => {
    using made = new HandMade();
    // A weekday costs 100 an hour in tokens, a Saturday or Sunday 10.
    const isWeekend = (start: number) => [0, 6].includes(new Date(start).getUTCDay());
    made.read('1h', daysAgo(70), AT, (start) => [usageRow(isWeekend(start) ? 10 : 100)], { readAt: AT });
    const asker = new Asker(made.ledger);
    const where = { now: AT, days: 71 };
    for (const range of [
      { type: 'last7' },
      { type: 'last30' },
      { type: 'days', from: '2026-11-09', to: '2026-11-11' },
      { type: 'days', from: '2026-11-14', to: '2026-11-14' },
      { type: 'since', from: '2026-11-17' },
    ] as const) {
      const { chart, previousByBucket } = asker.ask({ range, measure: 'tokens', compare: true }, where);
      assert.ok(chart.kind === 'count');
      const finished = chart.buckets.length - (chart.buckets.at(-1)?.running ? 1 : 0);
      assert.deepEqual(previousByBucket?.slice(0, finished), chart.amounts.slice(0, finished), JSON.stringify(range));
    }
  });

  describe('of a month', () => {
    /** Each day of history uses as many tokens as its date, in one of its hours. */
    const dated = () => {
      const made = new HandMade();
      const rows = (start: number) => (start % DAY === 0 ? [usageRow(new Date(start).getUTCDate())] : []);
      made.read('1h', daysAgo(120), TODAY + 14 * HOUR, rows, { readAt: AT });
      return made.read('1m', TODAY + 14 * HOUR, AT, () => [], { readAt: AT });
    };
    const sumTo = (day: number) => (day * (day + 1)) / 2;
    const month = (range: Choice['range'], own: Partial<Choice> = {}) => {
      using made = dated();
      const asker = new Asker(made.ledger);
      return asker.ask({ range, measure: 'tokens', compare: true, ...own }, { now: AT, days: 120 });
    };
    const tokens = ({ totals }: Explorer) => totals.before?.counts.reduce((sum, count) => sum + count, 0);

    it('a month is compared by its dates; one that the month before lacks has nothing before it, which is not zero', () => {
      const october = month({ type: 'lastMonth' });
      const dates = Array.from({ length: 30 }, (_, at) => at + 1);
      assert.deepEqual([...(october.previousByBucket ?? [])], [...dates, Number.NaN]);
      assert.equal(tokens(october), sumTo(30));
    });

    it('a date that only the month before has is part of its total alone, and said to be', () => {
      const september = month({ type: 'days', from: '2026-09-01', to: '2026-09-30' });
      assert.equal(september.previousByBucket?.at(-1), 30);
      assert.equal(tokens(september), sumTo(31));
      assert.ok(caveatTexts(september).some((words) => words.includes('Aug 31')));
      const byMonth = month({ type: 'days', from: '2026-09-01', to: '2026-09-30' }, { unit: 'month' });
      assert.deepEqual([...(byMonth.previousByBucket ?? [])], [sumTo(31)]);
    });

    it('a running month is compared up to the same day of the month before', () => {
      const { previousByBucket, previousSpan, ...rest } = month({ type: 'thisMonth' });
      assert.deepEqual([previousSpan.start, previousSpan.end - 1].map(utcDay), ['2026-10-01', '2026-10-19']);
      assert.deepEqual([...(previousByBucket ?? [])].slice(17, 20), [18, 19, Number.NaN]);
      assert.equal(tokens(rest as Explorer), sumTo(19));
    });
  });

  it('the previous period has a basis for its total', () => {
    const basis = (range: Choice['range'], compare = true) => ask({ range, compare }).previousBasis;
    assert.equal(basis({ type: 'yesterday' }), 'billed');
    assert.equal(basis({ type: 'today' }), 'estimated');
    assert.equal(basis({ type: 'instants', start: TODAY - 12 * HOUR, end: TODAY + 12 * HOUR }), 'billed');
    assert.equal(basis({ type: 'last7' }), 'none');
    assert.equal(basis({ type: 'yesterday' }, false), 'none');
  });

  it('the previous period is null beside a range whose own data are missing in part', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(9), daysAgo(1), () => [usageRow(10)]);
    made.read('1h', TODAY, TODAY + 14 * HOUR, () => [usageRow(10)], { readAt: AT });
    made.read('1m', TODAY + 14 * HOUR, AT, () => [], { readAt: AT });
    for (let ago = 2; ago <= 9; ago++) made.bill(daysAgo(ago), [costRow(2400n)]);
    const asker = new Asker(made.ledger);
    const besides = (range: Choice['range']) => {
      const { previousByBucket, totals, previousBasis } = asker.ask({ range, compare: true }, BOTH);
      return [previousByBucket && [...previousByBucket], totals.before && total(totals.before.cost), previousBasis];
    };
    // The 18th is not read.
    assert.deepEqual(besides({ type: 'days', from: '2026-11-18', to: '2026-11-18' }), [null, null, 'none']);
    assert.deepEqual(besides({ type: 'days', from: '2026-11-17', to: '2026-11-18' }), [null, null, 'none']);
    assert.deepEqual(besides({ type: 'days', from: '2026-11-17', to: '2026-11-17' }), [[2400n], 2400n, 'billed']);
  });

  it('the previous period has its unpriced tokens, which have no part in its cost', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(3), TODAY + 14 * HOUR, (start) => (start < TODAY ? [usageRow(10)] : []), { readAt: AT });
    // Of ten hours, as far as today is known.
    const { totals } = new Asker(made.ledger).ask(
      { range: { type: 'today' }, unit: 'hour', compare: true },
      { now: AT },
    );
    assert.deepEqual([total(totals.before?.cost ?? []), totals.before?.unpricedTokens], [0n, Float64Array.of(100)]);
  });

  it('the previous period compares counts and shares as they are', () => {
    const tokens = ask({ range: { type: 'yesterday' }, compare: true, measure: 'tokens' });
    assert.deepEqual([...(tokens.previousByBucket ?? [])], [4920]);
    const rate = ask({ range: { type: 'yesterday' }, compare: true, measure: 'cacheHitRate' });
    assert.deepEqual([...(rate.previousByBucket ?? [])], [0.5]);
  });

  it('the previous period has no share where there is nothing to take a share of, which is not zero', () => {
    const filters = [{ dimension: 'model', values: ['claude-none'] }] as const;
    const rate = ask({ range: { type: 'yesterday' }, compare: true, measure: 'cacheHitRate', filters });
    assert.deepEqual([...(rate.previousByBucket ?? [])], [Number.NaN]);
  });
});
