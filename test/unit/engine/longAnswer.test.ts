import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { PanelFeed, type PanelSession } from '../../../src/engine/panelFeed.ts';
import { LedgerQueries } from '../../../src/engine/queries/ledgerQueries.ts';
import type { NewsMessage } from '../../../src/engine/thread/protocol.ts';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import type { PanelView } from '../../../src/shared/panelView.ts';
import type { Summary } from '../../../src/shared/summary.ts';
import { HOUR } from '../../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { newsTo } from '../../support/news.ts';
import { until } from '../../workbench/until.ts';
import { HandMade, usageRow } from '../figures/made.ts';
import { daysAgo, TODAY } from '../spend/made.ts';

const DAYS = 60;
const KEYS = 400;
/** More than any answer takes. */
const MOST_TURNS = 10_000;
const AT = TODAY + HOUR / 2;
const CONFIG = { ...ENGINE_CONFIG, historyDays: DAYS };
const LONG: Choice = { ...FIRST_CHOICE, range: { type: 'last90' }, by: 'apiKey', unit: 'day' };
const SHORT: Choice = { ...LONG, range: { type: 'today' } };

/** A panel over a ledger of days that many keys were used on: an answer about all of them takes many turns. */
class Desk implements Disposable {
  readonly made = new HandMade();
  readonly views: PanelView[] = [];
  readonly logged: string[] = [];
  readonly figures = new LedgerQueries(this.made.ledger, { id: 'org', name: 'Acme' }, CONFIG);
  readonly feed: PanelFeed;
  readonly #session: PanelSession = {
    figures: this.figures,
    views: this.made.ledger.views,
    notes: this.made.ledger.notes,
    sync: { wanted: async () => {}, isHistoryHeld: true },
    isBlocked: () => false,
  };

  constructor() {
    const rows = Array.from({ length: KEYS }, (_, key) => usageRow(key + 1, { apiKeyId: `key-${key}`, output: key }));
    this.made.read('1h', daysAgo(DAYS - 1), TODAY, (start) => (start % (8 * HOUR) === 0 ? rows : []));
    const fail = (error: unknown) => void this.logged.push(String(error));
    const send = newsTo((message) => this.#hear(message));
    this.feed = new PanelFeed({ clock: { now: () => AT }, send, look: () => this.look(), fail });
  }

  #hear(message: NewsMessage): void {
    if (message.call === 'view') this.views.push(message.params);
    if (message.call === 'log') this.logged.push(message.params.line);
  }

  /** Shows a new summary, as the engine does when a poll has ended. */
  look(own: Partial<Summary> = {}): void {
    const summary = this.figures.summary({ now: AT, problem: null, progress: null }) ?? assert.fail('no summary');
    this.feed.show({ status: 'ready', summary: { ...summary, ...own } }, this.#session);
  }

  get choices(): (Choice | null)[] {
    return this.views.map((view) => (view.status === 'ready' ? view.explorer.choice : null));
  }

  answer() {
    return until('an answer', 60_000, async () => (this.views.length > 0 ? this.views[0] : undefined));
  }

  [Symbol.dispose](): void {
    this.feed[Symbol.dispose]();
    this.made[Symbol.dispose]();
  }
}

describe('A long answer', function () {
  this.timeout(60_000);

  it('a long answer lets other work have its turn while it is made, and arrives', async () => {
    using desk = new Desk();
    desk.look();
    desk.feed.choose(LONG);
    let turns = 0;
    for (; desk.views.length === 0 && turns < MOST_TURNS; turns++) await setImmediate();
    assert.deepEqual(desk.logged, []);
    assert.ok(turns >= 2, `${turns} turns`);
    const [view] = desk.views;
    assert.ok(view?.status === 'ready' && view.explorer.totals.values.length === KEYS);
  });

  it('a long answer is given up for a newer choice, which is answered at once', async () => {
    using desk = new Desk();
    desk.look();
    desk.feed.choose(LONG);
    await setImmediate();
    desk.feed.choose(SHORT);
    assert.deepEqual(desk.choices, [SHORT]);
    for (let turn = 0; turn < 100; turn++) await setImmediate();
    assert.deepEqual(desk.choices, [SHORT]);
  });

  for (const [when, giveUp] of [
    ['nobody looks any more', (feed: PanelFeed) => feed.choose(null)],
    ['the ledger closes', (feed: PanelFeed) => feed.stopAnswering()],
  ] as const) {
    it(`a long answer is given up when ${when}`, async () => {
      using desk = new Desk();
      desk.look();
      desk.feed.choose(LONG);
      await setImmediate();
      giveUp(desk.feed);
      for (let turn = 0; turn < 100; turn++) await setImmediate();
      assert.equal(desk.views.length, 0);
      assert.deepEqual(desk.logged, []);
    });
  }

  it('a long answer goes on over a poll without news, and has that poll’s summary', async () => {
    using desk = new Desk();
    desk.look();
    desk.feed.choose(LONG);
    await setImmediate();
    desk.look({ checkedAt: 12_345 });
    const view = await desk.answer();
    assert.ok(view.status === 'ready');
    assert.equal(view.summary.checkedAt, 12_345);
    for (let turn = 0; turn < 100; turn++) await setImmediate();
    assert.equal(desk.views.length, 1);
  });

  it('a long answer begins anew where the ledger has changed, and arrives', async () => {
    using desk = new Desk();
    desk.look();
    desk.feed.choose({ ...LONG, measure: 'uncachedInput' });
    for (let news = 1; desk.views.length === 0 && news < MOST_TURNS; news++) {
      await setImmediate();
      if (desk.views.length > 0) break;
      const first = daysAgo(DAYS - 1);
      desk.made.read('1h', first, first + HOUR, () => [usageRow(1_000_000 + news)], { readAt: AT + news });
      desk.look();
    }
    const [view] = desk.views;
    assert.ok(view?.status === 'ready' && view.explorer.chart.kind === 'count');
    const ofChart = view.explorer.chart.amounts.reduce((sum, count) => sum + count, 0);
    const ofTotals = view.explorer.totals.counts.reduce((sum, count, at) => sum + (at % 6 === 0 ? count : 0), 0);
    assert.equal(ofChart, ofTotals);
    assert.deepEqual(desk.logged, []);
  });

  it('a long answer that fails is a line in the log, and the next one is made', async () => {
    using desk = new Desk();
    desk.look();
    desk.feed.choose(LONG);
    await setImmediate();
    const { usage } = desk.made.ledger;
    const buckets = usage.buckets.bind(usage);
    usage.buckets = () => {
      throw new Error('disk I/O error');
    };
    await until('the failure', 10_000, async () => desk.logged[0]);
    usage.buckets = buckets;
    assert.deepEqual(desk.logged, ['the panel could not be answered: disk I/O error']);
    desk.look();
    assert.equal((await desk.answer()).status, 'ready');
  });
});
