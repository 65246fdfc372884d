/** The engine's thread: network, database and arithmetic, away from the extension host's event loop. */
import { parentPort } from 'node:worker_threads';
import { createAdminApi } from '../../adminApi/client.ts';
import { REAL_DEPS } from '../../adminApi/retry.ts';
import { createSampleSource } from '../../sample/source.ts';
import { checkKey } from '../checkKey.ts';
import { Engine } from '../engine.ts';
import { LedgerKeeper } from '../ledgerKeeper.ts';
import { createOtelTransport } from '../otelTransport.ts';
import { SkewedClock } from '../skewedClock.ts';
import { Endpoint } from './endpoint.ts';
import { hostFetchOver } from './hostFetch.ts';
import type { EngineConfig, FromEngine, JobOutcome, SendNews, ToEngine } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('the engine runs as a worker thread');

const UNMADE = { kind: 'failed', message: 'There are no figures yet.' } as const satisfies JobOutcome;

/** By the API's origin: the time that answers gave holds for engines started later, too. */
const clocks = new Map<string, SkewedClock>();
/** By the ledger's path: the next engine does not repeat what the user was told of it. */
const keepers = new Map<string, LedgerKeeper>();
let engine: Engine | null = null;
let end = async () => {};
/** Starts and stops follow each other, and calls for an engine wait until it is there. */
let turn = Promise.resolve();

const host = new Endpoint<FromEngine, ToEngine>((message) => port.postMessage(message), {
  start: (config) => inTurn(() => start(config)),
  checkKey: ({ account, version }) => {
    const clock = clockOf(account.baseUrl.origin);
    return checkKey(account, { version, log, hostFetch, onServerDate: (date) => clock.note(date) });
  },
  refresh: ({ anyway }) => begunInTurn(async () => (await engine?.refresh(anyway)) ?? 'refreshed'),
  settings: (live) => inTurn(() => engine?.setLive(live)),
  focus: (focused) => inTurn(() => engine?.setFocused(focused)),
  cancelHistory: () => inTurn(() => engine?.cancelHistory()),
  panel: (choice) => inTurn(() => engine?.panel.choose(choice)),
  fetchMissing: (wanted) => inTurn(() => engine?.panel.fetch(wanted)),
  askChange: (question) => inTurn(() => engine?.changes.ask(question)),
  saveView: (view) => inTurn(() => engine?.panel.saveView(view)),
  deleteView: (name) => inTurn(() => engine?.panel.deleteView(name)),
  saveNote: (note) => inTurn(() => engine?.panel.saveNote(note)),
  deleteNote: (id) => inTurn(() => engine?.panel.deleteNote(id)),
  startMeasuring: (apiKey) => begunInTurn(async () => (engine ? engine.measuring.start(apiKey) : UNMADE.message)),
  stopMeasuring: () => begunInTurn(async () => (engine ? engine.measuring.stop() : UNMADE.message)),
  measurementChoices: () => begunInTurn(async () => (engine ? engine.measuring.choices() : UNMADE.message)),
  alertShown: (id) => inTurn(() => engine?.alerts.shown(id)),
  snoozeBudget: (name) => inTurn(() => engine?.alerts.snoozeBudget(name)),
  markExpected: (event) => inTurn(() => engine?.alerts.markExpected(event)),
  balance: () => begunInTurn(async () => (engine ? engine.balance.state() : UNMADE.message)),
  setBalance: (entry) => begunInTurn(async () => (engine ? engine.balance.set(entry) : UNMADE.message)),
  removeBalance: () => begunInTurn(async () => (engine ? engine.balance.remove() : UNMADE.message)),
  budgetChoices: () => begunInTurn(async () => engine?.budgetEditing.choices() ?? UNMADE.message),
  spendLimits: () => begunInTurn(async () => engine?.budgetEditing.limits() ?? []),
  pastPeriods: ({ scope, period }) => begunInTurn(async () => engine?.budgetEditing.pastPeriods(scope, period) ?? []),
  runJob: (job, { onProgress, signal }) =>
    begunInTurn(async () => (await engine?.runJob(job, onProgress, signal)) ?? UNMADE),
  askTool: (call, { signal }) =>
    begunInTurn(async () => (await engine?.tools.answer(call, signal)) ?? JSON.stringify({ error: UNMADE.message })),
  stop: () => inTurn(stop),
});
const hostFetch = hostFetchOver(host);
const log = {
  info: (line: string) => host.notify('log', { level: 'info', line }),
  warn: (line: string) => host.notify('log', { level: 'warn', line }),
};

port.on('message', (message: unknown) => {
  if (!host.receive(message)) log.warn('the engine was sent a message that this version does not know');
});

/** Acts once all acts before have ended; later ones wait for its end. */
function inTurn(act: () => void | Promise<void>): Promise<void> {
  turn = turn.then(act);
  // Also where a request would answer with it: an engine that cannot end lets go of its ledger with its thread alone.
  turn.catch((error: unknown) => setImmediate(() => Promise.reject(error)));
  return turn;
}

/** Acts once all acts before have ended; later ones wait only until it has begun. */
function begunInTurn<T>(act: () => Promise<T>): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  turn = turn.then(() => resolve(act()));
  return promise;
}

async function start(config: EngineConfig): Promise<void> {
  await stop();
  let ended = false;
  // An engine that has ended may still be in the middle of something: nothing of it comes after its end.
  const send: SendNews = (call, ...params) => {
    if (!ended) host.notify(call, ...params);
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
    engine = new Engine({ config, source, clock, random: Math.random, send, keeper });
  } else {
    const { baseUrl, key, preferHost } = account;
    const clock = clockOf(baseUrl.origin);
    const api = createAdminApi({
      baseUrl,
      key,
      version,
      log,
      hostFetch,
      preferHost,
      deps: { ...REAL_DEPS, now: () => clock.now() },
      onServerDate: (date) => clock.note(date),
    });
    close = () => api.dispose();
    const otelTransport = (redact: (text: string) => string) =>
      createOtelTransport({ hostFetch, preferHost, info: log.info }, redact);
    engine = new Engine({ config, source: api, clock, random: Math.random, send, keeper, otelTransport });
  }
  void engine.start();
}

function clockOf(origin: string): SkewedClock {
  const clock = clocks.get(origin) ?? new SkewedClock(log);
  clocks.set(origin, clock);
  return clock;
}

function keeperOf(path: string): LedgerKeeper {
  const keeper = keepers.get(path) ?? new LedgerKeeper(host.notify);
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
