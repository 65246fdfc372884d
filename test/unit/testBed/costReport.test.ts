import assert from 'node:assert/strict';
import { centsOf } from '../../adminApi/http/amount.ts';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { DAY, HOUR, rfc3339 } from '../../adminApi/world/time.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { ask, COST, cost, FAST_MODE, millionths, NOW, refusal, sumOf, TODAY } from './ask.ts';

const YESTERDAY = rfc3339(TODAY - DAY);
const EVERYTHING = { group_by: ['workspace_id', 'description'] };

describe('test bed: cost report', () => {
  let api: AdminApi;
  before(async () => {
    api = await startAdminApi({ world: smallWorld(TODAY) });
  });
  beforeEach(() => api.setNow(NOW));
  after(() => api[Symbol.asyncDispose]());

  it('the cost report is the bill to the last unit, however it is grouped', async () => {
    for (const group_by of [[], ['workspace_id'], ['description'], ['workspace_id', 'description']]) {
      const [day] = (await cost(api, { starting_at: YESTERDAY, group_by })).data;
      assert.equal(sumOf(day?.results ?? []), api.truth.billOf(TODAY - DAY).total);
    }
  });

  it('the cost report never contains today: a later end is clamped to its midnight', async () => {
    const { data } = await cost(api, { starting_at: YESTERDAY, ending_at: rfc3339(TODAY + 3 * DAY) });
    assert.deepEqual(
      data.map(({ starting_at }) => starting_at),
      [YESTERDAY],
    );
  });

  it('the cost report refuses a range of which nothing is left', async () => {
    for (const query of [
      { starting_at: rfc3339(TODAY) },
      { starting_at: rfc3339(TODAY), ending_at: rfc3339(TODAY + DAY) },
      { starting_at: YESTERDAY, ending_at: rfc3339(TODAY - HOUR) },
    ]) {
      const answer = await refusal(ask(api, COST, query));
      assert.equal(answer.status, 400);
      assert.equal(answer.error.message, 'Invalid date range: ending date must be after starting date');
    }
  });

  it('the cost report gives seven days unless told otherwise, at most 31, and goes on from its cursor', async () => {
    const query = { starting_at: rfc3339(TODAY - 40 * DAY) };
    assert.equal((await cost(api, query)).data.length, 7);
    assert.equal((await refusal(ask(api, COST, { ...query, limit: 32 }))).status, 400);
    const first = await cost(api, { ...query, limit: 31 });
    const second = await cost(api, { ...query, limit: 31, page: first.next_page ?? '' });
    assert.equal(first.data.length + second.data.length, 40);
    assert.equal(second.has_more, false);
  });

  it('the cost report is empty before the bill is there, then lacks the last 90 minutes, then is whole', async () => {
    const amounts: bigint[] = [];
    for (const age of [HOUR, 3 * HOUR, 11 * HOUR]) {
      api.setNow(TODAY + age);
      const [day] = (await cost(api, { starting_at: YESTERDAY })).data;
      amounts.push(sumOf(day?.results ?? []));
    }
    const [none, some = 0n, whole = 0n] = amounts;
    assert.equal(none, 0n);
    assert.ok(some > 0n && some < whole);
    assert.equal(whole, api.truth.billOf(TODAY - DAY).total);
  });

  it('the cost report has lines without tokens, and no tier but batch and standard', async () => {
    const rows = (await cost(api, { starting_at: YESTERDAY, ...EVERYTHING })).data[0]?.results ?? [];
    const tiers = new Set(rows.map(({ service_tier }) => service_tier));
    assert.deepEqual([...tiers].sort(), ['batch', null, 'standard']);
    const types = new Set(rows.map(({ cost_type }) => cost_type));
    assert.deepEqual([...types].sort(), ['code_execution', 'session_usage', 'tokens', 'web_search']);
    const search = rows.find(({ cost_type }) => cost_type === 'web_search');
    assert.equal(search?.description, 'Web Search Usage');
    assert.equal(search?.token_type, null);
    assert.ok(rows.every((row) => !('speed' in row)));
  });

  it('the cost report names the speed of a line only with the beta header', async () => {
    const { data } = await cost(api, { starting_at: YESTERDAY, ...EVERYTHING }, FAST_MODE);
    const speeds = new Set(data[0]?.results.map((row) => row.speed));
    assert.deepEqual([...speeds].sort(), ['fast', null, 'standard']);
  });

  it('the cost report writes cents as decimals whose trailing zeros vary', () => {
    const written = Array.from({ length: 40 }, (_, index) => centsOf(BigInt(index) * 500_000n));
    for (const [index, text] of written.entries()) assert.equal(millionths(text), BigInt(index) * 500_000n);
    assert.ok(written.some((text) => /^\d+$/.test(text)));
    assert.ok(written.some((text) => /\.0$/.test(text)));
    assert.ok(written.some((text) => /\.\d{6}$/.test(text)));
    assert.equal(millionths(centsOf(7n)), 7n);
  });
});
