import assert from 'node:assert/strict';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { KEYS } from '../../adminApi/http/credentials.ts';
import { SPEND_LIMITS_BETA } from '../../adminApi/http/spendLimits.ts';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { DAY, MINUTE, rfc3339 } from '../../adminApi/world/time.ts';
import { emptyOrganization } from '../../adminApi/worlds/empty.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { ask, FAST_MODE, NOW, refusal, TODAY, USAGE } from './ask.ts';

const ME = '/v1/organizations/me';
const OTHER_KEY = 'sk-ant-admin01-test-bed-other';

describe('test bed: access', () => {
  let api: AdminApi;
  before(async () => {
    api = await startAdminApi({ world: smallWorld(TODAY), others: { [OTHER_KEY]: emptyOrganization(TODAY) } });
    api.setNow(NOW);
  });
  after(() => api[Symbol.asyncDispose]());

  const as = (key: string) => ask(api, ME, {}, { 'x-api-key': key });

  it('the test bed lets admin keys in, whatever their prefix, and bearer tokens', async () => {
    assert.equal((await as(KEYS.admin)).status, 200);
    assert.equal((await as(KEYS.personal)).status, 200);
    assert.equal((await ask(api, ME, {}, { 'x-api-key': '', authorization: `Bearer ${KEYS.admin}` })).status, 200);
  });

  it('the test bed refuses unknown keys with 401, and keys that may not with 403', async () => {
    for (const key of ['', 'sk-ant-admin01-nobody']) {
      const answer = await refusal(as(key));
      assert.deepEqual([answer.status, answer.error.type], [401, 'authentication_error']);
    }
    for (const key of [KEYS.ordinary, KEYS.scoped, KEYS.individual]) {
      const answer = await refusal(as(key));
      assert.deepEqual([answer.status, answer.error.type], [403, 'permission_error']);
    }
    assert.equal(
      (await refusal(as(KEYS.individual))).error.message,
      'The Admin API is unavailable for individual accounts.',
    );
  });

  it('the test bed wants a version that exists', async () => {
    assert.equal((await refusal(ask(api, ME, {}, { 'anthropic-version': '' }))).status, 400);
    assert.equal((await refusal(ask(api, ME, {}, { 'anthropic-version': '2020-01-01' }))).status, 400);
    assert.equal((await ask(api, ME, {}, { 'anthropic-version': '2026-10-21' })).status, 200);
  });

  it('the test bed knows two betas, and not in every organization', async () => {
    const beta = (name: string) => ask(api, ME, {}, { 'anthropic-beta': name });
    assert.equal((await beta('fast-mode-2026-02-01')).status, 200);
    assert.equal((await refusal(beta('time-travel-2027-01-01'))).status, 400);
    await using slow = await startAdminApi({ world: smallWorld(TODAY), fastMode: false });
    assert.equal((await refusal(ask(slow, ME, {}, FAST_MODE))).status, 400);
    assert.equal((await refusal(beta(SPEND_LIMITS_BETA))).status, 400);
    await using enrolled = await startAdminApi({ world: smallWorld(TODAY), spendLimits: [] });
    const limits = '/v1/organizations/spend_limits';
    assert.equal((await refusal(ask(enrolled, limits))).status, 400);
    assert.equal((await ask(enrolled, limits, {}, { 'anthropic-beta': SPEND_LIMITS_BETA })).status, 200);
  });

  it('the test bed answers GET alone, and 404 for what it does not have', async () => {
    const posted = await fetch(`${api.url}${ME}`, { method: 'POST', headers: { 'x-api-key': KEYS.admin } });
    assert.equal(posted.status, 405);
    const beta = await refusal(ask(api, '/v1/organizations/analytics/cost'));
    assert.deepEqual([beta.status, beta.error.type], [404, 'not_found_error']);
  });

  it('the test bed names every request and the organization in the headers', async () => {
    const answer = await as(KEYS.admin);
    assert.match(answer.headers.get('request-id') ?? '', /^req_/);
    assert.equal(answer.headers.get('anthropic-organization-id'), api.world.organization.id);
    const refused = await ask(api, ME, {}, { 'x-api-key': 'nobody' });
    assert.equal(((await refused.json()) as { request_id: string }).request_id, refused.headers.get('request-id'));
  });

  it('the test bed serves another organization to another key', async () => {
    const answer = (await (await as(OTHER_KEY)).json()) as { name: string };
    assert.equal(answer.name, 'Quiet Labs');
  });

  it('the test bed compresses when asked to, and writes down both sizes', async () => {
    const path = `${USAGE}?starting_at=${rfc3339(TODAY - DAY)}&bucket_width=1h`;
    const raw = (encoding: string) =>
      new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
        const headers = { 'x-api-key': KEYS.admin, 'anthropic-version': '2023-06-01', 'accept-encoding': encoding };
        const sent = request(`${api.url}${path}`, { headers, agent: false }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            resolve({ encoding: answer.headers['content-encoding'], bytes: Buffer.concat(chunks) });
          });
        });
        sent.on('error', reject).end();
      });
    api.requests.clear();
    const [plain, gzip, brotli] = [await raw('identity'), await raw('gzip, br'), await raw('br')];
    assert.deepEqual([plain.encoding, gzip.encoding, brotli.encoding], [undefined, 'gzip', 'br']);
    assert.deepEqual(gunzipSync(gzip.bytes), plain.bytes);
    assert.deepEqual(brotliDecompressSync(brotli.bytes), plain.bytes);
    assert.equal(api.requests.bytes, 3 * plain.bytes.length);
    assert.equal(api.requests.bytesSent, plain.bytes.length + gzip.bytes.length + brotli.bytes.length);
  });

  it('the test bed limits requests a minute of an organization, and gives no useful time to come back', async () => {
    await using strict = await startAdminApi({ world: smallWorld(TODAY), rateLimit: 2 });
    strict.setNow(NOW);
    const ended = async () => (await ask(strict, ME)).status;
    assert.deepEqual([await ended(), await ended(), await ended()], [200, 200, 429]);
    const { headers } = await ask(strict, ME);
    assert.equal(headers.get('retry-after'), null);
    assert.ok(Date.parse(headers.get('anthropic-ratelimit-requests-reset') ?? '') < NOW);
    strict.setNow(NOW + MINUTE);
    assert.equal(await ended(), 200);
  });
});
