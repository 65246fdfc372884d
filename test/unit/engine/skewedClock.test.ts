import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { SkewedClock } from '../../../src/engine/skewedClock.ts';

const NOW = Date.UTC(2026, 10, 19, 14, 7);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('A clock that listens to the API', () => {
  let machine = NOW;
  const lines: string[] = [];

  beforeEach(() => {
    machine = NOW;
    lines.length = 0;
    mock.method(Date, 'now', () => machine);
  });

  afterEach(() => mock.restoreAll());

  const open = () => new SkewedClock({ warn: (line) => void lines.push(line) });

  it('SkewedClock is the machine’s clock where it about agrees with the API’s', () => {
    const clock = open();
    for (const drift of [0, 2 * MINUTE, -2 * MINUTE, 500]) clock.note(NOW + drift);
    assert.equal(clock.now(), NOW);
    assert.deepEqual(lines, []);
  });

  for (const [words, skew] of [
    ['slow', HOUR],
    ['fast', -HOUR],
  ] as const) {
    it(`SkewedClock is the API’s clock where the machine is an hour ${words}, and says so once`, () => {
      const clock = open();
      for (const later of [0, MINUTE, 30 * MINUTE]) {
        machine = NOW + later;
        clock.note(machine + skew + 700);
        if (later === 0) assert.deepEqual([clock.now(), clock.isSure, lines], [machine, false, []], 'one may be wrong');
      }
      assert.equal(clock.now(), machine + skew + 700);
      assert.deepEqual(lines, [`this machine's clock is off by ${-skew / MINUTE} minutes; the API's time is used`]);
    });
  }

  it('SkewedClock believes an earlier session’s skew until the first answer, which decides', () => {
    const clock = open();
    clock.recall(HOUR, NOW);
    assert.deepEqual([clock.now(), clock.isSure], [NOW + HOUR, false]);
    clock.note(NOW);
    clock.note(NOW);
    assert.deepEqual([clock.now(), clock.skew, clock.isSure], [NOW, 0, true]);
    clock.recall(HOUR, NOW);
    assert.equal(clock.now(), NOW);
  });

  it('SkewedClock does not say again what an earlier session has said', () => {
    const clock = open();
    clock.recall(HOUR, NOW);
    clock.note(NOW + HOUR + MINUTE);
    assert.deepEqual([clock.skew, lines], [HOUR, []]);
  });

  it('SkewedClock does not believe a skew that would turn time back', () => {
    const clock = open();
    clock.recall(-HOUR, NOW - 30 * MINUTE);
    assert.equal(clock.now(), NOW);
    clock.recall(-HOUR, NOW - 2 * HOUR);
    assert.equal(clock.now(), NOW - HOUR);
  });

  it('SkewedClock is not moved by answers that do not agree with each other', () => {
    const clock = open();
    for (const off of [HOUR, -HOUR, 24 * HOUR, 0, HOUR, 0, HOUR]) clock.note(NOW + off);
    assert.deepEqual([clock.now(), lines], [NOW, []]);
    assert.equal(clock.heard, 7);
  });

  it('SkewedClock is sure for an hour, and not when the machine’s clock was set since', () => {
    const clock = open();
    clock.note(NOW);
    assert.equal(clock.isSure, true);
    machine = NOW + 59 * MINUTE;
    assert.equal(clock.isSure, true);
    machine = NOW + 400 * 24 * HOUR;
    assert.equal(clock.isSure, false);
    machine = NOW - 3 * MINUTE;
    assert.equal(clock.isSure, false);
  });

  it('SkewedClock is the machine’s clock again once that has been set right', () => {
    const clock = open();
    clock.note(NOW + HOUR);
    clock.note(NOW + HOUR);
    machine += HOUR;
    clock.note(machine);
    clock.note(machine);
    assert.equal(clock.now(), machine);
    assert.match(lines[1] ?? '', /agrees with the API again/);
  });
});
