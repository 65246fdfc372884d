import assert from 'node:assert/strict';
import { FakeDesk } from '../hostSide/fakeDesk.ts';
import { held } from '../hostSide/fakeVscode.ts';

const ask = async (...texts: (string | undefined)[]) => {
  held.desk.texts = texts;
  const { askAdminKey } = await import('../../../src/account/keyPrompt.ts');
  return askAdminKey('https://api.anthropic.com');
};

describe('askAdminKey', () => {
  beforeEach(() => {
    held.desk = new FakeDesk();
    held.opened = [];
  });

  it('askAdminKey returns the key without the spaces around it, and shows it to nobody', async () => {
    assert.equal(await ask('  sk-ant-admin01-abc\n'), 'sk-ant-admin01-abc');
    const [box] = held.desk.boxes;
    assert.equal(box?.password, true);
    assert.match(box?.prompt ?? '', /sent only to https:\/\/api\.anthropic\.com\.$/);
    assert.deepEqual(held.desk.told, []);
  });

  it('askAdminKey returns undefined where the user turns away', async () => {
    assert.equal(await ask(), undefined);
  });

  it('askAdminKey hints at a regular key, and takes it all the same', async () => {
    assert.equal(await ask('sk-ant-api03-abc'), 'sk-ant-api03-abc');
    assert.deepEqual(held.desk.told, ['This looks like a regular API key. Use an Admin API key (sk-ant-admin…).']);
    assert.equal(held.desk.boxes[0]?.validationMessage?.severity, 2);
  });

  it('askAdminKey does not take what cannot be sent as a key', async () => {
    assert.equal(await ask('sk-ant admin', '', 'sk-ant-admin01-abc'), 'sk-ant-admin01-abc');
    assert.match(held.desk.told[0] ?? '', /^The key contains a space/);
  });

  it('askAdminKey opens the Console with its button', async () => {
    await ask('sk-ant-admin01-abc');
    held.desk.boxes[0]?.pressButton();
    assert.deepEqual(held.opened, ['https://platform.claude.com/settings/admin-keys']);
  });
});
