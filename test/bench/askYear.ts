// Asks for a year by key as the engine's thread does, twice, in a process of its own, and says what that took: node askYear.ts <ledger>
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PanelFeed } from '../../src/engine/panelFeed.ts';
import { LedgerQueries } from '../../src/engine/queries/ledgerQueries.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { FIRST_CHOICE } from '../../src/shared/choice.ts';
import { DAY, SECOND, utcDay } from '../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../support/engineConfig.ts';
import { DAYS, ORGANIZATION, TODAY } from './filledYear.ts';

const [path = ''] = process.argv.slice(2);
const now = TODAY + SECOND;
const range = { type: 'days', from: utcDay(TODAY - (DAYS - 1) * DAY), to: utcDay(TODAY - DAY) } as const;
const choice = { ...FIRST_CHOICE, by: 'apiKey', unit: 'day', range } as const;
const config = { ...ENGINE_CONFIG, ledgerPath: path, historyDays: DAYS };

using store = new Ledger(path, now);
const ledger = store.organization(ORGANIZATION);
const figures = new LedgerQueries(ledger, ORGANIZATION, config);
const summary = figures.summary({ now, problem: null, progress: null });
if (!summary) throw new Error('the ledger has no figures of today');

let told = Promise.withResolvers<void>();
const feed = new PanelFeed({
  clock: { now: () => now },
  send: (call, ...params) =>
    call === 'view' ? told.resolve() : told.reject(new Error(JSON.stringify([call, params]))),
  look: () => {},
  fail: (error) => told.reject(error),
});
feed.show(
  { status: 'ready', summary },
  {
    figures,
    views: ledger.views,
    notes: ledger.notes,
    sync: { wanted: async () => {}, isHistoryHeld: true },
    isBlocked: () => false,
  },
);

const read = () => {
  let rows = 0;
  for (const { columns } of ledger.usage.buckets('1h', TODAY - DAYS * DAY, TODAY)) rows += columns.series.length;
  return rows;
};

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function ask(): Promise<void> {
  feed.choose(null);
  // Another choice in between: the same one would be told again as it is.
  told = Promise.withResolvers();
  feed.choose({ ...choice, shape: choice.shape === 'bars' ? 'lines' : 'bars' });
  await told.promise;
}

async function askOther(): Promise<void> {
  told = Promise.withResolvers();
  feed.choose(choice);
  await told.promise;
}

const reading = await timed(read);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const cold = await timed(askOther);
const warm = await timed(ask);
const again = await timed(askOther);
delay.disable();
const rows = read();
feed[Symbol.dispose]();
console.log(
  JSON.stringify({
    rows,
    reading,
    cold,
    warm: Math.min(warm, again),
    turn: delay.max / 1e6,
    resident: process.memoryUsage.rss(),
  }),
);
