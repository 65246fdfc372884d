import assert from 'node:assert/strict';
import { crumbWords } from '../../../../webview/controls/crumbs.ts';
import { byId, choiceOf, days, instants, UTC } from './choices.ts';

describe('crumbWords', () => {
  it('crumbWords names a range, a day and an hour', () => {
    const path = [
      choiceOf(),
      choiceOf({ range: days('11-20'), unit: 'hour' }),
      choiceOf({ range: instants('11-20T14:00', '11-20T15:00'), unit: 'minute' }),
    ];
    assert.deepEqual(crumbWords(path, UTC, byId), ['Last 30 days', 'Nov 20', '14:00']);
  });

  it('crumbWords names a part of an hour in full, and the day of an hour that follows no day', () => {
    const part = choiceOf({ range: instants('11-20T14:05', '11-20T14:20'), unit: 'minute' });
    const hour = choiceOf({ range: instants('11-20T14:00', '11-20T15:00'), unit: 'minute' });
    assert.deepEqual(crumbWords([hour, part], UTC, byId), ['Nov 20, 14:00 to 15:00', 'Nov 20, 14:05 to 14:20']);
    assert.deepEqual(crumbWords([choiceOf(), hour], UTC, byId), ['Last 30 days', 'Nov 20, 14:00 to 15:00']);
  });

  it('crumbWords names the change when the range stayed', () => {
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
