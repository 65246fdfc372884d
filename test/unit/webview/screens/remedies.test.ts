import assert from 'node:assert/strict';
import { PAGE_COMMANDS } from '../../../../src/shared/fromPage.ts';
import { problemText, remediesFor, remediesWithoutFigures } from '../../../../webview/screens/remedies.ts';

describe('troubleText', () => {
  it('troubleText calls figures the last good ones, except when only bills cannot be read', () => {
    const message = 'The cost report cannot be read.';
    assert.equal(problemText({ kind: 'bills', message }), message);
    assert.equal(problemText({ kind: 'failed', message }), `${message} The figures below are the last known ones.`);
  });
});

describe('remediesFor', () => {
  it('remediesFor puts setting a key first when the key was refused', () => {
    assert.equal(remediesFor('refused')[0]?.command, 'claudeUsage.setAdminKey');
  });

  it('remediesFor offers to refresh for every trouble', () => {
    for (const kind of ['refused', 'offline', 'rateLimited', 'failed', 'ledger', 'bills'] as const) {
      assert.ok(remediesFor(kind).some(({ command }) => command === 'claudeUsage.refresh'));
    }
  });

  it('remediesFor gives only commands that the page may run', () => {
    for (const kind of ['refused', 'offline', 'rateLimited', 'failed', 'ledger', 'bills'] as const) {
      for (const { command } of remediesFor(kind)) assert.ok(PAGE_COMMANDS.includes(command));
    }
  });
});

describe('remediesWithoutFigures', () => {
  const labels = (kind: 'refused' | 'failed' | 'ledger', sample: boolean) =>
    remediesWithoutFigures(kind, sample).map(({ label }) => label);

  it('remediesWithoutFigures leads to another key or the sample, each once', () => {
    const ways = ['Set Admin API Key', 'Explore with Sample Data'];
    assert.deepEqual(labels('failed', false), ['Try Again', 'Show Log', ...ways]);
    assert.deepEqual(labels('refused', false), [
      'Set Admin API Key',
      'Try Again',
      'Show Log',
      'Explore with Sample Data',
    ]);
  });

  it('remediesWithoutFigures asks for no key where the database is what fails', () => {
    assert.deepEqual(labels('ledger', false), ['Try Again', 'Show Log', 'Explore with Sample Data']);
  });

  it('remediesWithoutFigures leads out of the sample', () => {
    assert.deepEqual(labels('failed', true), ['Try Again', 'Show Log', 'Leave Sample Data']);
  });
});
