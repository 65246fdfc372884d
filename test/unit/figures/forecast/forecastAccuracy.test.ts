import assert from 'node:assert/strict';
import { forecastAccuracy } from '../../../../src/figures/forecast/forecastAccuracy.ts';
import type { KeptForecast } from '../../../../src/ledger/keptForecastTable.ts';
import { accuracyAt, forecastAccuracyText } from '../../../../src/shared/forecastAccuracy.ts';
import { createFormat } from '../../../../src/shared/format.ts';

const month = (index: number) => Date.UTC(2026, index, 1);
const kept = (index: number, day: number, middle: bigint): KeptForecast => {
  return { monthStart: month(index), day, middle, range: null };
};
const FORMAT = createFormat('en-US', 'UTC');

describe('forecastAccuracy', () => {
  it('forecastAccuracy compares the forecasts of each day with what their months came to', () => {
    const all = [kept(0, 5, 80n), kept(0, 10, 94n), kept(1, 10, 220n), kept(2, 10, 303n), kept(3, 10, 1n)];
    const billed = new Map([
      [month(0), 100n],
      [month(1), 200n],
      [month(2), 300n],
    ]);
    assert.deepEqual(
      forecastAccuracy(all, (start) => billed.get(start) ?? null),
      [
        { day: 5, months: 1, median: 0.2, worst: 0.2, worstMonth: month(0) },
        { day: 10, months: 3, median: 0.06, worst: 0.1, worstMonth: month(1) },
      ],
    );
  });

  it('forecastAccuracy counts no month that came to nothing, and none before its bills are final', () => {
    assert.deepEqual(
      forecastAccuracy([kept(0, 5, 80n), kept(1, 5, 80n)], (start) => (start === month(0) ? 0n : null)),
      [],
    );
  });

  it('forecastAccuracy counts the newest twelve months', () => {
    const all = Array.from({ length: 14 }, (_, index) => kept(index, 15, index < 2 ? 9000n : 110n));
    const [accuracy] = forecastAccuracy(all, () => 100n);
    assert.deepEqual([accuracy?.months, accuracy?.worst], [12, 0.1]);
  });
});

describe('the words of a forecast’s accuracy', () => {
  const of10 = { day: 10, months: 4, median: 0.0512, worst: 0.2, worstMonth: month(0) };

  it('the accuracy of month forecasts is rounded up to whole percents, and has its median’s months', () => {
    assert.equal(
      forecastAccuracyText(of10, FORMAT),
      'Month forecasts made on the 10th have been within 6% of the bills (median of 4 months).',
    );
    assert.equal(
      forecastAccuracyText({ ...of10, months: 1, median: 0.06 }, FORMAT),
      'The month forecast made on the 10th was within 6% of the bills last time.',
    );
    assert.match(forecastAccuracyText({ ...of10, median: 0.0031 }, FORMAT), /within 0\.31%/);
  });

  it('the accuracy told is that of the newest day that has come', () => {
    const all = [{ ...of10, day: 5 }, of10, { ...of10, day: 20 }];
    const told = [3, 7, 10, 19, 28].map((day) => accuracyAt(all, Date.UTC(2026, 4, day))?.day);
    assert.deepEqual(told, [5, 5, 10, 10, 20]);
    assert.equal(accuracyAt([], 0), null);
  });
});
