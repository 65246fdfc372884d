/** The engine's thread: network, database and arithmetic, away from the extension host's event loop. */
import { parentPort } from 'node:worker_threads';
import { createAdminApi } from '../../adminApi/client.ts';
import { REAL_SURROUNDINGS } from '../../adminApi/retry.ts';
import { createSampleSource } from '../../sample/source.ts';
import { checkKey } from '../checkKey.ts';
import { Engine } from '../engine.ts';
import { LedgerKeeper } from '../ledgerKeeper.ts';
import { SkewedClock } from '../skewedClock.ts';
import { HostFetches } from './hostFetchClient.ts';
import type { FromEngine, ToEngine, WorkOutcome, WorkProgress } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('the engine runs as a worker thread');

const send = (message: FromEngine) => port.postMessage(message);
const log = {
  info: (line: string) => send({ type: 'log', level: 'info', line }),
  warn: (line: string) => send({ type: 'log', level: 'warn', line }),
};
const fetches = new HostFetches(send);
const works = new Map<number, AbortController>();
/** By the API's origin: what an answer has told of the time holds for whatever is started later. */
const clocks = new Map<string, SkewedClock>();
/** By the ledger's path: what was told of it once is not told again by the next engine. */
const keepers = new Map<string, LedgerKeeper>();
let engine: Engine | null = null;
let end = async () => {};
/** Starts and stops follow each other, and what is said to an engine waits until it is there. */
let turn = Promise.resolve();

port.on('message', (message: unknown) => {
  if (isOurs(message)) hear(message);
  else log.warn('the engine was sent what is no message of this version');
});

const TYPES: Readonly<Record<ToEngine['type'], true>> = {
  start: true,
  checkKey: true,
  refresh: true,
  focus: true,
  cancelHistory: true,
  panel: true,
  fetchLacking: true,
  saveView: true,
  deleteView: true,
  work: true,
  cancelWork: true,
  answer: true,
  stop: true,
};

/** Of one build with the host, so its type tells enough. */
function isOurs(message: unknown): message is ToEngine {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return typeof message.type === 'string' && Object.hasOwn(TYPES, message.type);
}

function hear(message: ToEngine): void {
  if (message.type === 'answer') fetches.settle(message.id, message.answer);
  else if (message.type === 'cancelWork') works.get(message.id)?.abort();
  else if (message.type === 'checkKey') void check(message);
  else if (message.type === 'work') queueWork(message);
  else turn = turn.then(() => handle(message));
}

async function handle(
  message: Exclude<ToEngine, { type: 'answer' | 'checkKey' | 'work' | 'cancelWork' }>,
): Promise<void> {
  switch (message.type) {
    case 'start':
      return start(message);
    case 'refresh':
      return void refresh(message);
    case 'focus':
      return engine?.setFocused(message.focused);
    case 'cancelHistory':
      return engine?.cancelHistory();
    case 'panel':
      return engine?.panel.choose(message.choice);
    case 'fetchLacking':
      return engine?.panel.fetch(message.wanted);
    case 'saveView':
      return engine?.panel.saveView(message.view);
    case 'deleteView':
      return engine?.panel.deleteView(message.name);
    case 'stop':
      await stop();
      return send({ type: 'stopped', id: message.id });
  }
}

async function check({ id, account, version }: ToEngine & { type: 'checkKey' }): Promise<void> {
  const clock = clockOf(account.baseUrl.origin);
  const onServerDate = (date: number) => clock.note(date);
  const options = { version, log, hostFetch: fetches.fetch, onServerDate };
  send({ type: 'keyChecked', id, check: await checkKey(account, options) });
}

async function refresh({ id, anyway }: ToEngine & { type: 'refresh' }): Promise<void> {
  send({ type: 'refreshed', id, outcome: (await engine?.refresh(anyway)) ?? 'refreshed' });
}

/** It can be cancelled before its turn has come, too. */
function queueWork(message: ToEngine & { type: 'work' }): void {
  const abort = new AbortController();
  works.set(message.id, abort);
  turn = turn.then(() => void doWork(message, abort.signal));
}

async function doWork({ id, work }: ToEngine & { type: 'work' }, signal: AbortSignal): Promise<void> {
  const onProgress = (progress: WorkProgress) => send({ type: 'working', id, progress });
  const failed: WorkOutcome = { kind: 'failed', message: 'There are no figures to make it of.' };
  const outcome = (await engine?.work(work, onProgress, signal)) ?? failed;
  works.delete(id);
  send({ type: 'worked', id, outcome });
}

async function start({ config }: ToEngine & { type: 'start' }): Promise<void> {
  await stop();
  let ended = false;
  // An engine that has ended may still be in the middle of something: nothing of it comes after its end.
  const tell = (message: FromEngine) => {
    if (!ended) send(message);
  };
  let close = async () => {};
  end = () => {
    ended = true;
    return close();
  };
  const { account, version } = config;
  const keeper = keeperOf(config.ledgerPath);
  keeper.begin();
  if (account.type === 'sample') {
    const clock = { now: Date.now };
    const source = createSampleSource(clock);
    engine = new Engine({ config, source, clock, random: Math.random, send: tell, keeper });
  } else {
    const { baseUrl, key, preferHost } = account;
    const clock = clockOf(baseUrl.origin);
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
    engine = new Engine({ config, source: api, clock, random: Math.random, send: tell, keeper });
  }
  void engine.start();
}

function clockOf(origin: string): SkewedClock {
  const clock = clocks.get(origin) ?? new SkewedClock(log);
  clocks.set(origin, clock);
  return clock;
}

function keeperOf(path: string): LedgerKeeper {
  const keeper = keepers.get(path) ?? new LedgerKeeper(send);
  keepers.set(path, keeper);
  return keeper;
}

async function stop(): Promise<void> {
  const ending = engine?.end();
  engine = null;
  await end();
  await ending;
  end = async () => {};
}
