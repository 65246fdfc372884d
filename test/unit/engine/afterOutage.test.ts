import assert from 'node:assert/strict';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { Office } from '../../support/office.ts';
import { splitWorld } from '../../support/tinyWorld.ts';
import { assertClose, TODAY, truthOf } from './kit.ts';

/** Told apart by geography and speed: a tail takes all requests of a poll, and what is due hourly finds no room beside it. */
const OPTIONS = { world: splitWorld(TODAY), config: { historyDays: 6 } };
/** Largest age of data while all is well, ms, as every other poll may leave the tail out. */
const FRESH = 3 * MINUTE;

/** An unmarked figure is of now, or it is not unmarked. */
function assertFreshOrMarked({ summary, now }: Office): void {
  if (summary.problem !== null) return;
  const age = now - (summary.dataTo ?? 0);
  assert.ok(age <= FRESH, `${age / MINUTE} minutes old at ${new Date(now).toISOString()}, and unmarked`);
}

describe('After an outage of the API', function () {
  this.timeout(60_000);

  for (const start of [TODAY + 13 * HOUR + 5 * MINUTE, TODAY + 13 * HOUR + 40 * MINUTE]) {
    for (const minutes of [11, 12, 25, 34, 61, 62, 95]) {
      const from = new Date(start).toISOString().slice(11, 16);
      it(`after an outage of ${minutes} minutes from ${from} on, the first good poll shows what is spent by now`, async () => {
        const world = { ...OPTIONS.world, lateness: { delay: 0, share: 0, upTo: 0 } };
        await using office = await Office.open({ ...OPTIONS, world, at: start - 2 * MINUTE });
        for (const at of [start - 2 * MINUTE, start - MINUTE]) await office.pollAt(at);
        office.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always' });
        for (let at = start; at < start + minutes * MINUTE; at += 4 * MINUTE) {
          await office.pollAt(at);
          assertFreshOrMarked(office);
        }
        office.api.faults.clear();
        await office.pollAt(start + minutes * MINUTE);
        assert.equal(office.summary.problem, null);
        assertFreshOrMarked(office);
        assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
        for (let later = 1; later <= 4; later += 1) {
          await office.pollAt(start + (minutes + later) * MINUTE);
          assertFreshOrMarked(office);
        }
      });
    }
  }

  it('after a failed poll, the next one reads the tail, not what is due hourly', async () => {
    const at = TODAY + 13 * HOUR + 5 * MINUTE;
    await using office = await Office.open({ ...OPTIONS, at });
    for (let minutes = 0; minutes < 8; minutes += 1) {
      await office.pollAt(at + minutes * 3 * MINUTE);
      office.api.faults.add({ fault: { kind: 'cut', where: 'before' }, times: 'always' });
      await office.pollAt(at + (minutes * 3 + 1) * MINUTE);
      assert.equal(office.summary.problem?.kind, 'offline');
      office.api.faults.clear();
      await office.pollAt(at + (minutes * 3 + 2) * MINUTE);
      assert.equal(office.summary.problem, null);
      assert.equal(office.summary.checkedAt, office.now);
    }
  });
});
