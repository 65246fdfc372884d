import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredKey } from '../../src/account/adminKey.ts';
import type { CommandParts } from '../../src/commands.ts';
import { McpFiles } from '../../src/ui/mcp/mcpFiles.ts';
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
    bed.put('ledger.db', 'mcp.cjs', 'mcp.json');
    await bed.hold(stored);
    await bed.accounts.start();
    const { createCommands } = await import('../../src/commands.ts');
    const mcpFiles = new McpFiles({ extension: '', storage: bed.folder, setup: () => assert.fail() });
    const others = {} as Omit<CommandParts, 'accounts' | 'mcpFiles'>;
    const parts = { ...others, accounts: bed.accounts, mcpFiles };
    run = () => createCommands(parts)['claudeUsage.deleteAllData']?.(undefined);
  });
  afterEach(() => bed[Symbol.dispose]());

  it('Delete All Data asks before it deletes anything', async () => {
    await run();
    assert.equal(held.desk.told.length, 1);
    assert.deepEqual([bed.files, bed.secrets.values.size], [['ledger.db', 'mcp.cjs', 'mcp.json'], 1]);
  });

  it('Delete All Data deletes the key, the ledgers and the MCP server’s files, without another message', async () => {
    held.desk.press = 'Delete All Data';
    await run();
    assert.equal(held.desk.told.length, 1);
    assert.deepEqual([bed.files, bed.secrets.values.size], [[], 0]);
  });

  it('Delete All Data deletes the key and the ledgers where a file of the MCP server cannot be deleted, and says so', async () => {
    held.desk.press = 'Delete All Data';
    rmSync(join(bed.folder, 'mcp.cjs'));
    mkdirSync(join(bed.folder, 'mcp.cjs'));
    await run();
    assert.equal(bed.secrets.values.size, 0);
    assert.ok(!bed.files.includes('ledger.db'));
    assert.match(held.desk.told.at(-1) ?? '', /^Claude Usage: Some data could not be deleted\. /);
  });

  it('Delete All Data deletes the secrets and all files that it can where all else fails, and names what stays', async () => {
    held.desk.press = 'Delete All Data';
    await bed.otelHeaders.store('dd-api-key=hush', 'https://otlp.datadoghq.eu');
    await bed.accounts.useSample();
    bed.memento.error = new Error('The storage is read-only.');
    const stuck = ['ledger.db', 'mcp.cjs', 'sample.db'];
    for (const name of stuck) {
      rmSync(join(bed.folder, name), { force: true });
      mkdirSync(join(bed.folder, name));
    }
    await run();
    assert.equal(bed.secrets.values.size, 0);
    assert.deepEqual(bed.files, stuck);
    const told = held.desk.told.at(-1) ?? '';
    const start = 'Claude Usage: Some data could not be deleted. ';
    assert.ok(told.startsWith(`${start}The sample data stays on: The storage is read-only. `), told);
    for (const name of stuck) assert.ok(told.includes(join(bed.folder, name)), told);
  });

  it('Delete All Data tells the user where the secret storage keeps the key', async () => {
    held.desk.press = 'Delete All Data';
    bed.secrets.error = new Error('locked');
    await run();
    assert.deepEqual(bed.files, []);
    assert.equal(
      held.desk.told.at(-1),
      'Claude Usage: Some data could not be deleted. The secret storage did not respond, so it may still have the Admin API key and the OpenTelemetry headers. Try again later.',
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
      assert.match(held.desk.told[0] ?? '', /^Claude Usage: Connected to Acme \[x\] \(command:y\)\./);
    } finally {
      bed[Symbol.dispose]();
    }
  });
});

describe('Set Admin API Key where the API rejects the key', () => {
  let bed: AccountsBed;
  const set = async () => {
    bed.engine.check = { outcome: 'refused', message: 'The API rejected this key.' };
    held.desk.texts = ['sk-ant-admin01-key'];
    const { createCommands } = await import('../../src/commands.ts');
    const others = {} as Omit<CommandParts, 'accounts'>;
    await createCommands({ ...others, accounts: bed.accounts })['claudeUsage.setAdminKey']?.(undefined);
    await new Promise(setImmediate);
  };

  beforeEach(() => {
    held.desk = new FakeDesk();
    bed = new AccountsBed();
  });
  afterEach(() => bed[Symbol.dispose]());

  it('Set Admin API Key says that the key was not saved', async () => {
    await set();
    assert.deepEqual(held.desk.told, ['Claude Usage: The key was not saved. The API rejected this key.']);
  });

  it('Set Admin API Key says that the current key is unchanged, where there is one', async () => {
    await bed.hold(stored);
    await set();
    assert.deepEqual(held.desk.told, [
      'Claude Usage: The key was not saved. Your current key is unchanged. The API rejected this key.',
    ]);
  });
});

describe('Remove Admin API Key', () => {
  it('Remove Admin API Key keeps the history unless that is chosen, and its first button keeps it', async () => {
    for (const [press, files] of [
      [undefined, ['ledger.db']],
      ['Keep History', ['ledger.db']],
      ['Delete History', []],
    ] as const) {
      held.desk = new FakeDesk();
      held.desk.press = press;
      using bed = new AccountsBed();
      bed.put('ledger.db');
      await bed.hold(stored);
      const { createCommands } = await import('../../src/commands.ts');
      const others = {} as Omit<CommandParts, 'accounts'>;
      await createCommands({ ...others, accounts: bed.accounts })['claudeUsage.removeAdminKey']?.(undefined);
      assert.deepEqual([bed.files, bed.secrets.values.size], [files, 0]);
      assert.equal(held.desk.buttons[0]?.[0], 'Keep History');
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
