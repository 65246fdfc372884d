import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineClient } from '../../../../src/engine/thread/client.ts';
import type { EngineConfig, EngineNews } from '../../../../src/engine/thread/protocol.ts';
import { FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import type { Handlers } from '../../../../src/shared/rpc.ts';
import { ENGINE_CONFIG } from '../../../support/engineConfig.ts';

/** An engine's thread in a few lines: it writes what it hears into its log, and does what the ledger's path says. */
const THREAD = `
  const { parentPort } = require('node:worker_threads');
  const post = (message) => parentPort.postMessage(message);
  const say = (line) => post({ call: 'log', params: { level: 'info', line } });
  let wish = '';
  parentPort.on('message', ({ call, params, id, reply, value }) => {
    if (reply) return say('answer ' + (value ? value.status : 'none'));
    say(call + (call === 'panel' ? ' ' + params.range.type : ''));
    const answer = (value) => post({ reply: id, value });
    if (call === 'start') {
      wish = params.ledgerPath;
      if (wish === 'crash') process.exit(3);
      if (wish.startsWith('http')) post({ call: 'fetch', id: 7, params: { url: wish, headers: { 'x-a': 'b' } } });
      else post({ call: 'state', params: { status: 'noKey' } });
    }
    if (call === 'refresh' && wish === 'crash later') process.exit(3);
    if (call === 'refresh' && wish === 'fail') post({ failure: id, message: 'broken' });
    else if (call === 'refresh') answer('tooSoon');
    if (call === 'checkKey') answer({ outcome: 'refused', message: params.account.key });
    if (call === 'stop') answer();
  });`;

const ACCOUNT = {
  type: 'key',
  baseUrl: { origin: 'https://api.example.com', prefix: '' },
  key: 'made-up',
  organization: null,
  preferHost: false,
} as const;

function configOf(ledgerPath: string): EngineConfig {
  return { ...ENGINE_CONFIG, account: ACCOUNT, ledgerPath };
}

describe('The extension host’s side of the engine', () => {
  let folder: string;
  let client: EngineClient;
  let lines: string[];
  let states: unknown[];
  let hear: () => void;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
    writeFileSync(join(folder, 'thread.cjs'), THREAD);
    lines = [];
    states = [];
    hear = () => {};
    const news: Handlers<EngineNews> = {
      state: (state) => {
        states.push(state);
        hear();
      },
      view: () => {},
      change: () => {},
      organization: () => {},
      measured: () => {},
      alert: () => {},
      monthlyReports: () => {},
      notice: () => {},
      log: ({ line }) => {
        lines.push(line);
        hear();
      },
    };
    client = new EngineClient(join(folder, 'thread.cjs'), news);
  });

  afterEach(async () => {
    await client.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function until(predicate: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      hear = () => predicate() && resolve();
      hear();
    });
  }

  it('EngineClient starts its thread when it is first needed, and hands on its news', async () => {
    client.setFocused(true);
    client.cancelHistory();
    client.showPanel(null);
    client.start(configOf('plain'));
    await until(() => states.length > 0);
    assert.deepEqual(lines, ['start']);
  });

  it('EngineClient matches answers to their requests', async () => {
    client.start(configOf('plain'));
    const [check, outcome] = await Promise.all([client.checkKey(ACCOUNT, '0.0.0'), client.refresh()]);
    assert.deepEqual(check, { outcome: 'refused', message: 'made-up' });
    assert.equal(outcome, 'tooSoon');
  });

  it('EngineClient tells a new thread the panel’s choice', async () => {
    client.showPanel(FIRST_CHOICE);
    client.start(configOf('plain'));
    await until(() => lines.includes('panel last30'));
    assert.deepEqual(lines, ['start', 'panel last30']);
  });

  it('EngineClient leaves a cancelled history alone when a setting changes', async () => {
    client.start(configOf('plain'));
    client.cancelHistory();
    client.start({ ...configOf('plain'), intervalMs: 300_000, zone: 'Asia/Kathmandu' });
    await until(() => lines.length === 4);
    assert.deepEqual(lines, ['start', 'cancelHistory', 'start', 'cancelHistory']);
  });

  it('EngineClient begins a history anew when more is wanted, for another account, and after an end', async () => {
    client.start(configOf('plain'));
    client.cancelHistory();
    client.start({ ...configOf('plain'), historyDays: 365 });
    client.cancelHistory();
    client.start({ ...configOf('plain'), account: { ...ACCOUNT, key: 'another' } });
    client.cancelHistory();
    await client.stop();
    client.start({ ...configOf('plain'), account: { ...ACCOUNT, key: 'another' } });
    await until(() => lines.length === 8);
    const cancelled = ['start', 'cancelHistory'];
    assert.deepEqual(lines, [...cancelled, ...cancelled, ...cancelled, 'stop', 'start']);
  });

  it('EngineClient starts its thread again after a crash, and leaves nobody waiting', async () => {
    client.start(configOf('crash later'));
    await until(() => states.length === 1);
    const outcome = await client.refresh();
    assert.ok(typeof outcome === 'object' && outcome.kind === 'failed');
    await until(() => states.length === 2);
  });

  it('EngineClient says in the log why the thread could not answer, and that it was interrupted', async () => {
    client.start(configOf('fail'));
    const outcome = await client.refresh();
    assert.ok(typeof outcome === 'object' && outcome.kind === 'failed');
    assert.deepEqual(lines, ['start', 'refresh', 'the engine failed: broken']);
  });

  it('EngineClient gives up on a thread that crashes again and again, and says so', async () => {
    client.start(configOf('crash'));
    await until(() => states.length > 0);
    const [state] = states;
    assert.ok(typeof state === 'object' && state !== null && 'status' in state && state.status === 'failed');
    assert.ok(lines.filter((line) => line === 'start').length < 10);
  });

  it('EngineClient fetches for the thread with its headers, and follows no redirect', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer(({ url, headers }, response) => {
      seen.push(`${url} ${headers['x-a']}`);
      response.writeHead(302, { location: '/elsewhere' }).end();
    }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      client.start(configOf(`http://127.0.0.1:${port}/v1`));
      await until(() => lines.includes('answer 302'));
      assert.deepEqual(seen, ['/v1 b']);
    } finally {
      server.close();
    }
  });

  it('EngineClient tells the thread that it could not connect, and nothing of the error', async () => {
    client.start(configOf('http://127.0.0.1:1/'));
    await until(() => lines.includes('answer none'));
    assert.deepEqual(lines, ['start', 'answer none']);
  });

  it('EngineClient ends more than once, and answers whoever asks after the end', async () => {
    client.start(configOf('plain'));
    await until(() => states.length > 0);
    await client.dispose();
    await client.dispose();
    const outcome = await client.refresh();
    assert.ok(typeof outcome === 'object' && outcome.kind === 'failed');
  });
});
