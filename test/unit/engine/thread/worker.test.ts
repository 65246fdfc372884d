import assert from 'node:assert/strict';
import { on, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EngineClient } from '../../../../src/engine/thread/client.ts';
import type { EngineConfig } from '../../../../src/engine/thread/protocol.ts';
import { FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import type { PanelView } from '../../../../src/shared/panelView.ts';
import type { SpendState } from '../../../../src/shared/summary.ts';
import { DAY, startOfUtcDay } from '../../../../src/time/utc.ts';
import { KEYS } from '../../../adminApi/http/credentials.ts';
import { startAdminApi } from '../../../adminApi/server.ts';
import { ENGINE_CONFIG } from '../../../support/engineConfig.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';

const worker = join(import.meta.dirname, '../../../../src/engine/thread/worker.ts');

let folder: string;
let client: EngineClient;
let states: SpendState[];
let views: PanelView[];
let log: string[];
let look: () => void;

/** Settles once what has come is as it should be. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    const { promise, resolve } = Promise.withResolvers<void>();
    look = resolve;
    await promise;
  }
}

function open(path: string): void {
  const note =
    <T>(list: T[]) =>
    (item: T) => {
      list.push(item);
      look();
    };
  client = new EngineClient(path, {
    state: note(states),
    view: note(views),
    change: () => {},
    organization: () => {},
    measured: () => {},
    alert: () => {},
    monthlyReports: () => {},
    notice: () => {},
    log: ({ line }) => note(log)(line),
  });
}

/** A thread that does what a few lines say when it is sent a `call`, with `say` to answer. */
function openScript(lines: string): void {
  const path = join(folder, 'thread.mjs');
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
const say = (message) => parentPort.postMessage(message);
const state = (organization) => say({ call: 'state', params: { status: 'starting', organization, sample: false } });
parentPort.on('message', ({ call, params, id }) => {
  if (call === 'stop') return say({ reply: id });
  ${lines}
});`,
  );
  open(path);
}

const told = () => states.map((state) => (state.status === 'starting' ? state.organization : state.status));

function config(changes: Partial<EngineConfig> = {}): EngineConfig {
  return { ...ENGINE_CONFIG, ledgerPath: join(folder, 'sample.db'), historyDays: 40, ...changes };
}

describe('EngineClient', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-engine-'));
    [states, views, log] = [[], [], []];
    look = () => {};
  });
  afterEach(async () => {
    await client.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  });

  describe("the engine's thread", () => {
    it('the engine’s thread goes from nothing to figures', async () => {
      open(worker);
      client.start(config());
      await until(() => states.some(({ status }) => status === 'ready'));
      assert.equal(states[0]?.status, 'starting');
    });

    it('the engine’s thread draws a panel that was open before it was started', async () => {
      open(worker);
      client.showPanel(FIRST_CHOICE);
      client.start(config());
      await until(() => views.some(({ status }) => status === 'ready'));
    });

    it('the engine’s thread has one engine after two starts at once, and sends nothing more after its end', async () => {
      open(worker);
      client.start(config());
      client.start(config({ zone: 'Asia/Kathmandu' }));
      const zones = () => states.map((state) => (state.status === 'ready' ? state.summary.zone : ''));
      await until(() => zones().includes('Asia/Kathmandu'));
      await client.stop();
      // The first engine may have figures before the second start is heard, but none once there is the second.
      const second = states.findLastIndex(({ status }) => status === 'starting');
      assert.ok(!zones().slice(second).includes('UTC'), zones().join());
      const said = states.length;
      // The answer comes after whatever the thread said before it.
      await client.checkKey({ ...NOWHERE, type: 'key' }, '0.0.0');
      assert.equal(states.length, said);
    });
  });

  it('the engine’s thread survives a message that is no call, and says so in the log', async () => {
    const port = new Worker(worker);
    const lines: unknown[] = [];
    port.on('message', ({ params }) => lines.push(params?.line));
    const died = once(port, 'exit').then(() => 'died');
    try {
      const strange = [null, undefined, 7, 'start', [], {}, { call: 'toString' }, { call: null }];
      for (const message of strange) port.postMessage(message);
      port.postMessage({ call: 'stop', id: 1 });
      const stopped = (async () => {
        for await (const [message] of on(port, 'message')) if (message.reply === 1) return 'stopped';
        return 'ended';
      })();
      assert.equal(await Promise.race([stopped, died]), 'stopped');
      assert.equal(lines.filter((line) => /does not know/.test(String(line))).length, strange.length);
    } finally {
      await port.terminate();
    }
    open(worker);
  });

  it('the engine’s thread hears that a job is cancelled before it has begun', async () => {
    open(worker);
    client.start(config());
    client.start(config({ zone: 'Asia/Kathmandu' }));
    const request = { report: 'dailyUsage', from: '2026-11-01', to: '2026-11-02', filters: [] } as const;
    const abort = new AbortController();
    const outcome = client.runJob({ kind: 'report', request }, () => {}, abort.signal);
    abort.abort();
    assert.deepEqual(await outcome, { kind: 'cancelled' });
  });

  it('the engine’s thread knows the time from the check of a key when it begins with the history', async () => {
    const now = Date.now() - DAY;
    const world = tinyWorld(startOfUtcDay(now));
    await using api = await startAdminApi({ world });
    api.setNow(now);
    const baseUrl = { origin: api.url, prefix: '' };
    const account = {
      type: 'key',
      baseUrl,
      key: KEYS.admin,
      organization: world.organization,
      preferHost: false,
    } as const;
    open(worker);
    assert.equal((await client.checkKey(account, '0.0.0')).outcome, 'valid');
    client.start(config({ account, historyDays: 6 }));
    // Just after a midnight there is a state without any figure before the time is known.
    const hasFigure = (state: SpendState) => state.status === 'ready' && state.summary.today !== null;
    await until(() => states.some(hasFigure));
    const state = states.find(hasFigure);
    assert.equal(state?.status === 'ready' && state.summary.todayStart, startOfUtcDay(now));
    assert.ok(api.requests.all.every(({ status, took }) => took === undefined || status === 200));
    assert.equal(api.requests.of('me').length, 2, 'the check, and one that agrees with it');
    assert.equal(log.filter((line) => line.includes('clock is off by')).length, 1);
    await client.stop();
  });

  const NOWHERE = {
    baseUrl: { origin: 'http://127.0.0.1:1', prefix: '' },
    key: 'has a space',
    organization: null,
    preferHost: false,
  };

  describe('a thread that breaks down', () => {
    it('a thread that breaks down is started again with the last configuration and the open panel', async () => {
      openScript(`
      if (call === 'start') state(params.version);
      if (call === 'panel') state('panel ' + params.range.type);
      if (call === 'focus') process.exit(1);`);
      client.start(config({ version: '1' }));
      client.showPanel(FIRST_CHOICE);
      await until(() => told().length === 2);
      client.setFocused(false);
      await until(() => told().length === 4);
      assert.deepEqual(told(), ['1', 'panel last30', '1', 'panel last30']);
    });

    it('a thread that is started again leaves a cancelled history alone until a refresh', async () => {
      openScript(`
      if (call === 'start') state('start');
      if (call === 'cancelHistory') state('cancel');
      if (call === 'focus') process.exit(1);
      if (call === 'refresh') say({ reply: id, value: 'refreshed' });`);
      client.start(config());
      client.cancelHistory();
      await until(() => told().length === 2);
      client.setFocused(false);
      await until(() => told().length === 4);
      assert.deepEqual(told(), ['start', 'cancel', 'start', 'cancel']);
      await client.refresh();
      client.setFocused(true);
      await until(() => told().length === 5);
      client.start(config());
      await until(() => told().length === 6);
      assert.deepEqual(told().slice(4), ['start', 'start']);
    });

    it('a thread that breaks down is not restarted for ever, and is again when its user asks', async () => {
      openScript(`
      if (call !== 'start') return;
      state('start');
      throw new Error('broken');`);
      client.start(config());
      await until(() => told().includes('failed'));
      assert.deepEqual(told(), ['start', 'start', 'start', 'start', 'failed']);
      assert.deepEqual(log, Array(4).fill('the engine failed: broken'));
      states.length = 0;
      void client.refresh();
      await until(() => told().includes('failed'));
      assert.deepEqual(told(), ['start', 'start', 'start', 'start', 'failed']);
    });

    it('a thread that breaks down leaves no request without an answer', async () => {
      openScript(`if (call !== 'start') process.exit(1);`);
      client.start(config());
      const outcome = await client.refresh();
      assert.ok(typeof outcome === 'object' && outcome.kind === 'failed');
      assert.equal((await client.checkKey({ ...NOWHERE, type: 'key' }, '0.0.0')).outcome, 'unchecked');
    });

    it('a thread that breaks down is not restarted for a key that was only to be checked', async () => {
      openScript('process.exit(1);');
      await client.checkKey({ ...NOWHERE, type: 'key' }, '0.0.0');
      await client.stop();
      assert.deepEqual(states, []);
    });
  });

  describe('a thread that is let go of', () => {
    it('a disposed thread answers no more, and is not started by later calls', async () => {
      openScript('state(call);');
      client.start(config());
      await until(() => told().length === 1);
      await client.dispose();
      client.start(config());
      client.showPanel(FIRST_CHOICE);
      const outcome = await client.refresh();
      assert.ok(typeof outcome === 'object' && outcome.kind === 'failed');
      assert.deepEqual(told(), ['start']);
    });
  });
});
