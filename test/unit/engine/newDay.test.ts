import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { DAY, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { OPTIONS, TODAY } from './kit.ts';

const MIDNIGHT = TODAY + DAY;

describe('the day’s change between two polls', () => {
  let office: Office;
  beforeEach(async () => {
    // No poll comes: none of the engine's timers fires unless the test ticks it.
    mock.timers.enable({ apis: ['setTimeout'] });
    office = await Office.open({
      ...OPTIONS,
      at: MIDNIGHT - 2 * MINUTE,
      config: { ...OPTIONS.config, intervalMs: DAY },
    });
    await office.engine.start();
  });
  afterEach(async () => {
    mock.timers.reset();
    await office[Symbol.asyncDispose]();
  });

  it('a new day between two polls is shown within seconds, in status bar and panel, with nothing known of it', () => {
    const { today } = office.summary;
    assert.ok(today);
    const asked = office.api.requests.all.length;
    office.explore();
    office.messages.length = 0;

    office.moveTo(MIDNIGHT + 5 * SECOND);
    mock.timers.tick(15 * SECOND);
    const { todayStart, todayEnd, toldAt, ...next } = office.summary;
    assert.deepEqual([todayStart, todayEnd, toldAt], [MIDNIGHT, MIDNIGHT + DAY, office.now]);
    assert.equal(next.today, null);
    assert.ok(office.view?.status === 'ready');
    assert.equal(office.view.explorer.chart.buckets.at(-1)?.start, MIDNIGHT);
    assert.equal(office.api.requests.all.length, asked, 'and the API was not asked for it');
  });

  it('a new day is sent once, not every few seconds until there is more', () => {
    office.moveTo(MIDNIGHT + 5 * SECOND);
    mock.timers.tick(15 * SECOND);
    const told = office.messages.length;
    for (let count = 0; count < 8; count++) mock.timers.tick(15 * SECOND);
    assert.equal(office.messages.length, told);
  });

  it('a new day does not end a thread whose ledger does not answer', () => {
    office.moveTo(MIDNIGHT + 5 * SECOND);
    mock.method(office.engine.panel, 'show', () => {
      throw new Error('the ledger is gone');
    });
    mock.timers.tick(15 * SECOND);
    assert.ok(office.log.some((line) => line === 'the new day could not be shown: the ledger is gone'));
    mock.restoreAll();
  });
});
