import assert from 'node:assert/strict';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { DAY, HOUR, MINUTE, rfc3339 } from '../../adminApi/world/time.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { ask, FAST_MODE, NOW, refusal, TODAY, tokensOf, USAGE, usage } from './ask.ts';

const YESTERDAY = rfc3339(TODAY - DAY);
const MIDNIGHT = rfc3339(TODAY);

describe('test bed: usage report', () => {
  let api: AdminApi;
  before(async () => {
    api = await startAdminApi({ world: smallWorld(TODAY) });
    api.setNow(NOW);
  });
  after(() => api[Symbol.asyncDispose]());

  it('the usage report adds up to the same by minute, hour and day', async () => {
    const range = { starting_at: YESTERDAY, ending_at: MIDNIGHT };
    const day = await usage(api, { ...range, bucket_width: '1d' });
    const hours = await usage(api, { ...range, bucket_width: '1h' });
    const minutes = await usage(api, { ...range, bucket_width: '1m', limit: 1440, group_by: ['model', 'api_key_id'] });
    assert.deepEqual([day.data.length, hours.data.length, minutes.data.length], [1, 24, 1440]);
    assert.equal(tokensOf(hours), tokensOf(day));
    assert.equal(tokensOf(minutes), tokensOf(day));
    assert.equal(tokensOf(day), api.truth.count({ from: TODAY - DAY, to: TODAY }));
  });

  it('the usage report has minutes up to the running one, but complete hours and days alone', async () => {
    const minutes = await usage(api, { starting_at: MIDNIGHT, bucket_width: '1m', limit: 1440 });
    assert.equal(minutes.data.at(-1)?.starting_at, rfc3339(NOW - (NOW % MINUTE)));
    const hours = await usage(api, { starting_at: MIDNIGHT, bucket_width: '1h' });
    assert.equal(hours.data.at(-1)?.ending_at, rfc3339(TODAY + 14 * HOUR));
    const days = await usage(api, { starting_at: MIDNIGHT, bucket_width: '1d' });
    assert.deepEqual(days, { data: [], has_more: false, next_page: null });
  });

  it('the usage report shows exactly the tokens that the truth counts as shown', async () => {
    const minutes = await usage(api, { starting_at: MIDNIGHT, bucket_width: '1m', limit: 1440 });
    assert.equal(tokensOf(minutes), api.truth.count({ from: TODAY, to: TODAY + DAY, shownAt: NOW }));
  });

  it('the usage report gives 7 days, 24 hours or 60 minutes by default, and refuses more than its maximum', async () => {
    const from = { starting_at: rfc3339(TODAY - 30 * DAY) };
    for (const [bucket_width, fallback, most] of [
      ['1d', 7, 31],
      ['1h', 24, 168],
      ['1m', 60, 1440],
    ] as const) {
      const page = await usage(api, { ...from, bucket_width });
      assert.equal(page.data.length, fallback);
      assert.ok(page.has_more);
      const tooMuch = await refusal(ask(api, USAGE, { ...from, bucket_width, limit: most + 1 }));
      assert.equal(tooMuch.status, 400);
    }
  });

  it('the usage report follows its cursor to the end without a gap', async () => {
    const query = { starting_at: rfc3339(TODAY - 10 * DAY), ending_at: MIDNIGHT, limit: 4 };
    const starts: string[] = [];
    let page = await usage(api, query);
    starts.push(...page.data.map(({ starting_at }) => starting_at));
    while (page.next_page !== null) {
      page = await usage(api, { ...query, page: page.next_page });
      starts.push(...page.data.map(({ starting_at }) => starting_at));
    }
    assert.deepEqual(
      starts,
      Array.from({ length: 10 }, (_, index) => rfc3339(TODAY - (10 - index) * DAY)),
    );
  });

  it('the usage report refuses a cursor of another query', async () => {
    const query = { starting_at: rfc3339(TODAY - 10 * DAY), limit: 4 };
    const { next_page } = await usage(api, query);
    assert.match(next_page ?? '', /^page_/);
    const other = { ...query, group_by: ['model'], page: next_page ?? '' };
    assert.equal((await refusal(ask(api, USAGE, other))).status, 400);
    assert.equal((await refusal(ask(api, USAGE, { ...query, page: 'page_bm9uc2Vuc2U=' }))).status, 400);
  });

  it('the usage report snaps its ends to buckets, and includes the one that ends exactly at ending_at', async () => {
    const query = {
      bucket_width: '1h',
      starting_at: rfc3339(TODAY + 90 * MINUTE),
      ending_at: rfc3339(TODAY + 5 * HOUR),
    };
    const { data } = await usage(api, query);
    assert.equal(data[0]?.starting_at, rfc3339(TODAY + HOUR));
    assert.equal(data.at(-1)?.ending_at, rfc3339(TODAY + 5 * HOUR));
  });

  it('the usage report gives empty buckets where nothing was sent', async () => {
    const { data } = await usage(api, { starting_at: '2025-01-01T00:00:00Z', limit: 2 });
    assert.deepEqual(
      data.map(({ results }) => results),
      [[], []],
    );
  });

  it('the usage report has null for what is not grouped, for the default workspace and for no key', async () => {
    const range = { starting_at: YESTERDAY, ending_at: MIDNIGHT };
    const [total] = (await usage(api, range)).data[0]?.results ?? [];
    assert.ok(total);
    for (const name of [
      'account_id',
      'api_key_id',
      'context_window',
      'inference_geo',
      'model',
      'service_tier',
      'workspace_id',
    ]) {
      assert.equal(total[name], null, name);
    }
    assert.ok(!('speed' in total));
    const rows = (await usage(api, { ...range, group_by: ['workspace_id', 'api_key_id'] })).data[0]?.results ?? [];
    assert.ok(rows.some((row) => row.workspace_id === null && row.api_key_id === null));
    const wide = rows.filter((row) => row.api_key_id === 'apikey_01sharedtools');
    assert.equal(new Set(wide.map((row) => row.workspace_id)).size, 2);
  });

  it('the usage report takes brackets plain or percent-encoded', async () => {
    const headers = { 'x-api-key': 'sk-ant-admin01-test-bed-admin', 'anthropic-version': '2023-06-01' };
    const read = async (brackets: string) => {
      const url = `${api.url}${USAGE}?starting_at=${YESTERDAY}&group_by${brackets}=model`;
      return (await fetch(url, { headers })).text();
    };
    assert.equal(await read('[]'), await read('%5B%5D'));
  });

  it('the usage report refuses a sixth dimension with the words of the real one', async () => {
    const group_by = ['api_key_id', 'workspace_id', 'model', 'service_tier', 'context_window', 'inference_geo'];
    const answer = await refusal(ask(api, USAGE, { starting_at: YESTERDAY, group_by }));
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.error, {
      type: 'invalid_request_error',
      message: 'Cannot specify more than 5 group_by[] dimensions.',
    });
    assert.match(answer.request_id, /^req_/);
  });

  it('the usage report knows speed only with the beta header', async () => {
    const query = { starting_at: YESTERDAY, ending_at: MIDNIGHT, group_by: ['speed'] };
    assert.equal((await refusal(ask(api, USAGE, query))).status, 400);
    assert.equal((await refusal(ask(api, USAGE, { starting_at: YESTERDAY, speeds: ['fast'] }))).status, 400);
    const rows = (await usage(api, query, FAST_MODE)).data[0]?.results ?? [];
    assert.deepEqual(
      rows.map((row) => row.speed),
      ['standard', 'fast'],
    );
    const fast = await usage(api, { starting_at: YESTERDAY, ending_at: MIDNIGHT, speeds: ['fast'] }, FAST_MODE);
    assert.equal(tokensOf(fast), api.truth.count({ from: TODAY - DAY, to: TODAY, speed: 'fast' }));
  });

  it('the usage report filters by geography, tier and key', async () => {
    const range = { starting_at: YESTERDAY, ending_at: MIDNIGHT };
    const day = { from: TODAY - DAY, to: TODAY };
    assert.equal(
      tokensOf(await usage(api, { ...range, inference_geos: ['us'] })),
      api.truth.count({ ...day, inferenceGeo: 'us' }),
    );
    assert.equal(
      tokensOf(await usage(api, { ...range, service_tiers: ['batch'] })),
      api.truth.count({ ...day, serviceTier: 'batch' }),
    );
    assert.equal(tokensOf(await usage(api, { ...range, api_key_ids: [''] })), api.truth.count({ ...day, key: null }));
    assert.equal((await refusal(ask(api, USAGE, { ...range, inference_geos: ['mars'] }))).status, 400);
  });

  it('the usage report refuses what it does not know and ranges that make no sense', async () => {
    for (const query of [
      {},
      { starting_at: '2026-11-20' },
      { starting_at: YESTERDAY, ending_at: YESTERDAY },
      { starting_at: YESTERDAY, bucket_width: '1w' },
      { starting_at: YESTERDAY, limit: 0 },
      { starting_at: YESTERDAY, limit: 'many' },
      { starting_at: YESTERDAY, colour: 'red' },
    ]) {
      assert.equal((await refusal(ask(api, USAGE, query))).status, 400, JSON.stringify(query));
    }
  });
});
