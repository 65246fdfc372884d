import assert from 'node:assert/strict';
import type { Forecast, Passing } from '../../../src/shared/forecast.ts';
import {
  dayAheadText,
  forecastRangeText,
  forecastText,
  passingText,
  roundText,
} from '../../../src/shared/forecastText.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';

const format = createFormat('en-US', 'UTC');
const NOW = Date.UTC(2026, 11, 20, 14, 7);
const day = (of: number) => Date.UTC(2026, 11, of);

describe('the text of a forecast', () => {
  for (const [middle, low, high, text] of [
    [25_000, 24_137, 25_871, 'forecast ≈$24,100 – $25,900'],
    [1_234_567, 1_111_111, 1_999_999, 'forecast ≈$1,110,000 – $2,000,000'],
    [500, 480.4, 515.5, 'forecast ≈$480 – $516'],
    [4, 3.21, 4.05, 'forecast ≈$3.21 – $4.05'],
    [25_000, 25_010, 25_020, 'forecast ≈$25,000'],
    [24_512, null, null, 'run rate ≈$24,500'],
    [0, null, null, 'run rate ≈$0.00'],
  ] as const) {
    it(`a forecast reads ${text}, without figures that say nothing`, () => {
      const money = (dollars: number) => BigInt(Math.round(dollars * 100)) * CENT;
      const range = low === null || high === null ? null : { low: money(low), high: money(high) };
      assert.equal(forecastText({ middle: money(middle), range }, format), text);
    });
  }

  it('a forecast’s middle and range are words of their own, too', () => {
    assert.equal(roundText(25_049n * DOLLAR, format), '≈$25,000');
    assert.equal(forecastRangeText({ low: 24_137n * DOLLAR, high: 25_871n * DOLLAR }, format), '≈$24,100 – $25,900');
  });

  it('a forecast below a cent has no sign of an estimate twice', () => {
    assert.equal(forecastText({ middle: 1n, range: null }, format), 'run rate <$0.01');
    assert.equal(forecastText({ middle: 999n * DOLLAR + DOLLAR / 2n, range: null }, format), 'run rate ≈$1,000');
  });

  const PASSINGS: readonly (readonly [Passing, string])[] = [
    [{ on: day(24), range: { from: day(22), to: day(26) } }, 'passes on Thu, Dec 24 (Dec 22 – 26)'],
    [{ on: day(24), range: { from: day(24), to: day(24) } }, 'passes on Thu, Dec 24'],
    [{ on: day(24), range: { from: day(22), to: null } }, 'passes on Thu, Dec 24, or may hold (from Dec 22 on)'],
    [{ on: day(24), range: null }, 'passes on Thu, Dec 24'],
    [{ on: day(20), range: { from: day(20), to: day(20) } }, 'passes today'],
    [{ on: null, range: { from: day(28), to: null } }, 'holds, but may pass from Dec 28 on'],
    [{ on: null, range: { from: day(20), to: null } }, 'holds, but may pass from today on'],
    [{ on: null, range: null }, 'holds'],
  ];
  for (const [passing, text] of PASSINGS) {
    it(`a passing reads ${text}`, () => assert.equal(passingText(passing, format, NOW), text));
  }
});

describe('what today is going to cost', () => {
  const range = { low: 319n * DOLLAR, high: 332n * DOLLAR };
  const forecast: Forecast = { middle: 325n * DOLLAR, range };
  const text = (zone: string, of: Forecast | null) =>
    dayAheadText(
      { chart: { zone }, day: { amount: 414n * DOLLAR, basis: 'estimated', unpricedTokens: 0 } },
      of,
      format,
    );

  it('a UTC day with a forecast has its range, not the newest rate', () => {
    assert.equal(text('UTC', forecast), 'today is forecast to cost ≈$319 – $332');
  });

  it('a day of another zone, and one without a range, has what it would cost at the newest rate', () => {
    for (const [zone, of] of [
      ['Europe/Berlin', forecast],
      ['UTC', { ...forecast, range: null }],
      ['UTC', null],
    ] as const) {
      assert.equal(text(zone, of), 'at this rate, today will cost ≈$414.00');
    }
  });
});
