import assert from 'node:assert/strict';
import { FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { PAGE_COMMANDS } from '../../../../src/shared/fromPage.ts';
import { FIRST_STATE, readPageState } from '../../../../webview/pageState.ts';
import { remediesFor, troubleText } from '../../../../webview/screens/remedies.ts';

describe('a trouble above the figures', () => {
  it('calls them the last good ones, but not for bills that cannot be read: today is of now then', () => {
    const message = 'The cost report cannot be read.';
    assert.equal(troubleText({ kind: 'bills', message }), message);
    assert.equal(troubleText({ kind: 'failed', message }), `${message} The figures below are the last good ones.`);
  });
});

describe('the cures of a trouble', () => {
  it('begin with a new key when the key was refused', () => {
    assert.equal(remediesFor('refused')[0]?.command, 'claudeUsage.setAdminKey');
  });

  it('can be to ask again, whatever it is: asking lifts every pause', () => {
    for (const kind of ['refused', 'offline', 'rateLimited', 'failed', 'ledger', 'bills'] as const) {
      assert.ok(remediesFor(kind).some(({ command }) => command === 'claudeUsage.refresh'));
    }
  });

  it('are commands that the page may run', () => {
    for (const kind of ['refused', 'offline', 'rateLimited', 'failed', 'ledger', 'bills'] as const) {
      for (const { command } of remediesFor(kind)) assert.ok(PAGE_COMMANDS.includes(command));
    }
  });
});

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
