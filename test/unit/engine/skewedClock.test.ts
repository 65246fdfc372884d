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

  it('is the machine’s where the two about agree', () => {
    const clock = open();
    for (const drift of [0, 2 * MINUTE, -2 * MINUTE, 500]) clock.note(NOW + drift);
    assert.equal(clock.now(), NOW);
    assert.deepEqual(lines, []);
  });

  for (const [words, skew] of [
    ['slow', HOUR],
    ['fast', -HOUR],
  ] as const) {
    it(`is the API’s where the machine is an hour ${words}, and says so once`, () => {
      const clock = open();
      for (const later of [0, MINUTE, 30 * MINUTE]) {
        machine = NOW + later;
        clock.note(machine + skew + 700);
      }
      assert.equal(clock.now(), machine + skew + 700);
      assert.deepEqual(lines, [`this machine's clock is off by ${-skew / MINUTE} minutes; the API's time is used`]);
    });
  }

  it('believes what an earlier session found until the first answer, which decides', () => {
    const clock = open();
    clock.recall(HOUR, NOW);
    assert.deepEqual([clock.now(), clock.isSure], [NOW + HOUR, false]);
    clock.note(NOW);
    assert.deepEqual([clock.now(), clock.skew, clock.isSure], [NOW, 0, true]);
    clock.recall(HOUR, NOW);
    assert.equal(clock.now(), NOW);
  });

  it('does not say again what an earlier session has said', () => {
    const clock = open();
    clock.recall(HOUR, NOW);
    clock.note(NOW + HOUR + MINUTE);
    assert.deepEqual([clock.skew, lines], [HOUR, []]);
  });

  it('does not believe what would turn time back', () => {
    const clock = open();
    clock.recall(-HOUR, NOW - 30 * MINUTE);
    assert.equal(clock.now(), NOW);
    clock.recall(-HOUR, NOW - 2 * HOUR);
    assert.equal(clock.now(), NOW - HOUR);
  });

  it('is the machine’s again once it has been set right', () => {
    const clock = open();
    clock.note(NOW + HOUR);
    machine += HOUR;
    clock.note(machine);
    assert.equal(clock.now(), machine);
    assert.match(lines[1] ?? '', /agrees with the API again/);
  });
});
