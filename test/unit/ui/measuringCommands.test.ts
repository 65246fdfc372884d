import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Choice, FIRST_CHOICE } from '../../../src/shared/choice.ts';
import { createFormat } from '../../../src/shared/format.ts';
import type { MeasurementChoices, MeasurementResult } from '../../../src/shared/measurement.ts';
import { MeasuringCommands } from '../../../src/ui/measuringCommands.ts';
import { figure, NOW } from './summaryOf.ts';

const WEB = { id: 'apikey_web', name: 'web-app', detail: 'sk-ant-…bapp · Production' };
const RESULT: MeasurementResult = {
  apiKey: { ...WEB, detail: '' },
  start: Date.UTC(2026, 10, 22, 9, 10),
  end: Date.UTC(2026, 10, 22, 14, 1),
  isByHour: false,
  cost: figure(120, 'estimated'),
};

/** A user who picks an item by its label, and presses a button of a notification. */
class Desk {
  pick = '';
  press: string | undefined;
  choices: MeasurementChoices | string = { apiKeys: [WEB], results: [] };
  failure: string | null = null;
  readonly offered: vscode.QuickPickItem[] = [];
  readonly started: (string | null)[] = [];
  readonly told: string[] = [];
  readonly opened: Choice[] = [];
  copied = '';
  readonly commands: MeasuringCommands;

  constructor(zone = 'UTC') {
    const window = {
      showQuickPick: async (items: readonly vscode.QuickPickItem[]) => {
        this.offered.push(...items);
        return items.find(({ label, kind }) => kind === undefined && label === this.pick);
      },
      showInformationMessage: async (message: string) => {
        this.told.push(message);
        return this.press;
      },
      showErrorMessage: async (message: string) => void this.told.push(message),
    };
    this.commands = new MeasuringCommands({
      engine: {
        measurementChoices: async () => this.choices,
        startMeasuring: async (apiKey) => {
          this.started.push(apiKey);
          return this.failure;
        },
        stopMeasuring: async () => this.failure,
      },
      window: window as unknown as typeof vscode.window,
      clipboard: {
        writeText: async (text) => {
          this.copied = text;
        },
      },
      format: () => createFormat('en-US', zone),
      now: () => NOW,
      openPanel: (choice) => this.opened.push(choice),
    });
  }
}

describe('Start Measuring', () => {
  it('Start Measuring offers everything and each key with its hint, and starts what is picked', async () => {
    const desk = new Desk();
    desk.pick = 'Everything';
    await desk.commands.start();
    desk.pick = 'web-app';
    await desk.commands.start();
    await new Desk().commands.start();
    assert.deepEqual(
      desk.offered.slice(0, 3).map(({ label, description, kind }) => [label, description, kind]),
      [
        ['Everything', 'All API keys', undefined],
        ['API Keys', undefined, -1],
        ['web-app', 'sk-ant-…bapp · Production', undefined],
      ],
    );
    assert.deepEqual([desk.started, desk.told], [[null, 'apikey_web'], []]);
  });

  it('Start Measuring offers a key with a hostile name as text, without an icon', async () => {
    const desk = new Desk();
    const apiKey = { id: 'x', name: '\u202e$(trash) web', detail: '$(alert)' };
    desk.choices = { apiKeys: [apiKey], results: [{ ...RESULT, apiKey }] };
    await desk.commands.start();
    const [, , key, , result] = desk.offered;
    assert.deepEqual([key?.label, key?.description], ['\\$(trash) web', '\\$(alert)']);
    assert.match(result?.description ?? '', /^API key \\\$\(trash\) web \(\\\$\(alert\)\) · /);
  });

  it('Start Measuring starts nothing where the user turns away, and says why it cannot', async () => {
    const desk = new Desk();
    await desk.commands.start();
    desk.pick = 'Everything';
    desk.failure = 'A measurement is already running. Stop it first.';
    await desk.commands.start();
    desk.choices = 'There are no figures yet.';
    await desk.commands.start();
    assert.deepEqual(desk.told, [`Claude Usage: ${desk.failure}`, 'Claude Usage: There are no figures yet.']);
    assert.deepEqual(desk.started, [null]);
  });

  it('Start Measuring has the newest results, each with Copy and Open Panel', async () => {
    const desk = new Desk();
    desk.choices = { apiKeys: [], results: [RESULT] };
    desk.pick = '≈$1.20';
    desk.press = 'Copy';
    await desk.commands.start();
    assert.equal(desk.offered.at(-1)?.description, 'API key web-app · 09:10 to 14:01');
    assert.deepEqual([desk.started, desk.copied], [[], '≈$1.20 for API key web-app, 09:10 to 14:01 UTC']);
  });
});

describe('Stop Measuring', () => {
  it('Stop Measuring says nothing but why it could not', async () => {
    const desk = new Desk();
    await desk.commands.stop();
    assert.deepEqual(desk.told, []);
    desk.failure = 'No measurement is running.';
    await desk.commands.stop();
    assert.deepEqual(desk.told, ['Claude Usage: No measurement is running.']);
  });
});

describe('the result of a measurement', () => {
  it('a result opens the panel with its span, by the minute, and with its key', async () => {
    const desk = new Desk();
    desk.press = 'Open Panel';
    await desk.commands.show(RESULT);
    const range = { type: 'instants', start: RESULT.start, end: RESULT.end };
    const common = { ...FIRST_CHOICE, unit: 'minute', range };
    const filters = [{ dimension: 'apiKey', values: ['apikey_web'] }];
    await desk.commands.show({ ...RESULT, apiKey: null });
    const counted = [{ dimension: 'costType', values: ['tokens', 'web_search'] }];
    assert.deepEqual(desk.opened, [
      { ...common, by: 'model', filters },
      { ...common, by: 'apiKey', filters: counted },
    ]);
  });

  it('a result names days that are not today, once where both ends are of one, and the zone of days', async () => {
    const said = async (own: Partial<MeasurementResult>, zone = 'UTC') => {
      const desk = new Desk(zone);
      await desk.commands.show({ ...RESULT, apiKey: null, ...own });
      return desk.told[0];
    };
    const yesterday = Date.UTC(2026, 10, 21, 9, 10);
    assert.equal(await said({}), 'Claude Usage: ≈$1.20 for all API keys, 09:10 to 14:01 UTC.');
    assert.equal(await said({}, 'Asia/Tokyo'), 'Claude Usage: ≈$1.20 for all API keys, 18:10 to 23:01 GMT+9.');
    assert.match((await said({ start: yesterday })) ?? '', /, Nov 21, 09:10 to 14:01 UTC\.$/);
    const end = yesterday + 3_600_000;
    assert.match((await said({ start: yesterday, end })) ?? '', /, Nov 21, 09:10 to 10:10 UTC\.$/);
    assert.match((await said({ start: yesterday - 86_400_000, end })) ?? '', /, Nov 20, 09:10 to Nov 21, 10:10 UTC\.$/);
  });

  it('a result with a hostile name is text and no link, and tokens without a price are no $0.00', async () => {
    const desk = new Desk();
    const apiKey = { id: 'x', name: '\u202e[x](command:y)', detail: '' };
    await desk.commands.show({ ...RESULT, apiKey, cost: figure(0, 'estimated', 1_200_000) });
    const said = 'Claude Usage: 1.2M unpriced tokens for API key [x] (command:y), 09:10 to 14:01 UTC.';
    assert.deepEqual(desk.told, [said]);
  });

  it('a result of usage without a key says so', async () => {
    const desk = new Desk();
    await desk.commands.show({ ...RESULT, apiKey: { id: '', name: 'No API key', detail: '' } });
    assert.match(desk.told[0] ?? '', /^Claude Usage: ≈\$1\.20 for usage without an API key, /);
  });
});
