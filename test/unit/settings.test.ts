import assert from 'node:assert/strict';
import type { MonthlyReportsSetting } from '../../src/reports/parseMonthlyReports.ts';
import { knownZone } from '../../src/time/dayZone.ts';
import { held } from './hostSide/fakeVscode.ts';
import { manifest } from './hostSide/manifest.ts';

const { properties } = manifest.contributes.configuration;

describe('the readers of the settings', () => {
  const read = async () => {
    const { settings } = await import('../../src/settings.ts');
    const { intervalMs, historyDays, zone, shortEmails, budgets, costCentres, monthlyReports, unusualSpend, otel } =
      settings.engine();
    return {
      'claudeUsage.statusBar.show': settings.statusBarShow(),
      'claudeUsage.day': zone === 'UTC' ? 'utc' : zone,
      'claudeUsage.timeZone': settings.dayZone().from === 'setting' ? zone : '',
      'claudeUsage.refreshIntervalSeconds': intervalMs / 1000,
      'claudeUsage.historyDays': historyDays,
      'claudeUsage.shortenEmails': shortEmails,
      'claudeUsage.budgets': budgets.budgets,
      'claudeUsage.costCentres': costCentres.centres,
      'claudeUsage.monthlyReports': saved(monthlyReports),
      'claudeUsage.unusualSpend.enabled': unusualSpend.enabled,
      'claudeUsage.unusualSpend.sensitivity': unusualSpend.sensitivity,
      'claudeUsage.unusualSpend.minimumUsd': unusualSpend.minimumUsd,
      'claudeUsage.tools.enabled': settings.toolsEnabled(),
      'claudeUsage.otel.enabled': otel.enabled,
      'claudeUsage.otel.endpoint': otel.endpoint,
      'claudeUsage.otel.preset': otel.preset,
      'claudeUsage.otel.temporality': otel.temporality,
      'claudeUsage.otel.intervalSeconds': otel.intervalMs / 1000,
      'claudeUsage.otel.serviceName': otel.serviceName,
      'claudeUsage.otel.attributes': otel.attributes,
      'claudeUsage.apiBaseUrl': originOf(settings.apiBaseUrl()),
    };
  };
  const saved = ({ reports, folder, formats }: MonthlyReportsSetting) => ({ reports, folder, formats });
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
    it(`settings have the manifest's defaults for ${what}`, async () => {
      held.settings = all(value);
      assert.deepEqual(await read(), defaults);
    });
  }

  it("settings are clamped to the manifest's limits", async () => {
    held.settings = all(-1e9);
    assert.deepEqual(await read(), limits('minimum'));
    held.settings = all(1e9);
    assert.deepEqual(await read(), limits('maximum'));
  });

  it('settings have the default for an unknown choice', async () => {
    held.settings = { ...all(undefined), 'claudeUsage.statusBar.show': 'tomorrow', 'claudeUsage.day': 'moon' };
    assert.deepEqual(await read(), defaults);
  });

  it('settings have each known attribute of metrics once, in their own order, and a name where none is left', async () => {
    const { settings } = await import('../../src/settings.ts');
    held.settings = {
      'claudeUsage.otel.attributes': ['speed', 'apiKey', 'email', 7, 'apiKey'],
      'claudeUsage.otel.serviceName': '  ',
    };
    assert.deepEqual(settings.engine().otel.attributes, ['apiKey', 'speed']);
    assert.equal(settings.engine().otel.serviceName, 'claude-usage');
    held.settings = { 'claudeUsage.otel.attributes': [] };
    assert.deepEqual(settings.engine().otel.attributes, []);
  });

  it('settings ignore an empty or unknown time zone, and name the unknown one', async () => {
    const { settings } = await import('../../src/settings.ts');
    for (const timeZone of ['', 7, null, {}, 'Mars/Base', ':/etc/localtime']) {
      held.settings = { 'claudeUsage.day': 'local', 'claudeUsage.timeZone': timeZone };
      assert.equal(knownZone(settings.engine().zone), settings.engine().zone, String(timeZone));
    }
    assert.match(settings.dayZone().problem ?? '', /":\/etc\/localtime" is not a known time zone/);
  });

  it('settings prefer the zone of the setting for local days, and ignore it for UTC days', async () => {
    const { settings } = await import('../../src/settings.ts');
    held.settings = { 'claudeUsage.day': 'local', 'claudeUsage.timeZone': 'Asia/Tokyo' };
    assert.equal(settings.engine().zone, 'Asia/Tokyo');
    held.settings = { 'claudeUsage.timeZone': 'Asia/Tokyo' };
    assert.equal(settings.engine().zone, 'UTC');
  });

  it('settings.steersEngine is true only for settings that the engine works by, and the proxy', async () => {
    const { settings } = await import('../../src/settings.ts');
    const steers = (changed: string) => settings.steersEngine({ affectsConfiguration: (name) => name === changed });
    const named = Object.keys(properties).filter((name) => !steers(name));
    assert.deepEqual(named, [
      'claudeUsage.statusBar.show',
      'claudeUsage.budgets',
      'claudeUsage.tools.enabled',
      'claudeUsage.costCentres',
      'claudeUsage.monthlyReports',
    ]);
    for (const live of ['claudeUsage.budgets', 'claudeUsage.costCentres', 'claudeUsage.monthlyReports']) {
      assert.equal(settings.changesLive({ affectsConfiguration: (name) => name === live }), true);
    }
    assert.equal(settings.changesLive({ affectsConfiguration: (name) => name === 'claudeUsage.day' }), false);
    assert.equal(steers('http.proxy'), true);
    assert.equal(steers('editor.fontSize'), false);
  });

  describe('where days are local', () => {
    let before: string | undefined;
    const zoneOf = async (TZ: string) => {
      process.env['TZ'] = TZ;
      held.settings = { 'claudeUsage.day': 'local' };
      const { settings } = await import('../../src/settings.ts');
      return settings.dayZone();
    };
    beforeEach(() => {
      before = process.env['TZ'];
    });
    afterEach(() => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    });

    it('settings.dayZone is the machine’s zone where the setting has none', async () => {
      assert.deepEqual(await zoneOf('Asia/Tokyo'), { name: 'Asia/Tokyo', from: 'machine', problem: null });
    });

    for (const TZ of ['Etc/Unknown', ':/etc/localtime', 'Mars/Base', '']) {
      it(`settings.dayZone falls back to UTC, with the reason, where the environment says TZ=${TZ}`, async () => {
        const { name, problem } = await zoneOf(TZ);
        assert.equal(name, 'UTC');
        assert.match(
          problem ?? '',
          /^Days begin at midnight UTC, because the machine that runs the extension has no known time zone/,
        );
      });
    }
  });

  it('settings.usesProxy is true where the editor has a proxy', async () => {
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
