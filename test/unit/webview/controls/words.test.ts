import assert from 'node:assert/strict';
import { DIMENSION_IDS } from '../../../../src/shared/dimensions.ts';
import type { Explorer } from '../../../../src/shared/explorer.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { crumbWords } from '../../../../webview/controls/crumbs.ts';
import { createNames, filterText } from '../../../../webview/controls/filterWords.ts';
import { choiceText } from '../../../../webview/controls/viewsMenu.ts';
import { instantIn, rangeText } from '../../../../webview/text/rangeText.ts';
import { byId, choiceOf, UTC } from './choices.ts';

const at = (text: string) => Date.parse(`2026-${text}Z`);
const days = (from: string, to = from) => ({ type: 'days', from: `2026-${from}`, to: `2026-${to}` }) as const;
const instants = (start: string, end: string) => ({ type: 'instants', start: at(start), end: at(end) }) as const;

describe('the words of a range', () => {
  it('are its name, where it has one', () => {
    assert.equal(rangeText({ type: 'last30' }, UTC), 'the last 30 days');
  });

  it('are a day, a month, or two days', () => {
    assert.equal(rangeText(days('11-20'), UTC), 'Nov 20');
    assert.equal(rangeText(days('11-01', '11-30'), UTC), 'November');
    assert.equal(rangeText(days('11-01', '11-29'), UTC), 'Nov 1 to Nov 29');
    assert.equal(rangeText(days('10-01', '11-30'), UTC), 'Oct 1 to Nov 30');
  });

  it('are instants of a day, over midnight, or whole days', () => {
    assert.equal(rangeText(instants('11-20T14:00', '11-20T15:00'), UTC), 'Nov 20, 14:00 to 15:00');
    assert.equal(rangeText(instants('11-20T22:00', '11-21T02:00'), UTC), 'Nov 20, 22:00 to Nov 21, 02:00');
    assert.equal(rangeText(instants('11-20T14:00', '11-21T00:00'), UTC), 'Nov 20, 14:00 to 00:00');
    assert.equal(rangeText(instants('11-20T14:00', '11-22T00:00'), UTC), 'Nov 20, 14:00 to Nov 22, 00:00');
    assert.equal(rangeText(instants('11-16T00:00', '11-23T00:00'), UTC), 'Nov 16 to Nov 22');
    assert.equal(rangeText(instants('11-20T00:00', '11-21T00:00'), UTC), 'Nov 20');
  });

  it('know whole days of another zone by its midnights', () => {
    const zone = 'America/New_York';
    const writing = { format: createFormat('en-US', zone), zone };
    assert.equal(rangeText(instants('11-20T05:00', '11-22T05:00'), writing), 'Nov 20 to Nov 21');
    assert.equal(rangeText(instants('11-20T00:00', '11-21T00:00'), writing), 'Nov 19, 19:00 to Nov 20, 19:00');
  });

  it('tell the hour apart that comes twice when clocks are turned back', () => {
    const zone = 'America/New_York';
    const writing = { format: createFormat('en-US', zone), zone };
    assert.equal(rangeText(instants('11-01T05:00', '11-01T06:00'), writing), 'Nov 1, 01:00 EDT to 01:00 EST');
    const hour = (start: string, end: string) => choiceOf({ range: instants(start, end), unit: 'minute' });
    const path = [choiceOf({ range: days('11-01'), unit: 'hour' }), hour('11-01T06:00', '11-01T07:00')];
    assert.deepEqual(crumbWords(path, writing, byId), ['Nov 1', '01:00 EST']);
  });

  it('name the same day in every zone of the world', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Auckland', 'Pacific/Pago_Pago', 'Pacific/Honolulu', 'UTC']) {
      const format = createFormat('en-US', zone);
      assert.equal(format.day(instantIn('2026-11-20', zone)), 'Nov 20', zone);
    }
  });
});

describe('the words of a filter', () => {
  it('name one or two values, and count more', () => {
    assert.equal(filterText({ dimension: 'workspace', values: ['Research'] }, byId), 'workspace is Research');
    assert.equal(filterText({ dimension: 'apiKey', values: ['a', 'b'] }, byId), 'API key is a, b');
    assert.equal(filterText({ dimension: 'inferenceGeo', values: ['a', 'b', 'c'] }, byId), '3 inference geographies');
  });

  it('of no values leave all in', () => {
    assert.equal(filterText({ dimension: 'model', values: [] }, byId), 'model is any');
  });
});

describe('the names of values', () => {
  const none = Object.fromEntries(DIMENSION_IDS.map((dimension) => [dimension, []])) as unknown as Explorer['values'];
  const names = createNames();
  names.learn({ ...none, workspace: [{ id: 'wrk_1', name: 'Production', detail: '' }] });

  it('outlive the range that had them', () => {
    names.learn(none);
    assert.equal(names.nameOf('workspace', 'wrk_1'), 'Production');
  });

  it('are of one dimension', () => {
    assert.equal(names.nameOf('apiKey', 'wrk_1'), 'wrk_1');
  });

  it('are those of tables where no answer has had the value: of what the API leaves empty, and of what it names', () => {
    assert.equal(names.nameOf('workspace', ''), 'Default workspace');
    assert.equal(names.nameOf('apiKey', ''), 'No API key');
    assert.equal(names.nameOf('serviceTier', ''), 'No service tier');
    assert.equal(names.nameOf('serviceTier', 'batch'), 'Batch');
    assert.equal(names.nameOf('model', ''), 'not said');
  });
});

describe('the words of a choice', () => {
  it('are the sentence of the panel', () => {
    assert.equal(choiceText(choiceOf(), UTC, byId), 'cost by model per day for the last 30 days');
    const filters = [
      { dimension: 'workspace', values: ['Production', 'Research'] },
      { dimension: 'model', values: ['a', 'b', 'c'] },
    ] as const;
    assert.equal(
      choiceText(choiceOf({ filters, compare: true }), UTC, byId),
      'cost by model per day for the last 30 days where workspace is Production, Research and 3 models against the 30 days before',
    );
  });
});

describe('crumbs', () => {
  it('go from a range to a day to an hour', () => {
    const path = [
      choiceOf(),
      choiceOf({ range: days('11-20'), unit: 'hour' }),
      choiceOf({ range: instants('11-20T14:00', '11-20T15:00'), unit: 'minute' }),
    ];
    assert.deepEqual(crumbWords(path, UTC, byId), ['Last 30 days', 'Nov 20', '14:00']);
  });

  it('name all of what is no whole hour, and the day of an hour that follows none', () => {
    const part = choiceOf({ range: instants('11-20T14:05', '11-20T14:20'), unit: 'minute' });
    const hour = choiceOf({ range: instants('11-20T14:00', '11-20T15:00'), unit: 'minute' });
    assert.deepEqual(crumbWords([hour, part], UTC, byId), ['Nov 20, 14:00 to 15:00', 'Nov 20, 14:05 to 14:20']);
    assert.deepEqual(crumbWords([choiceOf(), hour], UTC, byId), ['Last 30 days', 'Nov 20, 14:00 to 15:00']);
  });

  it('say what was changed where the range stayed', () => {
    const first = choiceOf({ range: days('11-01', '11-30') });
    const filters = [{ dimension: 'workspace', values: ['Research'] }] as const;
    const path = [
      first,
      { ...first, filters, by: 'apiKey' as const },
      { ...first, filters, by: 'model' as const },
      { ...first, filters, by: 'model' as const, unit: 'hour' as const },
    ];
    assert.deepEqual(crumbWords(path, UTC, byId), ['November', 'Workspace is Research', 'By model', 'Per hour']);
  });
});
