import assert from 'node:assert/strict';
import type { StoredKey } from '../../../src/account/adminKey.ts';
import { SAMPLE_ORGANIZATION } from '../../../src/sample/organization.ts';
import { AccountsBed } from '../hostSide/accountsBed.ts';

const acme = { id: 'org_1', name: 'Acme' };
const stored: StoredKey = { key: 'key-one', origin: 'https://api.anthropic.com', organization: acme };

let bed: AccountsBed;

describe('Accounts, over time', () => {
  beforeEach(() => {
    bed = new AccountsBed();
  });
  afterEach(() => bed[Symbol.dispose]());

  describe('an organization that is found out later', () => {
    const unproven = { ...stored, organization: null };

    it('an organization that is found out later is stored with the key', async () => {
      await bed.hold(unproven);
      await bed.accounts.keepOrganization(acme);
      assert.deepEqual(await bed.adminKey.state(), { status: 'present', stored });
    });

    it('an organization found out later does not bring back a key that another window has removed', async () => {
      await bed.hold(unproven);
      bed.secrets.values.clear();
      await bed.accounts.keepOrganization(acme);
      assert.equal(bed.secrets.values.size, 0);
      assert.deepEqual(bed.states, [{ status: 'noKey' }]);
    });

    it('an organization found out later does not become that of a key which another window has set', async () => {
      await bed.hold(unproven);
      const theirs = JSON.stringify({ ...unproven, key: 'key-two' });
      for (const name of bed.secrets.values.keys()) bed.secrets.values.set(name, theirs);
      await bed.accounts.keepOrganization(acme);
      assert.deepEqual([...bed.secrets.values.values()], [theirs]);
      assert.equal(bed.diary.at(-1), 'start key-two');
    });

    it('an organization found out later does not become that of a key which is set meanwhile', async () => {
      await bed.hold(unproven);
      const reading = Promise.withResolvers<void>();
      bed.secrets.held = reading.promise;
      const keeping = bed.accounts.keepOrganization(acme);
      const setting = bed.accounts.setKey('key-two');
      reading.resolve();
      await Promise.all([keeping, setting]);
      const state = await bed.adminKey.state();
      assert.ok(state.status === 'present');
      assert.deepEqual([state.stored.key, state.stored.organization], ['key-two', null]);
    });

    it('an organization found out later is not stored with the key while the sample is in use', async () => {
      await bed.hold(unproven);
      await bed.accounts.useSample();
      await bed.accounts.keepOrganization(SAMPLE_ORGANIZATION);
      assert.deepEqual(await bed.adminKey.state(), { status: 'present', stored: unproven });
    });
  });

  describe('removing the key', () => {
    beforeEach(async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      bed.diary.length = 0;
    });

    it('removing the key stops the engine, tells the other windows and forgets the figure', async () => {
      assert.equal(await bed.accounts.removeKey(), true);
      assert.deepEqual(bed.diary, ['signal', 'stop', 'forget figure', 'stop', 'show noKey']);
      assert.equal(bed.secrets.values.size, 0);
    });

    it('removing the key ends the account in this window even if the storage does not answer', async () => {
      bed.secrets.error = new Error('locked');
      assert.equal(await bed.accounts.removeKey(), false);
      assert.deepEqual(bed.states, [{ status: 'noKey' }]);
    });

    it('the account ends here when another window has removed the key', async () => {
      await bed.accounts.keyRemovedElsewhere();
      assert.deepEqual(bed.diary, ['stop', 'forget figure', 'stop', 'show noKey']);
    });

    it('removing the key in another window changes nothing in a window that shows the sample', async () => {
      await bed.accounts.useSample();
      bed.diary.length = 0;
      await bed.accounts.keyRemovedElsewhere();
      assert.deepEqual(bed.diary, []);
      await bed.accounts.leaveSample();
      assert.deepEqual(bed.states, [{ status: 'noKey' }]);
    });
  });

  describe('a key that another window changes', () => {
    it('the engine starts with the new key when another window has changed it', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      const theirs = JSON.stringify({ ...stored, key: 'key-two' });
      for (const name of bed.secrets.values.keys()) bed.secrets.values.set(name, theirs);
      assert.equal(await bed.accounts.keyChangedElsewhere(), true);
      assert.equal(bed.diary.at(-1), 'start key-two');
    });

    it('accounts forget the last figure when another window has replaced the key', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      bed.diary.length = 0;
      const theirs = JSON.stringify({ ...stored, key: 'key-two', organization: null });
      for (const name of bed.secrets.values.keys()) bed.secrets.values.set(name, theirs);
      await bed.accounts.keyChangedElsewhere();
      assert.deepEqual(bed.diary, ['stop', 'forget figure', 'start key-two']);
    });

    it('accounts forget the last figure when another window’s change has removed the key', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      bed.secrets.values.clear();
      await bed.accounts.keyChangedElsewhere();
      assert.ok(bed.diary.includes('forget figure'));
      assert.deepEqual(bed.states, [{ status: 'noKey' }]);
    });

    it('accounts keep the last figure when only the organization of the key has become known', async () => {
      await bed.hold({ ...stored, organization: null });
      await bed.accounts.start();
      bed.diary.length = 0;
      for (const name of bed.secrets.values.keys()) bed.secrets.values.set(name, JSON.stringify(stored));
      await bed.accounts.keyChangedElsewhere();
      assert.deepEqual(bed.diary, ['keep figure of org_1', 'start key-one']);
    });

    it('changing the key in another window changes nothing in a window that shows the sample', async () => {
      await bed.hold(stored);
      await bed.accounts.useSample();
      bed.diary.length = 0;
      bed.secrets.values.clear();
      assert.equal(await bed.accounts.keyChangedElsewhere(), true);
      assert.deepEqual(bed.diary, []);
    });

    it('accounts restart nothing when another window has stored the same key', async () => {
      await bed.hold(stored);
      await bed.accounts.start();
      bed.diary.length = 0;
      assert.equal(await bed.accounts.keyChangedElsewhere(), false);
      assert.deepEqual(bed.diary, []);
    });
  });

  describe('deleting', () => {
    beforeEach(async () => {
      bed.put('ledger.db', 'ledger.db-wal', 'sample.db', 'key-removed');
      await bed.hold(stored);
      await bed.accounts.start();
      bed.diary.length = 0;
    });

    it('deleting the ledgers removes these alone, and starts with new ones', async () => {
      await bed.accounts.deleteLedgers();
      assert.deepEqual(bed.files, ['key-removed']);
      assert.deepEqual(bed.diary, ['stop', 'keep figure of org_1', 'start key-one']);
    });

    it('deleting everything removes the key and the ledgers, and leaves the sample', async () => {
      await bed.accounts.useSample();
      await bed.accounts.deleteAll();
      assert.deepEqual(bed.files, ['key-removed']);
      assert.equal(bed.secrets.values.size, 0);
      assert.deepEqual([...bed.memento.values], []);
      assert.deepEqual(bed.states.at(-1), { status: 'noKey' });
      assert.ok(bed.diary.includes('forget figure'));
    });
  });
});
