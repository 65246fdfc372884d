import assert from 'node:assert/strict';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { FIRST_STATE, readPageState } from '../../../webview/pageState.ts';

describe('the kept state of the page', () => {
  it('comes back as it was', () => {
    const choice = { ...FIRST_CHOICE, range: { type: 'days', from: '2026-11-01', to: '2026-11-07' } } as const;
    const state = {
      choice,
      path: [FIRST_CHOICE],
      isolated: 'claude-opus-5-5',
      open: ['buckets'],
      organization: 'Acme',
      sample: true,
    };
    assert.deepEqual(readPageState(structuredClone(state)), state);
  });

  it('is the first one when there is none, or another version wrote it', () => {
    for (const kept of [
      undefined,
      null,
      'x',
      { ...FIRST_STATE, choice: { range: 31 } },
      { ...FIRST_STATE, open: ['days'] },
    ]) {
      assert.deepEqual(readPageState(kept), FIRST_STATE);
    }
  });

  it('begins with what a page before it showed, where the host says so', () => {
    const choice = { ...FIRST_CHOICE, measure: 'tokens' } as const;
    assert.deepEqual(readPageState(undefined, JSON.stringify(choice)), { ...FIRST_STATE, choice });
    assert.deepEqual(readPageState(undefined, '{'), FIRST_STATE);
  });
});
