import assert from 'node:assert/strict';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { RequestRecord } from '../../adminApi/requestRecord.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';

const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR + 7 * MINUTE + 20_000;
const OPTIONS = { world: tinyWorld(TODAY), at: AT, config: { historyDays: 365 } };

const isHours = ({ query }: RequestRecord) => query.get('bucket_width')?.[0] === '1h';

/** Requests from the first that an engine makes: what the one before it had sent may reach the API only after its end. */
function ofNewEngine(all: readonly RequestRecord[]): readonly RequestRecord[] {
  const first = all.findIndex(({ path }) => path === '/v1/organizations/me');
  assert.notEqual(first, -1);
  return all.slice(first);
}

describe('A history of a year that is resumed', function () {
  this.timeout(60_000);
  let fresh = 0;

  before(async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    fresh = office.api.requests.all.length;
  });

  for (const pages of [4, 12, 30]) {
    it(`a year’s history resumed after ${pages} pages of hours, at once or later, asks for no more than a fresh one`, async () => {
      for (const later of [20_000, 2 * HOUR]) {
        await using office = await Office.open(OPTIONS);
        const running = office.engine.start();
        await office.api.requests.waitFor(({ all }) => all.filter(isHours).length >= pages);
        office.engine[Symbol.dispose]();
        await running;
        await office.client.dispose();
        await office.restart();
        office.api.requests.clear();
        await office.pollAt(AT + later + 2 * MINUTE);
        const resumed = ofNewEngine(office.api.requests.all).length;
        assert.ok(resumed <= fresh, `${resumed} requests, where a fresh history takes ${fresh}`);
        assert.equal(office.summary.progress, null);
        assert.equal(office.summary.problem, null);
      }
    });
  }
});
