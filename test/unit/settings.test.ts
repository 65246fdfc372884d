import assert from 'node:assert/strict';
import { held } from './hostSide/fakeVscode.ts';
import { manifest } from './hostSide/manifest.ts';

const { properties } = manifest.contributes.configuration;

describe('the readers of the settings', () => {
  const read = async () => {
    const { settings } = await import('../../src/settings.ts');
    return {
      'claudeUsage.statusBar.show': settings.statusBarShow(),
      'claudeUsage.day': settings.zone() === 'UTC' ? 'utc' : settings.zone(),
      'claudeUsage.refreshIntervalSeconds': settings.intervalMs() / 1000,
      'claudeUsage.historyDays': settings.historyDays(),
      'claudeUsage.shortenEmails': settings.shortEmails(),
      'claudeUsage.apiBaseUrl': originOf(settings.apiBaseUrl()),
    };
  };
  const originOf = (
    url: { readonly ok: true; readonly value: { readonly origin: string } } | { readonly ok: false },
  ) => (url.ok ? url.value.origin : 'bad');
  const defaults = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value.default]));
  const limits = (limit: 'minimum' | 'maximum') =>
    Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, value[limit] ?? value.default] as const),
    );
  const all = (value: unknown) => Object.fromEntries(Object.keys(properties).map((name) => [name, value]));

  for (const [what, value] of [
    ['nothing', undefined],
    ['null', null],
    ['an object', {}],
    ['not a number', Number.NaN],
  ] as const) {
    it(`have the manifest's defaults for ${what}`, async () => {
      held.settings = all(value);
      assert.deepEqual(await read(), defaults);
    });
  }

  it("clamp to the manifest's limits", async () => {
    held.settings = all(-1e9);
    assert.deepEqual(await read(), limits('minimum'));
    held.settings = all(1e9);
    assert.deepEqual(await read(), limits('maximum'));
  });

  it('take an unknown choice for the default', async () => {
    held.settings = { ...all(undefined), 'claudeUsage.statusBar.show': 'tomorrow', 'claudeUsage.day': 'moon' };
    assert.deepEqual(await read(), defaults);
  });

  it('know the zone of local days', async () => {
    const { settings } = await import('../../src/settings.ts');
    held.settings = { 'claudeUsage.day': 'local' };
    assert.equal(settings.zone(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('see a proxy where the editor has one', async () => {
    const { settings } = await import('../../src/settings.ts');
    const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
    const before = names.map((name) => [name, process.env[name]] as const);
    try {
      for (const name of names) delete process.env[name];
      held.settings = { 'http.proxy': '' };
      assert.equal(settings.usesProxy(), false);
      held.settings = { 'http.proxy': 'http://127.0.0.1:3128' };
      assert.equal(settings.usesProxy(), true);
    } finally {
      for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
    }
  });
});
