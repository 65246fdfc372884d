import assert from 'node:assert/strict';
import { HOUR, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import { Office } from '../../support/office.ts';
import { AT, OPTIONS } from './kit.ts';

describe('Refresh Now', () => {
  it('Refresh Now always asks, at most once in ten seconds', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.requests.clear();
    office.moveTo(AT + 5 * SECOND);
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.ok(office.api.requests.of('usage').length > 0);
    office.api.requests.clear();
    office.moveTo(AT + 14 * SECOND);
    assert.equal(await office.engine.refresh(), 'tooSoon');
    assert.equal(office.api.requests.all.length, 0);
    office.moveTo(AT + 15 * SECOND);
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.ok(office.api.requests.of('usage').length > 0);
  });

  it('Refresh Now asks after a poll that is under way, not instead of it', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.moveTo(AT + MINUTE);
    office.api.requests.clear();
    office.api.setLatency(10);
    const poll = office.engine.start();
    await office.api.requests.waitFor(({ all }) => all.length > 0);
    await office.engine.refresh();
    await poll;
    assert.ok(office.api.requests.of('usage').length >= 2);
  });

  it('Refresh Now is not too soon for a clock that was set back', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    await office.engine.refresh();
    office.moveTo(AT - HOUR);
    assert.equal(await office.engine.refresh(), 'refreshed');
  });

  it('Refresh Now asks at once after one that failed, for the cause may just have been mended', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'status', status: 404 } });
    const outcome = await office.engine.refresh();
    assert.ok(typeof outcome === 'object');
    office.moveTo(AT + SECOND);
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.equal(await office.engine.refresh(), 'tooSoon');
  });

  it('Refresh Now asks nothing for ten seconds after a rate limit', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: rateLimited(), times: 'always' });
    await office.engine.refresh();
    office.api.requests.clear();
    office.moveTo(AT + SECOND);
    assert.equal(await office.engine.refresh(), 'tooSoon');
    assert.equal(office.api.requests.all.length, 0);
  });

  it('Refresh Now returns the problem where it failed', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'status', status: 403 }, times: 'always' });
    const outcome = await office.engine.refresh();
    assert.ok(typeof outcome === 'object' && outcome.kind === 'refused');
  });
});
