import assert from 'node:assert/strict';
import { LowTotals } from '../../../src/sync/lowTotals.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';

const DAY_START = Date.UTC(2026, 10, 17);
const NOW = DAY_START + 2 * DAY;

describe('A daily total', () => {
  const total = (tokens: number) => ({ start: DAY_START, tokens });

  it('a daily total is believed at once where it is no less than the tokens held', () => {
    const totals = new LowTotals();
    assert.equal(totals.isBelieved(total(100), 100, NOW), true);
    assert.equal(totals.isBelieved(total(101), 100, NOW), true);
  });

  it('a lower daily total is believed once the API has given the same for twelve hours', () => {
    const totals = new LowTotals();
    assert.equal(totals.isBelieved(total(50), 100, NOW), false);
    assert.equal(totals.isBelieved(total(50), 100, NOW + 11 * HOUR), false);
    assert.equal(totals.isBelieved(total(50), 100, NOW + 12 * HOUR), true);
  });

  it('a lower daily total that changed, or was right meanwhile, is waited for anew', () => {
    const totals = new LowTotals();
    totals.isBelieved(total(50), 100, NOW);
    assert.equal(totals.isBelieved(total(60), 100, NOW + 12 * HOUR), false);
    totals.isBelieved(total(100), 100, NOW + 13 * HOUR);
    assert.equal(totals.isBelieved(total(60), 100, NOW + 24 * HOUR), false);
  });

  it('a lower daily total that was read by a clock that was ahead is waited for anew', () => {
    const totals = new LowTotals();
    totals.isBelieved(total(50), 100, NOW + 400 * DAY);
    assert.equal(totals.isBelieved(total(50), 100, NOW), false);
    assert.equal(totals.isBelieved(total(50), 100, NOW + 12 * HOUR), true);
  });
});
