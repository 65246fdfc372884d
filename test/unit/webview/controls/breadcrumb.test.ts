import assert from 'node:assert/strict';
import { breadcrumbWords } from '../../../../webview/controls/breadcrumb.ts';
import { byId, choiceOf, days, instants, UTC } from './choices.ts';

describe('breadcrumbWords', () => {
  it('breadcrumbWords names a range, a day and an hour', () => {
    const path = [
      choiceOf(),
      choiceOf({ range: days('11-20'), unit: 'hour' }),
      choiceOf({ range: instants('11-20T14:00', '11-20T15:00'), unit: 'minute' }),
    ];
    assert.deepEqual(breadcrumbWords(path, UTC, byId), ['Last 30 days', 'Nov 20', '14:00']);
  });

  it('breadcrumbWords names a part of an hour in full, and the day of an hour that follows no day', () => {
    const part = choiceOf({ range: instants('11-20T14:05', '11-20T14:20'), unit: 'minute' });
    const hour = choiceOf({ range: instants('11-20T14:00', '11-20T15:00'), unit: 'minute' });
    assert.deepEqual(breadcrumbWords([hour, part], UTC, byId), ['Nov 20, 14:00 to 15:00', 'Nov 20, 14:05 to 14:20']);
    assert.deepEqual(breadcrumbWords([choiceOf(), hour], UTC, byId), ['Last 30 days', 'Nov 20, 14:00 to 15:00']);
  });

  it('breadcrumbWords names the change when the range stayed', () => {
    const first = choiceOf({ range: days('11-01', '11-30') });
    const filters = [{ dimension: 'workspace', values: ['Research'] }] as const;
    const path = [
      first,
      { ...first, filters, by: 'apiKey' as const },
      { ...first, filters, by: 'model' as const },
      { ...first, filters, by: 'model' as const, unit: 'hour' as const },
    ];
    assert.deepEqual(breadcrumbWords(path, UTC, byId), ['November', 'Workspace is Research', 'By model', 'Per hour']);
  });
});
