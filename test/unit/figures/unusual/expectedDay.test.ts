import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expectedDay } from '../../../../src/figures/unusual/expectedDay.ts';
import { DAY, utcDayStart } from '../../../../src/time/utc.ts';

const THURSDAY = utcDayStart('2026-11-19');

/** Amounts by how many days they were before a Thursday, newest first. */
function daysOf(of: (ago: number) => number, count = 84) {
  return Array.from({ length: count }, (_, at) => ({ day: THURSDAY - (at + 1) * DAY, amount: of(at + 1) }));
}

const expected = (of: (ago: number) => number, count?: number) => expectedDay(THURSDAY, daysOf(of, count));
const amountOf = (of: (ago: number) => number, count?: number) => Math.exp(expected(of, count)?.log ?? Number.NaN);
const near = (value: number, truth: number) => assert.ok(Math.abs(value / truth - 1) < 0.01, `${value}, not ${truth}`);

describe('What a day is expected to come to', () => {
  it('a day is expected to come to what its weekday comes to, whatever others do', () => {
    near(
      amountOf((ago) => (ago % 7 === 0 ? 300 : 100)),
      300,
    );
  });

  it('days that are alike do not scatter, and those that differ scatter by as much', () => {
    assert.equal(expected(() => 100)?.scatter, 0);
    const half = expected((ago) => 100 * Math.exp(0.5 * Math.sin(ago * 2.4)))?.scatter ?? 0;
    const all = expected((ago) => 100 * Math.exp(Math.sin(ago * 2.4)))?.scatter ?? 0;
    assert.ok(half > 0.3 && half < 0.5, `${half}`);
    near(all, 2 * half);
  });

  it('one event of ten days changes little', () => {
    const calm = (ago: number) => 100 * Math.exp(0.1 * Math.sin(ago * 2.4));
    const [with10, without] = [expected((ago) => calm(ago) * (ago > 40 && ago <= 50 ? 8 : 1)), expected(calm)];
    assert.ok(with10 && without && with10.scatter < 2.2 * without.scatter, `${with10?.scatter} ${without?.scatter}`);
    assert.ok(Math.abs(with10.log - without.log) < 0.1);
  });

  it('the newest week does not count: what leaks is a part of it', () => {
    near(
      amountOf((ago) => (ago <= 7 ? 500 : 100)),
      100,
    );
  });

  it('half of a level that has risen since is expected to stay', () => {
    const log = Math.log(amountOf((ago) => (ago <= 28 ? 121 : 100)));
    assert.ok(log > Math.log(104) && log < Math.log(121), `${Math.exp(log)}`);
  });

  it('nothing is expected of a weekday that has been seen once, and of two weeks the newest counts, too', () => {
    assert.deepEqual(
      [7, 13, 14].map((count) => expected(() => 100, count) !== null),
      [false, false, true],
    );
    assert.equal(expectedDay(THURSDAY, []), null);
  });

  it('the unit of money changes nothing but the amount', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 14, maxLength: 91 }),
        (amounts) => {
          const [one, other] = [1, 1000].map((times) =>
            expected((ago) => (amounts[ago - 1] ?? 1) * times, amounts.length),
          );
          assert.ok(one && other && one.scatter >= 0);
          assert.ok(Math.abs(other.log - one.log - Math.log(1000)) < 1e-9);
          assert.ok(Math.abs(other.scatter - one.scatter) < 1e-9);
        },
      ),
    );
  });
});
