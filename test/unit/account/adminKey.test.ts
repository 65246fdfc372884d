import assert from 'node:assert/strict';
import { AdminKey, type StoredKey } from '../../../src/account/adminKey.ts';
import { FakeSecrets } from '../hostSide/fakeSecrets.ts';

const stored: StoredKey = { key: 'sk-ant-admin01-one', origin: 'https://api.anthropic.com', organization: null };
const other: StoredKey = { ...stored, key: 'sk-ant-admin01-two' };
const absent = { status: 'absent' };
const unavailable = { status: 'unavailable' };
const present = { status: 'present', stored };
const NAME = 'claudeUsage.adminKey';

let secrets: FakeSecrets;
let adminKey: AdminKey;

describe('AdminKey', () => {
  beforeEach(() => {
    secrets = new FakeSecrets();
    adminKey = new AdminKey(secrets);
  });

  describe('the Admin API key', () => {
    it('the Admin API key is absent where none was stored', async () => {
      assert.deepEqual(await adminKey.state(), absent);
    });

    it('a stored Admin API key is present in the next window, with its origin and its organization', async () => {
      const organization = { id: 'org_1', name: 'Acme' };
      assert.equal(await adminKey.store({ ...stored, organization }), true);
      assert.deepEqual(await new AdminKey(secrets).state(), { status: 'present', stored: { ...stored, organization } });
    });

    it('the Admin API key is kept in one secret and nowhere else', async () => {
      await adminKey.store(stored);
      assert.deepEqual([...secrets.values.keys()], [NAME]);
      assert.doesNotMatch(JSON.stringify(adminKey), /sk-ant/);
    });

    it('the Admin API key is read once in a session', async () => {
      secrets.values.set(NAME, JSON.stringify(stored));
      await adminKey.state();
      secrets.error = new Error('locked');
      assert.deepEqual(await adminKey.state(), present);
    });

    it('the Admin API key is absent once it is removed, in the next window too', async () => {
      await adminKey.store(stored);
      assert.equal(await adminKey.remove(), true);
      assert.deepEqual(await adminKey.state(), absent);
      assert.deepEqual(await new AdminKey(secrets).state(), absent);
    });

    for (const garbage of [
      '',
      'sk-ant-admin01-bare',
      'null',
      '{"key":"k"}',
      JSON.stringify({ ...stored, key: '' }),
      JSON.stringify({ ...stored, key: 'two words' }),
      JSON.stringify({ ...stored, key: 7 }),
      JSON.stringify({ ...stored, organization: { id: 1 } }),
    ]) {
      it(`the Admin API key is absent when the secret holds ${garbage === '' ? 'nothing' : garbage}`, async () => {
        secrets.values.set(NAME, garbage);
        assert.deepEqual(await adminKey.state(), absent);
      });
    }
  });

  describe('a secret storage that does not answer', () => {
    beforeEach(() => {
      secrets.error = new Error(`cannot decrypt ${stored.key}`);
    });

    it('the Admin API key is unavailable, not absent, when the secret storage does not answer', async () => {
      assert.deepEqual(await adminKey.state(), unavailable);
    });

    it('the error of a secret storage that does not answer is never passed on', async () => {
      assert.equal(await adminKey.store(stored), false);
      assert.equal(await adminKey.remove(), false);
      assert.deepEqual(await adminKey.reload(), absent);
    });

    it('a key that the secret storage does not take stays in memory for the session', async () => {
      await adminKey.store(stored);
      assert.deepEqual(await adminKey.state(), present);
      assert.deepEqual(await adminKey.reload(), present);
    });

    it('a removed key stays removed in this window when the secret storage does not answer', async () => {
      await adminKey.remove();
      assert.deepEqual(await adminKey.state(), absent);
    });

    it('the secret storage is read again once its user has unlocked it', async () => {
      await adminKey.state();
      secrets.error = null;
      secrets.values.set(NAME, JSON.stringify(stored));
      assert.deepEqual(await adminKey.reload(), present);
    });
  });

  describe('a secret storage that forgets', () => {
    beforeEach(() => {
      secrets.forgetful = true;
    });

    it('a secret storage that forgets is noticed by reading the key back', async () => {
      assert.equal(await adminKey.store(stored), false);
    });

    it('a key that the secret storage forgets stays in memory for the session, whatever that announces', async () => {
      await adminKey.store(stored);
      assert.deepEqual(await adminKey.reload(), present);
      assert.deepEqual(await adminKey.state(), present);
    });

    it('a removed key does not come back when the secret storage forgets', async () => {
      await adminKey.store(stored);
      await adminKey.remove();
      assert.deepEqual(await adminKey.reload(), absent);
    });
  });

  describe('another window', () => {
    it('a key that another window replaces is the new one here once it is read again', async () => {
      await adminKey.store(stored);
      secrets.values.set(NAME, JSON.stringify(other));
      assert.deepEqual(await adminKey.reload(), { status: 'present', stored: other });
      assert.deepEqual(await adminKey.state(), { status: 'present', stored: other });
    });

    it('a key that another window removes is absent here once it is read again', async () => {
      await adminKey.store(stored);
      secrets.values.clear();
      assert.deepEqual(await adminKey.reload(), absent);
    });

    it('a key that another window has removed is forgotten here, even if the storage still has it', async () => {
      await adminKey.store(stored);
      adminKey.forget();
      assert.deepEqual(await adminKey.state(), absent);
    });
  });

  describe('a storage that takes its time', () => {
    let letGo: () => void;

    beforeEach(async () => {
      await adminKey.store(other);
      const { promise, resolve } = Promise.withResolvers<void>();
      letGo = resolve;
      secrets.slow = promise;
    });

    it('reading a slow storage does not bring back a key that is being removed', async () => {
      const removing = adminKey.remove();
      const reading = adminKey.reload();
      assert.deepEqual(await adminKey.state(), absent);
      letGo();
      assert.deepEqual([await removing, await reading], [true, absent]);
      assert.deepEqual(await adminKey.reload(), absent);
    });

    it('reading a slow storage does not bring back a key that is being replaced', async () => {
      const storing = adminKey.store(stored);
      const reading = adminKey.reload();
      assert.deepEqual(await adminKey.state(), present);
      letGo();
      assert.deepEqual([await storing, await reading], [true, present]);
      assert.deepEqual(await adminKey.reload(), present);
    });

    it('changes of another window show again once a slow storage has stored the key', async () => {
      const storing = adminKey.store(stored);
      letGo();
      await storing;
      secrets.values.clear();
      assert.deepEqual(await adminKey.reload(), absent);
    });
  });

  describe('a reading that is answered late', () => {
    let letGo: () => void;
    let reading: Promise<unknown>;

    beforeEach(() => {
      secrets.values.set(NAME, JSON.stringify(other));
      const { promise, resolve } = Promise.withResolvers<void>();
      letGo = resolve;
      secrets.held = promise;
      reading = adminKey.state();
      secrets.held = Promise.resolve();
    });

    it('a reading that is answered late does not undo what was stored meanwhile', async () => {
      await adminKey.store(stored);
      letGo();
      assert.deepEqual(await reading, present);
      assert.deepEqual(await adminKey.state(), present);
    });

    it('a reading that is answered late does not undo a removal', async () => {
      await adminKey.remove();
      letGo();
      assert.deepEqual(await reading, absent);
      assert.deepEqual(await adminKey.state(), absent);
    });
  });
});
