import assert from 'node:assert/strict';
import { ENGINE_SETTINGS } from '../../support/engineConfig.ts';
import { AccountsBed } from '../hostSide/accountsBed.ts';

const stored = { key: 'key-one', origin: 'https://api.anthropic.com', organization: { id: 'org_1', name: 'Acme' } };
const ENDPOINT = 'https://otlp.datadoghq.eu';

describe('Accounts with an export to OpenTelemetry', () => {
  let bed: AccountsBed;

  beforeEach(async () => {
    bed = new AccountsBed();
    bed.settings = { ...ENGINE_SETTINGS, otel: { ...ENGINE_SETTINGS.otel, enabled: true, endpoint: ENDPOINT } };
    await bed.hold(stored);
    await bed.otelHeaders.store('dd-api-key=hush', ENDPOINT);
  });
  afterEach(() => bed[Symbol.dispose]());

  it('accounts start the engine with the headers of the endpoint', async () => {
    await bed.accounts.start();
    assert.deepEqual(bed.engine.config?.otelHeaders, { 'dd-api-key': 'hush' });
  });

  it('accounts start the engine without headers where the export is off, and for the sample', async () => {
    bed.settings = ENGINE_SETTINGS;
    await bed.accounts.start();
    assert.deepEqual(bed.engine.config?.otelHeaders, {});
    await bed.accounts.useSample();
    assert.deepEqual(bed.engine.config?.otelHeaders, {});
  });

  it('accounts start the engine with the reason why headers of another endpoint are not sent', async () => {
    bed.settings = { ...bed.settings, otel: { ...bed.settings.otel, endpoint: 'https://elsewhere.example' } };
    await bed.accounts.start();
    assert.match(String(bed.engine.config?.otelHeaders), /not sent to https:\/\/elsewhere\.example/);
  });

  it('accounts start the engine anew where headers have changed, here or in another window', async () => {
    await bed.accounts.start();
    await bed.otelHeaders.store('dd-api-key=other', ENDPOINT);
    await bed.accounts.headersChanged();
    assert.deepEqual(bed.engine.config?.otelHeaders, { 'dd-api-key': 'other' });
    const secret = JSON.stringify({ text: 'dd-api-key=third', origin: ENDPOINT });
    bed.secrets.values.set('claudeUsage.otelHeaders', secret);
    await bed.accounts.headersChangedElsewhere();
    assert.deepEqual(bed.engine.config?.otelHeaders, { 'dd-api-key': 'third' });
    const starts = bed.diary.length;
    await bed.accounts.headersChangedElsewhere();
    assert.equal(bed.diary.length, starts);
  });

  it('accounts delete the headers with all other data', async () => {
    await bed.accounts.start();
    await bed.accounts.deleteAll();
    assert.equal(bed.secrets.values.size, 0);
  });
});
