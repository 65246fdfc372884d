/** The engine's thread: network, database and arithmetic, away from the extension host's event loop. */
import { parentPort } from 'node:worker_threads';
import { createAdminApi } from '../adminApi/client.ts';
import { REAL_SURROUNDINGS } from '../adminApi/retry.ts';
import { createSampleSource } from '../sample/source.ts';
import type { HistoryRange } from '../shared/panelView.ts';
import { checkKey } from './checkKey.ts';
import { Engine } from './engine.ts';
import { HostFetches } from './hostFetches.ts';
import type { FromEngine, ToEngine } from './protocol.ts';
import { SkewedClock } from './skewedClock.ts';

const port = parentPort;
if (!port) throw new Error('the engine runs as a worker thread');

const send = (message: FromEngine) => port.postMessage(message);
const log = {
  info: (line: string) => send({ type: 'log', level: 'info', line }),
  warn: (line: string) => send({ type: 'log', level: 'warn', line }),
};
const fetches = new HostFetches(send);
let engine: Engine | null = null;
let close = async () => {};
let range: HistoryRange | null = null;

port.on('message', (message: ToEngine) => void handle(message));

async function handle(message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'start':
      return start(message);
    case 'checkKey': {
      const { id, account, version } = message;
      const check = await checkKey(account, { version, log, hostFetch: fetches.fetch });
      return send({ type: 'keyChecked', id, check });
    }
    case 'refresh':
      return send({ type: 'refreshed', id: message.id, outcome: (await engine?.refresh()) ?? 'refreshed' });
    case 'focus':
      return engine?.setFocused(message.focused);
    case 'cancelHistory':
      return engine?.cancelHistory();
    case 'panel':
      range = message.range;
      return engine?.showPanel(range);
    case 'answer':
      return fetches.settle(message.id, message.answer);
    case 'stop':
      await stop();
      return send({ type: 'stopped', id: message.id });
  }
}

async function start({ config }: ToEngine & { type: 'start' }): Promise<void> {
  await stop();
  const clock = new SkewedClock(log);
  const { account, version } = config;
  if (account.type === 'sample') {
    engine = new Engine({ config, source: createSampleSource(clock), clock, random: Math.random, send });
  } else {
    const { baseUrl, key, preferHost } = account;
    const api = createAdminApi({
      baseUrl,
      key,
      version,
      log,
      hostFetch: fetches.fetch,
      preferHost,
      surroundings: { ...REAL_SURROUNDINGS, now: () => clock.now() },
      onServerDate: (date) => clock.note(date),
    });
    close = () => api.dispose();
    engine = new Engine({ config, source: api, clock, random: Math.random, send });
  }
  // A panel that was open for another account stays open for this one.
  engine.showPanel(range);
  await engine.start();
}

async function stop(): Promise<void> {
  engine?.[Symbol.dispose]();
  engine = null;
  const closing = close;
  close = async () => {};
  await closing();
}
