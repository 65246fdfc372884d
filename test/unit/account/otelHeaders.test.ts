import assert from 'node:assert/strict';
import { OtelHeaders } from '../../../src/account/otelHeaders.ts';
import { FakeSecrets } from '../hostSide/fakeSecrets.ts';

const NAME = 'claudeUsage.otelHeaders';
const ENDPOINT = 'https://otlp.datadoghq.eu';
const TEXT = 'dd-api-key=hush-hush';
const HEADERS = { 'dd-api-key': 'hush-hush' };

describe('OtelHeaders', () => {
  let secrets: FakeSecrets;
  let headers: OtelHeaders;

  beforeEach(() => {
    secrets = new FakeSecrets();
    headers = new OtelHeaders(secrets);
  });

  it('headers are none where none were set', async () => {
    assert.deepEqual(await headers.forEndpoint(ENDPOINT), {});
    assert.equal(await headers.areSet(), false);
  });

  it('headers that were set are there in the next window, for every address of their origin', async () => {
    assert.equal(await headers.store(TEXT, ENDPOINT), true);
    const next = new OtelHeaders(secrets);
    assert.deepEqual(await next.forEndpoint(`${ENDPOINT}/v1/metrics`), HEADERS);
    assert.equal(await next.areSet(), true);
  });

  it('headers are in one secret, and in nothing that can be printed', async () => {
    await headers.store(TEXT, ENDPOINT);
    assert.deepEqual([...secrets.values.keys()], [NAME]);
    assert.doesNotMatch(JSON.stringify(headers), /hush/);
    assert.equal(OtelHeaders.isStoredIn(NAME), true);
    assert.equal(OtelHeaders.isStoredIn('claudeUsage.adminKey'), false);
  });

  for (const endpoint of ['https://otlp.datadoghq.com', 'http://localhost:4318', 'https://otlp.datadoghq.eu:8443']) {
    it(`headers are not given out for ${endpoint}, and the reason has none of them`, async () => {
      await headers.store(TEXT, ENDPOINT);
      const found = await headers.forEndpoint(endpoint);
      assert.equal(typeof found, 'string');
      assert.match(String(found), /were set for https:\/\/otlp\.datadoghq\.eu, so they are not sent to/);
      assert.doesNotMatch(String(found), /hush/);
    });
  }

  it('headers are none once they are removed, in the next window too', async () => {
    await headers.store(TEXT, ENDPOINT);
    assert.equal(await headers.remove(), true);
    assert.deepEqual(await headers.forEndpoint(ENDPOINT), {});
    assert.deepEqual(await new OtelHeaders(secrets).forEndpoint(ENDPOINT), {});
    assert.equal(secrets.values.size, 0);
  });

  it('headers that another window has changed are those of the secret storage, once they are read again', async () => {
    await headers.forEndpoint(ENDPOINT);
    await new OtelHeaders(secrets).store(TEXT, ENDPOINT);
    assert.equal(await headers.reload(), true);
    assert.equal(await headers.reload(), false);
    assert.deepEqual(await headers.forEndpoint(ENDPOINT), HEADERS);
  });

  it('headers of a secret storage that does not answer are a reason to send nothing, without the storage’s words', async () => {
    secrets.error = new Error('cannot decrypt hush-hush');
    const found = await headers.forEndpoint(ENDPOINT);
    assert.match(String(found), /secret storage does not respond/);
    assert.doesNotMatch(String(found), /hush/);
    assert.equal(await headers.store(TEXT, ENDPOINT), false);
    assert.equal(await headers.remove(), false);
  });

  it('headers that the secret storage forgets at once last for this window', async () => {
    secrets.forgetful = true;
    assert.equal(await headers.store(TEXT, ENDPOINT), false);
    await headers.reload();
    assert.deepEqual(await headers.forEndpoint(ENDPOINT), HEADERS);
    assert.equal(await headers.areSet(), true);
  });

  for (const garbage of ['', 'null', TEXT, '{"text":7,"origin":""}']) {
    it(`headers are none when the secret holds ${garbage === '' ? 'nothing' : garbage}`, async () => {
      secrets.values.set(NAME, garbage);
      assert.deepEqual(await headers.forEndpoint(ENDPOINT), {});
    });
  }
});
