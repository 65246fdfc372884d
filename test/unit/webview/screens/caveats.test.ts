import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import type { PanelSummary } from '../../../../src/shared/panelView.ts';
import { accuracyCaveats } from '../../../../webview/screens/caveats.ts';

describe('accuracyCaveats', () => {
  const one = { days: 1, median: 0.003, worst: 0.003, worstDay: '2026-11-12' };
  const said = (accuracy: PanelSummary['accuracy'], zone = 'UTC') =>
    accuracyCaveats({ accuracy, toldAt: 0 }, createFormat('en-US', zone)).map(({ text }) => text);

  it('accuracyCaveats gives the median, the worst and its day', () => {
    assert.deepEqual(said({ ...one, days: 14, median: 0.0011 }), [
      'Over 14 days, end-of-day estimates were within 0.11% of the bill (median; the worst, on Nov 12, was off by 0.3%).',
    ]);
  });

  it('accuracyCaveats names the day in every zone', () => {
    for (const zone of ['Pacific/Auckland', 'Pacific/Honolulu', 'Asia/Kolkata']) {
      assert.match(said(one, zone).join(), /at the end of Nov 12 was/, zone);
    }
  });

  it('accuracyCaveats gives no median for a single day', () => {
    assert.deepEqual(said(one), ['The estimate at the end of Nov 12 was within 0.3% of the bill.']);
  });

  it('accuracyCaveats gives that of month forecasts beside that of estimates', () => {
    const forecastAccuracy = [{ day: 10, months: 4, median: 0.06, worst: 0.1, worstMonth: 0 }];
    const caveats = accuracyCaveats({ accuracy: one, forecastAccuracy, toldAt: 0 }, createFormat('en-US', 'UTC'));
    assert.equal(
      caveats[1]?.text,
      'Month forecasts made on the 10th have been within 6% of the bills (median of 4 months).',
    );
  });

  it('accuracyCaveats gives none before an estimate could be compared with its bill', () => {
    assert.deepEqual(said(null), []);
  });
});
