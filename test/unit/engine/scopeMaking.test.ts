import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { LedgerQueries } from '../../../src/engine/queries/ledgerQueries.ts';
import { ScopeMaking } from '../../../src/engine/scopeMaking.ts';
import { ORGANIZATION } from '../../../src/shared/scope.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { ENGINE_CONFIG } from '../../support/engineConfig.ts';
import { newsTo } from '../../support/news.ts';
import { HandMade, usageRow } from '../figures/made.ts';
import { daysAgo, TODAY } from '../spend/made.ts';

const DAYS = 40;
const KEYS = 400;
const AT = TODAY + HOUR / 2;
/** More than all days take. */
const MOST_TURNS = 10_000;

/** A ledger of days that many keys were used on. */
class Desk implements Disposable {
  readonly made = new HandMade();
  readonly figures = new LedgerQueries(
    this.made.ledger,
    { id: 'org', name: 'Acme' },
    { ...ENGINE_CONFIG, historyDays: DAYS },
  );
  readonly logged: string[] = [];
  looks = 0;
  isAnswering = false;
  session: { readonly figures: LedgerQueries } | null = { figures: this.figures };
  readonly making = new ScopeMaking({
    session: () => this.session,
    send: newsTo((message) => {
      if (message.call === 'log') this.logged.push(message.params.line);
    }),
    isAnswering: () => this.isAnswering,
    look: () => this.look(),
  });

  constructor() {
    const rows = Array.from({ length: KEYS }, (_, key) => usageRow(key + 1, { apiKeyId: `key-${key}`, output: key }));
    this.made.read('1h', daysAgo(DAYS - 1), TODAY, (start) => (start % (4 * HOUR) === 0 ? rows : []));
  }

  look() {
    this.looks += 1;
    const summary = this.figures.summary({ now: AT, problem: null, progress: null });
    this.making.goOn();
    return summary;
  }

  /** Lets the work go on to its end; returns how many turns others had. */
  async turns(): Promise<number> {
    let turns = 0;
    for (; !this.figures.scopes.isReady && turns < MOST_TURNS; turns++) await setImmediate();
    return turns;
  }

  [Symbol.dispose](): void {
    this.making[Symbol.dispose]();
    this.made[Symbol.dispose]();
  }
}

describe('Sums by scope of a large organization', function () {
  this.timeout(60_000);

  it('sums by scope let other work have its turn while they are made, and are shown once they all are', async () => {
    using desk = new Desk();
    const first = desk.look();
    assert.ok(first);
    assert.deepEqual([first.budgets, first.forecasts], [undefined, undefined]);
    const turns = await desk.turns();
    assert.ok(turns >= 5, `${turns} turns`);
    assert.equal(desk.looks, 2);
    assert.deepEqual(desk.logged, []);
    const month = { start: daysAgo(DAYS - 1), end: TODAY + DAY };
    assert.ok((desk.figures.scopes.cost(ORGANIZATION, month)?.unpricedTokens ?? 0) > 0);
  });

  it('sums by scope wait for the panel’s answer', async () => {
    using desk = new Desk();
    desk.isAnswering = true;
    desk.look();
    for (let turn = 0; turn < 200; turn++) await setImmediate();
    assert.equal(desk.figures.scopes.isReady, false);
    desk.isAnswering = false;
    await desk.turns();
    assert.equal(desk.looks, 2);
  });

  it('sums by scope are given up where their session has ended', async () => {
    using desk = new Desk();
    desk.look();
    desk.session = null;
    for (let turn = 0; turn < 200; turn++) await setImmediate();
    assert.deepEqual([desk.looks, desk.figures.scopes.isReady], [1, false]);
  });

  it('sums by scope that cannot be made are a line in the log, and the next look goes on', async () => {
    using desk = new Desk();
    desk.look();
    const { advance } = desk.figures.scopes;
    desk.figures.scopes.advance = () => {
      throw new Error('the ledger is gone');
    };
    await setImmediate();
    await setImmediate();
    assert.deepEqual(desk.logged, ['sums by scope could not be made: the ledger is gone']);
    desk.figures.scopes.advance = advance;
    desk.look();
    await desk.turns();
    assert.ok(desk.figures.scopes.isReady);
  });
});
