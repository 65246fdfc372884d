import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { LAUNCHER_FILE, SETUP_FILE } from '../../../src/mcp/files.ts';
import type { McpSetup } from '../../../src/mcp/setup.ts';
import { TOOLS } from '../../../src/tools/tools.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const STATUS = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_status' } };

describe('the MCP server as it is packed', () => {
  let folder: string;
  let dist: string;
  let storage: string;
  let launcher: string;
  before(function () {
    this.timeout(60_000);
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-mcp-'));
    dist = join(folder, 'extension', 'dist');
    execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production', `--outdir=${dist}`], { cwd: root });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(() => {
    // As on a Mac.
    storage = join(folder, 'Application Support', 'global "storage"');
    launcher = join(storage, LAUNCHER_FILE);
    mkdirSync(storage, { recursive: true });
    copyFileSync(join(dist, 'mcpLauncher.cjs'), launcher);
    setUp();
    using ledger = new Ledger(join(storage, 'ledger.db'), Date.now());
    ledger.organization({ id: 'org_acme', name: 'Acme' });
  });
  afterEach(() => rmSync(storage, { recursive: true, force: true }));

  function setUp(own: Partial<McpSetup> = {}): void {
    const setup: McpSetup = {
      version: '1.2.3',
      server: join(dist, 'mcpServer.mjs'),
      ledger: join(storage, 'ledger.db'),
      enabled: true,
      sample: false,
      zone: 'Europe/Zurich',
      historyDays: 90,
      ...own,
    };
    writeFileSync(join(storage, SETUP_FILE), JSON.stringify(setup));
  }

  async function connected(): Promise<Client & AsyncDisposable> {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [launcher], stderr: 'pipe' }));
    return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
  }

  async function call(client: Client, name = 'get_status', input: Record<string, unknown> = {}) {
    const { content, isError } = await client.callTool({ name, arguments: input });
    const [part] = content;
    assert.ok(content.length === 1 && part?.type === 'text');
    return { ...JSON.parse(part.text), isError };
  }

  /** Sends lines and ends stdin; all that comes back. */
  async function exchange(lines: readonly (object | string)[], args: readonly string[] = []) {
    const child = spawn(process.execPath, [...args, launcher]);
    const closed = once(child, 'close');
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    child.stdin.on('error', () => {});
    child.stdin.end(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
    const [code] = await closed;
    const answers = (await stdout).split('\n').slice(0, -1);
    return { code, answers: answers.map((line) => JSON.parse(line)), stderr: await stderr };
  }

  it('the MCP server is understood by the official client, which lists its tools and calls them', async () => {
    await using client = await connected();
    assert.deepEqual(client.getServerVersion(), {
      name: 'claude-usage',
      title: 'Claude Usage & Cost',
      version: '1.2.3',
    });
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, inputSchema }) => ({ name, inputSchema })),
      TOOLS.map(({ name, inputSchema }) => ({ name, inputSchema })),
    );
    const status = await call(client);
    assert.deepEqual(
      [status.organizations, status.days, status.isError],
      [[{ id: 'org_acme', name: 'Acme' }], 'Europe/Zurich', false],
    );
    const [spend, tokens] = await Promise.all([
      call(client, 'get_spend', { period: 'last7Days' }),
      call(client, 'get_tokens', { period: 'today', groupBy: 'apiKey' }),
    ]);
    assert.deepEqual([spend.groupBy, tokens.groupBy], ['none', 'apiKey']);
  });

  it('the MCP server answers bad input with a sentence, and a tool that there is not with an error', async () => {
    await using client = await connected();
    const { error, isError } = await call(client, 'get_spend', { period: 'always' });
    assert.match(error, /^The input is not valid: period has to be one of today,/);
    assert.equal(isError, true);
    await assert.rejects(client.callTool({ name: 'drop_tables' }), { code: -32602 });
  });

  it('the MCP server answers by the settings of the moment: switched off and on, another ledger, none', async () => {
    await using client = await connected();
    setUp({ enabled: false });
    const off = await call(client);
    assert.deepEqual(off, {
      error: 'This server is switched off: the setting claudeUsage.tools.enabled is false in VS Code.',
      isError: true,
    });
    setUp({ sample: true });
    assert.equal((await call(client)).sample, true);
    setUp({ ledger: join(storage, 'sample.db') });
    assert.match((await call(client)).error, /^There are no figures yet\./);
    rmSync(join(storage, SETUP_FILE));
    assert.match((await call(client)).error, /^The setup of this server is gone\. In VS Code, copy it again/);
  });

  it('the MCP server asks to be restarted where the extension was updated under it', async () => {
    await using client = await connected();
    const moved = join(folder, 'newer');
    renameSync(join(folder, 'extension'), moved);
    try {
      assert.match((await call(client)).error, /has been updated: restart this MCP server/);
    } finally {
      renameSync(moved, join(folder, 'extension'));
    }
  });

  it('the MCP server answers all that was asked before stdin ends, with JSON lines alone, and exits with 0', async () => {
    const lines = [INITIALIZE, '', '{"half', STATUS, { ...STATUS, id: 'two' }];
    const { code, answers } = await exchange(lines);
    assert.equal(code, 0);
    assert.deepEqual(answers.map(({ id }) => id).sort(), [0, 1, null, 'two'].sort());
    assert.deepEqual(await exchange([]).then((nothing) => [nothing.code, nothing.answers]), [0, []]);
  });

  it('the MCP server says in its answer, and nowhere else on stdout, that its Node is too old', async () => {
    const old = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); Object.defineProperty(process, 'version', { value: 'v20.19.0' })`;
    const preload = join(folder, 'old.cjs');
    writeFileSync(preload, old);
    const { code, answers } = await exchange([INITIALIZE, STATUS], ['--require', preload]);
    assert.equal(code, 0);
    const { content, isError } = answers.find(({ id }) => id === 1).result;
    assert.equal(isError, true);
    assert.match(content[0].text, /needs Node\.js 22\.13 or newer, and runs on v20\.19\.0\./);
  });

  it('the launcher says on stderr why it cannot start, in a sentence', async () => {
    const ancient = join(folder, 'ancient.cjs');
    writeFileSync(ancient, `Object.defineProperty(process.versions, 'node', { value: '12.22.0' })`);
    const tooOld = await exchange([], ['--require', ancient]);
    assert.match(tooOld.stderr, /^Claude Usage & Cost: this MCP server needs Node\.js 22\.13 or newer/);
    setUp({ server: join(folder, 'removed', 'mcpServer.mjs') });
    const removed = await exchange([INITIALIZE]);
    assert.match(removed.stderr, /^Claude Usage & Cost: the extension is not installed any more, or cannot be read/);
    rmSync(join(storage, SETUP_FILE));
    const unset = await exchange([INITIALIZE]);
    assert.match(unset.stderr, /^Claude Usage & Cost: there is no setup at .*copy it again/);
    for (const { code, answers } of [tooOld, removed, unset]) assert.deepEqual([code, answers], [1, []]);
  });
});
