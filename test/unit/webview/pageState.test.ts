import assert from 'node:assert/strict';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { FIRST_STATE, readPageState } from '../../../webview/pageState.ts';

describe('readPageState', () => {
  it('readPageState reads back a state as it was kept', () => {
    const choice = { ...FIRST_CHOICE, range: { type: 'days', from: '2026-11-01', to: '2026-11-07' } } as const;
    const state = {
      choice,
      path: [FIRST_CHOICE],
      lent: [{ 'claude-opus-5-5': 3 }],
      isolated: 'claude-opus-5-5',
      open: ['buckets'],
      organization: 'Acme',
      sample: true,
    };
    assert.deepEqual(readPageState(structuredClone(state)), state);
  });

  it('readPageState gives the first state for none or one of another version', () => {
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

  it('readPageState reads a state of before values had colours', () => {
    const { lent, ...before } = { ...FIRST_STATE, sample: true };
    assert.deepEqual(readPageState(before), { ...before, lent });
  });

  it('readPageState begins with the choice that the host wrote down', () => {
    const choice = { ...FIRST_CHOICE, measure: 'tokens' } as const;
    assert.deepEqual(readPageState(undefined, JSON.stringify(choice)), { ...FIRST_STATE, choice });
    assert.deepEqual(readPageState(undefined, '{', '[{}]'), FIRST_STATE);
    const path = [FIRST_CHOICE];
    assert.deepEqual(readPageState(undefined, JSON.stringify(choice), JSON.stringify(path)), {
      ...FIRST_STATE,
      choice,
      path,
    });
  });
});
