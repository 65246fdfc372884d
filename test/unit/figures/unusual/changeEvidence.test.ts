import assert from 'node:assert/strict';
import { changeEvidence } from '../../../../src/figures/unusual/changeEvidence.ts';
import { UsualDays } from '../../../../src/figures/unusual/usualDays.ts';
import { DAY, utcDayStart } from '../../../../src/time/utc.ts';

const TODAY = utcDayStart('2026-11-19');
const COUNT = 84;

/** Days that scatter by about a fifth, times what an event makes of them: by how many days they are before today. */
function evidence(times: (ago: number) => number, count = COUNT): number {
  const logOf = (ago: number) => Math.log(100 * times(ago)) + 0.25 * Math.sin(ago * 2.4);
  const known = Array.from({ length: count }, (_, at) => ({ day: TODAY - (count - at) * DAY, log: logOf(count - at) }));
  return changeEvidence([...known, { day: TODAY, log: logOf(0) }], new UsualDays(known, TODAY, true), 1.5);
}

describe('Evidence of a change', () => {
  it('evidence of a change is little on days as usual', () => {
    assert.ok(evidence(() => 1) < 10, `${evidence(() => 1)}`);
  });

  it('evidence of a change grows with how far a day is above the others', () => {
    const rising = [1, 1.5, 2, 3, 6].map((factor) => evidence((ago) => (ago === 0 ? factor : 1)));
    assert.deepEqual(
      rising,
      [...rising].sort((one, other) => one - other),
    );
    assert.ok((rising[3] ?? 0) > 350 && (rising[1] ?? 0) < 350, `${rising}`);
  });

  it('evidence of a change grows with each day that stays as far above, though each alone might be chance', () => {
    const [one = 0, two = 0, four = 0] = [1, 2, 4].map((days) => evidence((ago) => (ago < days ? 1.5 : 1)));
    assert.ok(one < 350 && two > 2 * one && four > 350, `${one} ${two} ${four}`);
  });

  it('evidence of growth by eight percent a day is enough by its eighth day, and not on its third', () => {
    const leak = (days: number) => evidence((ago) => 1.08 ** Math.max(0, days - ago));
    assert.ok(leak(8) > 350 && leak(3) < 350, `${leak(8)} ${leak(3)}`);
  });

  it('an event that is over is no evidence of a change today', () => {
    const over = evidence((ago) => (ago > 0 && ago <= 3 ? 10 : 1));
    assert.ok(over < 10, `${over}`);
  });

  it('a day below the others is no evidence of a change', () => {
    assert.ok(evidence((ago) => (ago === 0 ? 0.3 : 1)) < 1);
  });

  it('evidence of a change is 0 where too little is known of the weekday', () => {
    assert.equal(
      evidence((ago) => (ago === 0 ? 10 : 1), 6),
      0,
    );
  });
});
