import assert from 'node:assert/strict';
import { missingMinuteSpans } from '../../../src/sync/minutes.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';

const START = Date.UTC(2026, 10, 19);

describe('Missing minutes', () => {
  it('missing minutes are asked for newest first, in pages', () => {
    const pages = missingMinuteSpans({ from: START, to: START + HOUR }, new Set(), 25);
    assert.deepEqual(
      pages.map(({ from, to }) => [(from - START) / MINUTE, (to - START) / MINUTE]),
      [
        [35, 60],
        [10, 35],
        [0, 10],
      ],
    );
  });

  it('missing minutes are those that are not known', () => {
    const known = new Set([START + 5 * MINUTE, START + 9 * MINUTE]);
    const pages = missingMinuteSpans({ from: START, to: START + 10 * MINUTE }, known, 1440);
    assert.deepEqual(
      pages.map(({ from, to }) => [(from - START) / MINUTE, (to - START) / MINUTE]),
      [
        [6, 9],
        [0, 5],
      ],
    );
    assert.deepEqual(missingMinuteSpans({ from: START + 5 * MINUTE, to: START + 6 * MINUTE }, known, 1440), []);
  });

  it('missing minutes of two UTC days are never on one page: each day has its own detail', () => {
    const pages = missingMinuteSpans({ from: START - HOUR, to: START + HOUR }, new Set(), 1440);
    assert.deepEqual(
      pages.map(({ from, to }) => [(from - START) / HOUR, (to - START) / HOUR]),
      [
        [0, 1],
        [-1, 0],
      ],
    );
    assert.equal(pages.length, 2);
  });
});
