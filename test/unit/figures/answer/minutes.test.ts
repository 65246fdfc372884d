import assert from 'node:assert/strict';
import { DAY, HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, cellsOf, chartTotal, costTotal, total } from './asked.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const NOON = daysAgo(2) + 12 * HOUR;
const WEEK = 7 * DAY;
const HOURS = { type: 'instants', start: NOON, end: NOON + 2 * HOUR } as const;

/** Billed days of a thousand an hour, of one of which noon is known by its minutes too: uneven, and late data after them. */
function office(minutesOf: (minute: number) => number = (minute) => (minute < 3 ? minute + 1 : 0)): HandMade {
  const made = new HandMade();
  made.read('1h', daysAgo(9), TODAY + 14 * HOUR, () => [usageRow(10)], { readAt: AT });
  made.read('1m', TODAY + 14 * HOUR, AT, () => [usageRow(3)], { readAt: AT });
  for (let ago = 2; ago <= 9; ago++) made.bill(daysAgo(ago), [costRow(24_000n)]);
  made.read('1m', NOON, NOON + HOUR, (start) => {
    const count = minutesOf((start - NOON) / MINUTE);
    return count > 0 ? [usageRow(count)] : [];
  });
  return made;
}

describe('buckets of a minute', () => {
  it('minutes share their hour’s amount by their counts, and add up to it to the last unit', () => {
    using made = office();
    const { chart, missing } = new Asker(made.ledger).ask({ unit: 'minute', range: HOURS }, { now: AT });
    // 1, 2 and 3 of 6, of a hour of 10 tokens: four came too late for any minute.
    assert.deepEqual(cellsOf(chart)['Nova 7']?.slice(0, 4), [167n, 333n, 500n, 0n]);
    assert.equal(chartTotal(chart), 1000n);
    assert.equal(chart.buckets[59]?.basis, 'billed');
    assert.deepEqual([chart.buckets[60]?.basis, missing], ['none', 'minutes of Nov 17']);
  });

  it('minutes count as much as their hour', () => {
    using made = office();
    const choice = { unit: 'minute', range: HOURS, measure: 'uncachedInput' } as const;
    const { chart, totals } = new Asker(made.ledger).ask(choice, { now: AT });
    assert.deepEqual(cellsOf(chart)['Nova 7']?.slice(0, 4), [2, 3, 5, 0]);
    assert.deepEqual([...totals.counts], [10, 0, 0, 0, 0, 0]);
  });

  it('usage that came too late for any minute is shared as all of the hour is', () => {
    using made = new HandMade();
    const rows = (start: number) => (start === NOON ? [usageRow(30), usageRow(40, { model: OPUS })] : []);
    made.read('1h', daysAgo(2), daysAgo(1), rows).bill(daysAgo(2), [costRow(24_000n), costRow(7n, { model: OPUS })]);
    made.read('1m', NOON, NOON + HOUR, (start) => (start < NOON + 4 * MINUTE ? [usageRow(5)] : []));
    const { chart, totals } = new Asker(made.ledger).ask({ unit: 'minute', range: HOURS }, { now: AT });
    assert.deepEqual(cellsOf(chart)['Opus 5.5']?.slice(0, 5), [2n, 2n, 2n, 1n, 0n]);
    assert.equal(chartTotal(chart), costTotal(totals));
  });

  it('minutes of today are as they came, up to now', () => {
    using made = office();
    const range = { type: 'instants', start: TODAY + 14 * HOUR, end: TODAY + 15 * HOUR } as const;
    const { chart, missing } = new Asker(made.ledger).ask({ unit: 'minute', range }, { now: AT });
    assert.deepEqual(cellsOf(chart)['Nova 7']?.slice(4, 9), [300n, 300n, 300n, 0n, 0n]);
    assert.deepEqual(
      chart.buckets.slice(6, 9).map(({ basis, running }) => [basis, running]),
      [
        ['estimated', false],
        ['none', true],
        ['none', false],
      ],
    );
    assert.equal(missing, '');
  });

  it('minutes of an hour without usage are known to be zero', () => {
    using made = office();
    made.read('1h', NOON + HOUR, NOON + 2 * HOUR, () => []);
    const { chart, missing } = new Asker(made.ledger).ask({ unit: 'minute', range: HOURS }, { now: AT });
    assert.deepEqual([chart.buckets[90]?.basis, missing], ['billed', '']);
  });

  it('minutes that are all read count as complete, though their hour holds more', () => {
    using made = office((minute) => (minute === 30 ? 1 : 0));
    const { chart, missing } = new Asker(made.ledger).ask(
      { unit: 'minute', range: { ...HOURS, end: NOON + HOUR } },
      { now: AT },
    );
    assert.equal(missing, '');
    assert.equal(cellsOf(chart)['Nova 7']?.[30], 1000n);
  });

  it('a day with missing minutes is named by the days of the zone', () => {
    using made = office();
    const range = { type: 'yesterday' } as const;
    const { missing, chart } = new Asker(made.ledger).ask({ unit: 'minute', range }, { now: AT });
    assert.deepEqual([missing, chart.buckets.length], ['minutes of Nov 18', 1440]);
    const newYork = { now: AT, zone: 'America/New_York' };
    assert.equal(new Asker(made.ledger).ask({ unit: 'minute', range }, newYork).missing, 'minutes of Nov 18');
    assert.equal(new Asker(made.ledger).ask({ unit: 'hour', range }, newYork).missing, '');
  });

  it('minutes cut a range inside an hour, and its previous period', () => {
    using made = office();
    made.read('1m', NOON - WEEK, NOON - WEEK + HOUR, (start) =>
      start < NOON - WEEK + 2 * MINUTE ? [usageRow(5)] : [],
    );
    const range = { type: 'instants', start: NOON + MINUTE, end: NOON + 2 * MINUTE } as const;
    const { chart, totals, previousByBucket } = new Asker(made.ledger).ask(
      { unit: 'minute', range, compare: true },
      { now: AT },
    );
    assert.deepEqual(cellsOf(chart), { 'Nova 7': [333n] });
    assert.equal(costTotal(totals), 333n);
    assert.deepEqual([...(previousByBucket ?? [])], [500n]);
    assert.equal(total(totals.before?.cost ?? []), 500n);
  });

  it('minutes of a range that are not all there are not compared: a part would look like a fall', () => {
    using made = office();
    const tens = (start: number) => (start % HOUR < 10 * MINUTE ? [usageRow(1)] : []);
    made.read('1m', NOON - WEEK, NOON - WEEK + 2 * HOUR, tens);
    const ask = () => new Asker(made.ledger).ask({ unit: 'minute', range: HOURS, compare: true }, { now: AT });
    const { previousByBucket, totals, missing } = ask();
    assert.deepEqual([previousByBucket, totals.before, missing], [null, null, 'minutes of Nov 17']);
    made.read('1m', NOON + HOUR, NOON + 2 * HOUR, tens);
    assert.equal(total(ask().totals.before?.cost ?? []), 2000n);
  });

  it('minutes of today are compared while they come in', () => {
    using made = office();
    made.read('1m', TODAY + 14 * HOUR - WEEK, TODAY + 15 * HOUR - WEEK, () => [usageRow(1)]);
    const range = { type: 'instants', start: TODAY + 14 * HOUR, end: TODAY + 15 * HOUR } as const;
    const { previousByBucket } = new Asker(made.ledger).ask({ unit: 'minute', range, compare: true }, { now: AT });
    assert.equal(previousByBucket?.length, 60);
  });

  it('minutes of the previous period are asked for until they are there; its line and its sum are known together', () => {
    using made = office();
    const range = { type: 'instants', start: NOON, end: NOON + HOUR } as const;
    const ask = () => new Asker(made.ledger).ask({ unit: 'minute', range, compare: true }, { now: AT });
    const unknown = ask();
    assert.deepEqual([unknown.previousByBucket, unknown.totals.before], [null, null]);
    assert.equal(unknown.missing, 'minutes of Nov 10');
    made.read('1m', NOON - WEEK, NOON - WEEK + HOUR, (start) =>
      start < NOON - WEEK + 2 * MINUTE ? [usageRow(5)] : [],
    );
    const known = ask();
    assert.deepEqual([...(known.previousByBucket ?? [])].slice(0, 3), [500n, 500n, 0n]);
    assert.equal(total(known.totals.before?.cost ?? []), 1000n);
    assert.equal(known.missing, '');
  });
});
