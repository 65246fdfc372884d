import assert from 'node:assert/strict';
import { FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { DAY, MINUTE, SECOND } from '../../../src/time/utc.ts';
import { rateLimited } from '../../adminApi/faults/rateLimited.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { Office } from '../../support/office.ts';
import { splitWorld } from '../../support/tinyWorld.ts';
import { AT, OPTIONS, TODAY } from './kit.ts';

describe('An API that does not answer as it should', () => {
  for (const status of [401, 403]) {
    it(`a key refused with a ${status} leaves the last good figure, marked`, async () => {
      await using office = await Office.open(OPTIONS);
      await office.engine.start();
      const { today } = office.summary;
      office.api.faults.add({ fault: { kind: 'status', status }, times: 'always' });
      await office.pollAt(AT + MINUTE);
      assert.equal(office.summary.problem?.kind, 'refused');
      assert.deepEqual([office.summary.today, office.summary.checkedAt], [today, AT]);
      assert.ok(office.log.some((line) => line.includes(String(status))));
      office.api.faults.clear();
      await office.goTo(AT + 2 * MINUTE);
      assert.equal(office.summary.problem, null);
    });
  }

  it('a key refused from the beginning ends in a state that says so, not in waiting', async () => {
    await using office = await Office.open({ ...OPTIONS, key: KEYS.ordinary });
    await office.engine.start();
    assert.ok(office.state?.status === 'failed');
    assert.equal(office.state.problem.kind, 'refused');
    office.engine.panel.choose(FIRST_CHOICE);
    assert.equal(office.view?.status, 'failed');
  });

  it('an API over its rate limit is left alone, over a restart and by every window', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    const { today } = office.summary;
    office.api.faults.add({ fault: rateLimited(), times: 'always', route: 'usage' });
    await office.pollAt(AT + MINUTE);
    assert.equal(office.summary.problem?.kind, 'rateLimited');
    await office.restart();
    office.api.requests.clear();
    await office.pollAt(AT + MINUTE + 30 * SECOND);
    assert.equal(office.api.requests.of('usage').length, 0);
    assert.equal(office.summary.problem?.kind, 'rateLimited', 'and is still said to be in trouble');
    assert.deepEqual(office.summary.today, today);
    await using other = office.openWindow();
    await other.engine.start();
    assert.equal(office.api.requests.of('usage').length, 0);

    // A minute's pause, and up to a fifth more.
    await office.pollAt(AT + 2 * MINUTE + 6 * SECOND);
    assert.equal(office.api.requests.of('usage').length, 1);
    await office.restart();
    office.api.requests.clear();
    await office.pollAt(AT + 3 * MINUTE + 2 * SECOND);
    assert.equal(office.api.requests.of('usage').length, 0, 'the pause has doubled, restarted or not');
    office.api.faults.clear();
    await office.pollAt(AT + 5 * MINUTE);
    assert.deepEqual([office.summary.problem, office.api.requests.of('usage').length], [null, 1]);
  });

  it('an API with a small budget is soon asked again, and says when: each pass goes on where the last one stopped', async () => {
    const budget = 8;
    let sent = 0;
    await using office = await Office.open({ ...OPTIONS, world: splitWorld(TODAY) });
    const { faults, requests } = office.api;
    let passes = 0;
    const failed: string[] = [];
    let at = AT;
    for (; passes < 20; passes += 1) {
      faults.clear();
      faults.add({ fault: rateLimited(), times: 'always', after: budget });
      requests.clear();
      await office.pollAt(at);
      sent = requests.all.length;
      assert.ok(sent <= budget + 4, `${sent} requests`);
      if (office.state?.status === 'ready' && office.summary.problem === null) break;
      const problem = office.state?.status === 'failed' ? office.state.problem : office.summary.problem;
      failed.push(problem?.message ?? '');
      // A minute's pause, and up to a fifth more.
      at += 72 * SECOND;
    }
    assert.ok(passes > 0 && passes < 6, `${passes} passes`);
    for (const message of failed) assert.match(message, /try again at 14:\d\d UTC\.$/);
  });

  it('an API whose rate limit is met by names alone shows figures first, and asks for names a little later', async () => {
    await using office = await Office.open(OPTIONS);
    const { faults, requests } = office.api;
    faults.add({ fault: rateLimited(), route: 'apiKeys', times: 'always' });
    await office.engine.start();
    assert.ok((office.summary.today?.amount ?? 0n) > 0n);
    assert.equal(office.summary.problem?.kind, 'rateLimited');
    requests.clear();
    await office.pollAt(AT + 72 * SECOND);
    assert.deepEqual([office.summary.problem, requests.of('apiKeys').length], [null, 0]);
    faults.clear();
    await office.pollAt(AT + 6 * MINUTE);
    await office.pollAt(AT + 7 * MINUTE);
    assert.equal(requests.of('apiKeys').length, 1);
  });

  it('an API that is left alone is asked nevertheless when the user wants it', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: rateLimited(), route: 'usage' });
    await office.pollAt(AT + MINUTE);
    assert.equal(office.summary.problem?.kind, 'rateLimited');
    assert.equal(await office.engine.refresh(), 'refreshed');
    assert.equal(office.summary.problem, null);
  });

  it('an API is not left alone for ever because a clock was wrong', async () => {
    await using office = await Office.open({ ...OPTIONS, at: AT + 90 * DAY });
    office.api.faults.add({ fault: rateLimited(), times: 'always', route: 'usage' });
    await office.engine.start();
    office.api.faults.clear();
    await office.restart();
    await office.pollAt(AT);
    assert.equal(office.summary.problem, null);
  });
});
