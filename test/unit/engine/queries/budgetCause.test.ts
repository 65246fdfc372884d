import assert from 'node:assert/strict';
import { LedgerQueries } from '../../../../src/engine/queries/ledgerQueries.ts';
import { crossedAt } from '../../../../src/figures/budgets/crossedAt.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import type { BudgetPeriod, BudgetState } from '../../../../src/shared/budget.ts';
import { periodAt } from '../../../../src/shared/budgetPeriod.ts';
import type { Money } from '../../../../src/shared/money.ts';
import { ORGANIZATION, type Scope } from '../../../../src/shared/scope.ts';
import { HOUR, MINUTE, startOfHour } from '../../../../src/time/utc.ts';
import { stream } from '../../../adminApi/worlds/kit.ts';
import { ENGINE_CONFIG } from '../../../support/engineConfig.ts';
import { Office } from '../../../support/office.ts';
import { tinyWorld } from '../../../support/tinyWorld.ts';
import { budgetState } from '../../shared/budgetState.ts';
import { AT, TODAY } from '../kit.ts';

/** The tiny organization, whose key for CI takes Opus this morning. */
const WORLD = tinyWorld(TODAY);
const [, CI = assert.fail()] = WORLD.keys.map(({ id }) => id);
const RUNAWAY = stream(TODAY, {
  workspace: null,
  key: CI,
  model: 'claude-opus-5-5',
  tokensPerHour: 6e7,
  from: TODAY + 10 * HOUR,
});

describe('The cause of a budget’s spend', function () {
  this.timeout(60_000);
  let office: Office;
  let ledger: Ledger;
  let figures: LedgerQueries;

  before(async () => {
    const world = { ...WORLD, streams: [...WORLD.streams, RUNAWAY] };
    office = await Office.open({ world, at: AT, config: { historyDays: 12 } });
    await office.engine.start();
    ledger = new Ledger(office.ledgerPath, AT);
    const { organization } = office.api.world;
    const config = { ...ENGINE_CONFIG, historyDays: 12 };
    figures = new LedgerQueries(ledger.organization(organization), organization, config);
    figures.summary({ now: AT, problem: null, progress: null });
    while (!figures.scopes.isCurrent) figures.scopes.advance();
  });
  after(async () => {
    ledger.close();
    await office[Symbol.asyncDispose]();
  });

  const stateOf = (period: BudgetPeriod, scope: Scope = ORGANIZATION, amount?: Money): BudgetState => ({
    ...budgetState({ ...(amount !== undefined && { amount }), budget: { period } }),
    ...periodAt(period, AT),
    scope,
  });

  it('the cause is what has made today dearer than the same weekday by now', () => {
    const { sentence, by } = figures.budgetCause(stateOf('day'), AT);
    assert.match(sentence, /^Compared with Thu, Nov 12 at this time, ≈\u00a0\+\$\d+: ci, volume ×\d+; .*\.$/);
    assert.equal(by, 'apiKey');
  });

  it('the cause within a key is broken down by model', () => {
    const { sentence, by } = figures.budgetCause(stateOf('week', { dimension: 'apiKey', id: CI }), AT);
    assert.match(sentence, /^Compared with last week at this time, ≈\u00a0\+\$\d+: ci, .*\.$/);
    assert.equal(by, 'model');
  });

  it('the cause is the top value where the period before is not known', () => {
    const { sentence, by } = figures.budgetCause(stateOf('month'), AT);
    assert.match(sentence, /^Top API key: (ci|web-app), ≈\$[\d,.]+\.$/);
    assert.equal(by, 'apiKey');
  });

  it('the cause is none where nothing was spent', () => {
    const { sentence, by } = figures.budgetCause(stateOf('day', { dimension: 'apiKey', id: 'apikey_gone' }), AT);
    assert.deepEqual([sentence, by], ['', 'model']);
  });

  it('a threshold was passed in the hour with which the spend of the period is enough', () => {
    const today = periodAt('day', AT);
    const all = figures.scopes.cost(ORGANIZATION, today)?.amount ?? assert.fail();
    const at = (percent: number) => crossedAt(stateOf('day', ORGANIZATION, all), percent, AT, figures.scopes);
    const { truth } = office.api;
    const half = at(50);
    assert.equal(half, startOfHour(half));
    const spentBy = (to: number) => truth.trueCost({ from: TODAY, to, shownAt: AT });
    assert.ok(spentBy(half) * 2n >= (all * 99n) / 100n && spentBy(half - HOUR) * 2n < all, `half of ${all} by ${half}`);
    assert.equal(at(100), AT);
    assert.ok(at(1) < half && at(1) > TODAY);
    const ofWeek = stateOf('week', ORGANIZATION, all);
    assert.ok(crossedAt(ofWeek, 100, AT, figures.scopes) < TODAY);
    assert.equal(crossedAt(ofWeek, 'forecast', AT - MINUTE, figures.scopes), AT - MINUTE);
  });
});
