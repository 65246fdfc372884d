import assert from 'node:assert/strict';
import { createFormat } from '../../../../src/shared/format.ts';
import { breadcrumbWords } from '../../../../webview/controls/breadcrumb.ts';
import { instantIn, rangeText } from '../../../../webview/text/rangeText.ts';
import { byId, choiceOf, days, instants, UTC } from '../controls/choices.ts';

describe('rangeText', () => {
  it('rangeText gives the name of a named range', () => {
    assert.equal(rangeText({ type: 'last30' }, UTC), 'the last 30 days');
  });

  it('rangeText gives a day, a month or two days', () => {
    assert.equal(rangeText(days('11-20'), UTC), 'Nov 20');
    assert.equal(rangeText(days('11-01', '11-30'), UTC), 'November');
    assert.equal(rangeText(days('11-01', '11-29'), UTC), 'Nov 1 – 29');
    assert.equal(rangeText(days('10-01', '11-30'), UTC), 'Oct 1 – Nov 30');
  });

  it('rangeText gives instants within a day, over midnight, or as whole days', () => {
    assert.equal(rangeText(instants('11-20T14:00', '11-20T15:00'), UTC), 'Nov 20, 14:00 to 15:00');
    assert.equal(rangeText(instants('11-20T22:00', '11-21T02:00'), UTC), 'Nov 20, 22:00 to Nov 21, 02:00');
    assert.equal(rangeText(instants('11-20T14:00', '11-21T00:00'), UTC), 'Nov 20, 14:00 to 00:00');
    assert.equal(rangeText(instants('11-20T14:00', '11-22T00:00'), UTC), 'Nov 20, 14:00 to Nov 22, 00:00');
    assert.equal(rangeText(instants('11-16T00:00', '11-23T00:00'), UTC), 'Nov 16 – 22');
    assert.equal(rangeText(instants('11-20T00:00', '11-21T00:00'), UTC), 'Nov 20');
  });

  it('rangeText recognizes whole days by the midnights of the zone', () => {
    const zone = 'America/New_York';
    const writing = { format: createFormat('en-US', zone), zone };
    assert.equal(rangeText(instants('11-20T05:00', '11-22T05:00'), writing), 'Nov 20 – 21');
    assert.equal(rangeText(instants('11-20T00:00', '11-21T00:00'), writing), 'Nov 19, 19:00 to Nov 20, 19:00');
  });

  it('rangeText distinguishes the hour that comes twice when clocks go back', () => {
    const zone = 'America/New_York';
    const writing = { format: createFormat('en-US', zone), zone };
    assert.equal(rangeText(instants('11-01T05:00', '11-01T06:00'), writing), 'Nov 1, 01:00 EDT to 01:00 EST');
    const hour = (start: string, end: string) => choiceOf({ range: instants(start, end), unit: 'minute' });
    const path = [choiceOf({ range: days('11-01'), unit: 'hour' }), hour('11-01T06:00', '11-01T07:00')];
    assert.deepEqual(breadcrumbWords(path, writing, byId), ['Nov 1', '01:00 EST']);
  });

  it('rangeText names the same day in every zone of the world', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Auckland', 'Pacific/Pago_Pago', 'Pacific/Honolulu', 'UTC']) {
      const format = createFormat('en-US', zone);
      assert.equal(format.day(instantIn('2026-11-20', zone)), 'Nov 20', zone);
    }
  });
});
