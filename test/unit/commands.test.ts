import assert from 'node:assert/strict';
import type { StoredKey } from '../../src/account/adminKey.ts';
import type { CommandParts } from '../../src/commands.ts';
import { AccountsBed } from './hostSide/accountsBed.ts';
import { FakeDesk } from './hostSide/fakeDesk.ts';
import { held } from './hostSide/fakeVscode.ts';

const stored: StoredKey = { key: 'key-one', origin: 'https://api.anthropic.com', organization: null };

describe('Delete All Data', () => {
  let bed: AccountsBed;
  let run: () => unknown;

  beforeEach(async () => {
    held.desk = new FakeDesk();
    bed = new AccountsBed();
    bed.put('ledger.db');
    await bed.hold(stored);
    await bed.accounts.start();
    const { createCommands } = await import('../../src/commands.ts');
    const others = {} as Omit<CommandParts, 'accounts'>;
    run = () => createCommands({ ...others, accounts: bed.accounts })['claudeUsage.deleteAllData']?.(undefined);
  });
  afterEach(() => bed[Symbol.dispose]());

  it('Delete All Data asks before it deletes anything', async () => {
    await run();
    assert.equal(held.desk.told.length, 1);
    assert.deepEqual([bed.files, bed.secrets.values.size], [['ledger.db'], 1]);
  });

  it('Delete All Data deletes the key and the ledgers, without another message', async () => {
    held.desk.press = 'Delete All Data';
    await run();
    assert.equal(held.desk.told.length, 1);
    assert.deepEqual([bed.files, bed.secrets.values.size], [[], 0]);
  });

  it('Delete All Data tells the user where the secret storage keeps the key', async () => {
    held.desk.press = 'Delete All Data';
    bed.secrets.error = new Error('locked');
    await run();
    assert.deepEqual(bed.files, []);
    assert.equal(
      held.desk.told.at(-1),
      'Claude Usage: not everything could be deleted. The secret storage did not answer: remove the Admin API key again later.',
    );
  });
});

describe('Set Admin API Key', () => {
  it('Set Admin API Key greets an organization whose name is hostile with text and no link', async () => {
    held.desk = new FakeDesk();
    const bed = new AccountsBed();
    try {
      bed.engine.check = { outcome: 'valid', organization: { id: 'org', name: '\u202eAcme\u0000 [x](command:y)' } };
      held.desk.texts = ['sk-ant-admin01-key'];
      const { createCommands } = await import('../../src/commands.ts');
      const others = {} as Omit<CommandParts, 'accounts'>;
      await createCommands({ ...others, accounts: bed.accounts })['claudeUsage.setAdminKey']?.(undefined);
      assert.match(held.desk.told[0] ?? '', /^Claude Usage: connected to Acme \[x\] \(command:y\)\./);
    } finally {
      bed[Symbol.dispose]();
    }
  });
});

describe('Refresh Now', () => {
  let bed: AccountsBed;
  let run: (how?: unknown) => unknown;

  beforeEach(async () => {
    held.desk = new FakeDesk();
    bed = new AccountsBed();
    await bed.hold(stored);
    await bed.accounts.start();
    const { createCommands } = await import('../../src/commands.ts');
    const others = {} as Omit<CommandParts, 'accounts'>;
    run = (how) => createCommands({ ...others, accounts: bed.accounts })['claudeUsage.refresh']?.(how);
  });
  afterEach(() => bed[Symbol.dispose]());

  const refreshes = () => bed.diary.filter((line) => line.startsWith('refresh'));

  it('Refresh Now offers to try anyway in a pause of more than an hour, and then does', async () => {
    bed.engine.refreshed = { kind: 'rateLimited', message: 'The API asks for a pause.', mayTryAnyway: true };
    held.desk.press = 'Try Anyway';
    await run();
    await new Promise(setImmediate);
    assert.deepEqual(held.desk.told, ['Claude Usage: The API asks for a pause.']);
    assert.deepEqual(refreshes(), ['refresh', 'refresh anyway']);
  });

  it('Refresh Now does not try anyway in a shorter pause', async () => {
    bed.engine.refreshed = { kind: 'rateLimited', message: 'The API asks for a pause.' };
    held.desk.press = 'Try Anyway';
    await run();
    await new Promise(setImmediate);
    assert.deepEqual(refreshes(), ['refresh']);
  });

  it('Refresh Now tries anyway at once only with the argument of the link', async () => {
    await run('anyway');
    await run({ anyway: true });
    assert.deepEqual(refreshes(), ['refresh anyway', 'refresh']);
  });
});
