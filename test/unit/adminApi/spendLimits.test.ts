import assert from 'node:assert/strict';
import type { AdminApi as Client } from '../../../src/adminApi/client.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { SpendLimit } from '../../../src/source/source.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { type WireSpendLimit, wireSpendLimit } from '../../adminApi/http/spendLimits.ts';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { failureOf, NOW, never, testClient } from './support.ts';

const OF_ORGANIZATION: SpendLimit = {
  workspaceId: null,
  isOfTier: false,
  period: 'month',
  amount: 5_000n * DOLLAR,
};

describe('the spend limits of the Console', () => {
  let api: AdminApi;
  let client: Client;
  let lines: readonly string[];

  async function start(spendLimits?: readonly WireSpendLimit[], key: string = KEYS.admin): Promise<void> {
    api = await startAdminApi({ world: tinyWorld(NOW), now: () => NOW, ...(spendLimits && { spendLimits }) });
    ({ api: client, lines } = testClient(api.url, { key }));
  }

  async function limits(signal = never): Promise<SpendLimit[]> {
    const all: SpendLimit[] = [];
    for await (const { items } of client.spendLimits(signal)) all.push(...items);
    return all;
  }

  afterEach(async () => {
    await client.dispose();
    await api[Symbol.asyncDispose]();
  });

  it('the spend limits are asked for in one request, with the header of the preview', async () => {
    await start([wireSpendLimit()]);
    assert.deepEqual(await limits(), [OF_ORGANIZATION]);
    const [request] = api.requests.all;
    assert.equal(api.requests.all.length, 1);
    assert.deepEqual([request?.path, request?.query.size], ['/v1/organizations/spend_limits', 0]);
    assert.equal(request?.headers['anthropic-beta'], 'spend-limit-reads-2026-09-26');
  });

  it('the spend limits are those of the organization, of its tier and of its workspaces, by day, week and month', async () => {
    const workspace = { type: 'workspace', workspace_id: 'wrkspc_web' };
    await start([
      wireSpendLimit({ scope: { type: 'usage_tier' }, amount: '20000000' }),
      wireSpendLimit({ scope: workspace, period: 'daily', amount: '12345' }),
      wireSpendLimit({ scope: workspace, period: 'weekly', amount: '70000' }),
    ]);
    const workspaceId = 'wrkspc_web';
    assert.deepEqual(await limits(), [
      { ...OF_ORGANIZATION, isOfTier: true, amount: 200_000n * DOLLAR },
      { workspaceId, isOfTier: false, period: 'day', amount: 12_345_000_000n },
      { workspaceId, isOfTier: false, period: 'week', amount: 700n * DOLLAR },
    ]);
  });

  it('the spend limits are those of all pages', async () => {
    const amounts = Array.from({ length: 45 }, (_, at) => BigInt(at + 1));
    await start(amounts.map((amount) => wireSpendLimit({ amount: `${amount}00` })));
    assert.deepEqual(
      (await limits()).map(({ amount }) => amount),
      amounts.map((amount) => amount * DOLLAR),
    );
    assert.deepEqual(
      api.requests.all.map(({ query, headers }) => [query.has('page'), headers['anthropic-beta']]),
      [false, true, true].map((isLater) => [isLater, 'spend-limit-reads-2026-09-26']),
    );
  });

  it('the spend limits of more pages than anybody waits for are malformed, not a part of them', async () => {
    await start(Array.from({ length: 1001 }, () => wireSpendLimit()));
    assert.equal((await failureOf(limits())).kind, 'malformed');
    assert.equal(api.requests.all.length, 50);
  });

  it('the spend limits leave out what limits nothing, and limits of people', async () => {
    await start([
      wireSpendLimit({ amount: null }),
      wireSpendLimit({ amount: '0' }),
      wireSpendLimit({ is_enabled: false }),
      wireSpendLimit({ scope: { type: 'user', user_id: 'user_1' } }),
      wireSpendLimit({ scope: { type: 'something_new' } }),
    ]);
    assert.deepEqual(await limits(), []);
    assert.ok(!lines.some((line) => line.includes('cannot be read')));
  });

  it('a spend limit that cannot be read spoils itself alone, and is logged once without its content', async () => {
    const secret = 'sk-ant-api03-not-for-the-log';
    await start([
      wireSpendLimit({ amount: secret }),
      wireSpendLimit({ currency: 'EUR' }),
      wireSpendLimit({ period: 'hourly' }),
      wireSpendLimit({ scope: { type: 'workspace' } }),
      wireSpendLimit(),
    ]);
    for (let time = 0; time < 2; time += 1) assert.deepEqual(await limits(), [OF_ORGANIZATION]);
    assert.deepEqual(
      lines.filter((line) => line.includes('cannot be read')),
      ['[0].amount', '[1].currency', '[2].period', '[3].scope'].map(
        (path) => `a spend limit cannot be read: spend_limits${path}`,
      ),
    );
    assert.ok(!lines.join('\n').includes(secret));
  });

  it('the spend limits of an organization that is not enrolled are refused, and of a key without permission', async () => {
    await start();
    assert.equal((await failureOf(limits())).kind, 'badRequest');
    await client.dispose();
    await api[Symbol.asyncDispose]();
    await start([wireSpendLimit()], KEYS.scoped);
    const failure = await failureOf(limits());
    assert.equal(failure.kind, 'forbidden');
    assert.ok(!JSON.stringify([failure, lines]).includes(KEYS.scoped));
  });

  for (const [name, fault, kind] of [
    ['an endpoint that is not there', { kind: 'status', status: 404 }, 'notFound'],
    ['a server that fails', { kind: 'status', status: 500 }, 'server'],
    ['a proxy’s page', { kind: 'html', status: 403 }, 'intermediary'],
    ['a redirect', { kind: 'redirect' }, 'redirect'],
    ['a page that is cut off', { kind: 'malformed', how: 'truncatedJson' }, 'malformed'],
    ['a page that is no JSON', { kind: 'malformed', how: 'notJson' }, 'malformed'],
    ['a page that says there is more, and not where', { kind: 'malformed', how: 'moreWithoutCursor' }, 'malformed'],
    ['a page whose next is itself', { kind: 'malformed', how: 'repeatedCursor' }, 'malformed'],
  ] as const) {
    it(`the spend limits end in a failure that is told apart: ${name}`, async () => {
      await start([wireSpendLimit()]);
      api.faults.add({ fault, route: 'spendLimits', times: 'always' });
      assert.equal((await failureOf(limits())).kind, kind);
      assert.deepEqual(api.elsewhere.requests.all, []);
    });
  }

  it('the spend limits of a server that does not answer end with their signal', async () => {
    await start([wireSpendLimit()]);
    api.faults.add({ fault: { kind: 'hang' }, route: 'spendLimits' });
    const abort = new AbortController();
    const asked = failureOf(limits(abort.signal));
    while (api.requests.all.length === 0) await new Promise(setImmediate);
    abort.abort();
    assert.equal((await asked).kind, 'aborted');
  });
});
