import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { StoredKey } from '../../../src/account/adminKey.ts';
import { SAMPLE_ORGANIZATION } from '../../../src/sample/organization.ts';
import { ENGINE_SETTINGS } from '../../support/engineConfig.ts';
import { AccountsBed } from '../hostSide/accountsBed.ts';

const acme = { id: 'org_1', name: 'Acme' };
const stored: StoredKey = { key: 'key-one', origin: 'https://api.anthropic.com', organization: acme };

let bed: AccountsBed;

describe('Accounts', () => {
  beforeEach(() => {
    bed = new AccountsBed();
  });
  afterEach(() => bed[Symbol.dispose]());

  describe('starting', () => {
    it('accounts show at the start that there is no key where none was ever set', async () => {
      await bed.accounts.start();
      assert.deepEqual(bed.states, [{ status: 'noKey' }]);
      assert.equal(bed.engine.config, null);
    });

    it('accounts start the engine with the key, the ledger and the settings where a key is stored', async () => {
      await bed.hold(stored);
      bed.proxy = true;
      bed.baseUrl = 'https://api.anthropic.com/gateway/';
      await bed.accounts.start();
      assert.deepEqual(bed.engine.config, {
        account: {
          type: 'key',
          baseUrl: { origin: stored.origin, prefix: '/gateway' },
          key: 'key-one',
          organization: acme,
          preferHost: true,
        },
        otelHeaders: {},
        ledgerPath: join(bed.folder, 'ledger.db'),
        ...ENGINE_SETTINGS,
        version: '1.2.3',
        window: 'window-1',
        locale: 'de-CH',
        focused: true,
      });
      assert.deepEqual(bed.states, []);
    });

    it('accounts forget at the start a last figure of another organization than the key’s', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      assert.deepEqual(bed.diary, ['keep figure of org_1', 'start key-one']);
    });

    it('accounts send a key to no other origin than its own', async () => {
      await bed.hold(stored);
      bed.baseUrl = 'https://gateway.example';
      await bed.accounts.start();
      assert.equal(bed.engine.config, null);
      assert.match(
        bed.problem,
        /was set for https:\/\/api\.anthropic\.com, so it is not sent to https:\/\/gateway\.example/,
      );
    });

    it('accounts show at the start the problem of a base URL that cannot be used', async () => {
      await bed.hold(stored);
      bed.baseUrl = 'http://gateway.example';
      await bed.accounts.start();
      assert.equal(bed.engine.config, null);
      assert.match(bed.problem, /must begin with https/);
    });

    it('accounts show a failure, not a missing key, when the secret storage does not answer', async () => {
      bed.secrets.error = new Error('locked');
      await bed.accounts.start();
      assert.match(bed.problem, /secret storage does not respond/);
    });

    it('accounts show the result of the last of two starts when the first is held up', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      bed.engine.stopping = promise;
      const first = bed.accounts.start();
      bed.memento.values.set('sample', true);
      await bed.accounts.start();
      resolve();
      await first;
      assert.equal(bed.engine.config?.account.type, 'sample');
      assert.deepEqual(bed.states, []);
    });
  });

  describe('setting a key', () => {
    it('a valid key that is set is kept with its origin and its organization', async () => {
      bed.engine.check = { outcome: 'valid', organization: acme };
      assert.deepEqual(await bed.accounts.setKey('key-two'), { outcome: 'valid', organization: acme, kept: true });
      assert.deepEqual(await bed.adminKey.state(), { status: 'present', stored: { ...stored, key: 'key-two' } });
      assert.equal(bed.engine.asked?.key, 'key-two');
    });

    it('setting a key ends the old account and forgets its figure before the new one starts', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      bed.diary.length = 0;
      bed.engine.check = { outcome: 'valid', organization: { id: 'org_2', name: 'Other' } };
      await bed.accounts.setKey('key-two');
      assert.deepEqual(bed.diary, ['stop', 'forget figure', 'keep figure of org_2', 'start key-two']);
    });

    it('setting a key leaves everything as it is when the API refuses the key', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      bed.diary.length = 0;
      bed.engine.check = { outcome: 'refused', message: 'No.' };
      assert.deepEqual(await bed.accounts.setKey('key-two'), { outcome: 'refused', message: 'No.', kept: false });
      assert.deepEqual(await bed.adminKey.state(), { status: 'present', stored });
      assert.deepEqual(bed.diary, []);
    });

    it('a key that could not be checked when it was set is kept, without an organization', async () => {
      const result = await bed.accounts.setKey('key-two');
      assert.deepEqual(result, { outcome: 'unchecked', message: 'offline', kept: true });
      assert.equal(bed.engine.config?.account.type, 'key');
      assert.deepEqual(await bed.adminKey.state(), {
        status: 'present',
        stored: { ...stored, key: 'key-two', organization: null },
      });
    });

    it('a key that the storage forgets is used when it is set, and said not to be kept', async () => {
      bed.secrets.forgetful = true;
      bed.engine.check = { outcome: 'valid', organization: acme };
      assert.equal((await bed.accounts.setKey('key-two')).kept, false);
      assert.deepEqual(bed.diary.at(-1), 'start key-two');
      assert.equal(await bed.accounts.keyChangedElsewhere(), false);
    });

    it('setting a key asks nobody and refuses it when the base URL cannot be used', async () => {
      bed.baseUrl = 'nowhere';
      assert.equal((await bed.accounts.setKey('key-two')).outcome, 'refused');
      assert.equal(bed.engine.asked, null);
      assert.deepEqual(await bed.adminKey.state(), { status: 'absent' });
    });

    it('setting a key ends the sample', async () => {
      await bed.accounts.useSample();
      bed.engine.check = { outcome: 'valid', organization: acme };
      await bed.accounts.setKey('key-two');
      assert.equal(bed.accounts.isSample(), false);
      assert.equal(bed.diary.at(-1), 'start key-two');
    });
  });

  describe('the sample', () => {
    it('the sample starts on a database of its own without a key', async () => {
      await bed.accounts.useSample();
      assert.deepEqual(bed.engine.config?.account, { type: 'sample' });
      assert.equal(bed.engine.config?.ledgerPath, join(bed.folder, 'sample.db'));
      assert.deepEqual(bed.diary, [
        'stop',
        'forget figure',
        `keep figure of ${SAMPLE_ORGANIZATION.id}`,
        'start sample',
      ]);
    });

    it('the sample is in use again after a reload', async () => {
      await bed.accounts.useSample();
      await bed.accounts.start();
      assert.equal(bed.diary.at(-1), 'start sample');
    });

    it('the sample gives way to the stored key once it is left', async () => {
      await bed.hold(stored);
      await bed.accounts.useSample();
      bed.diary.length = 0;
      await bed.accounts.leaveSample();
      assert.deepEqual(bed.diary, ['stop', 'forget figure', 'keep figure of org_1', 'start key-one']);
    });
  });

  describe('refreshing', () => {
    it('refreshing asks the engine where one runs', async () => {
      await bed.accounts.useSample();
      assert.equal(await bed.accounts.refresh(), 'refreshed');
      assert.equal(bed.diary.at(-1), 'refresh');
    });

    it('refreshing reads a key again that could not be read', async () => {
      bed.secrets.error = new Error('locked');
      await bed.accounts.start();
      assert.match(JSON.stringify(await bed.accounts.refresh()), /does not respond/);
      bed.secrets.error = null;
      bed.secrets.values.set('claudeUsage.adminKey', JSON.stringify(stored));
      assert.equal(await bed.accounts.refresh(), 'refreshed');
      assert.equal(bed.diary.at(-1), 'start key-one');
    });

    it('refreshing gives the problem that there is no key where none is set', async () => {
      await bed.accounts.start();
      assert.deepEqual(await bed.accounts.refresh(), { kind: 'failed', message: 'No Admin API key is set.' });
    });
  });
});
