import assert from 'node:assert/strict';
import { PAGE_COMMANDS } from '../../../../src/shared/fromPage.ts';
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
