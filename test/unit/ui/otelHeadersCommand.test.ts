import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { OtelHeadersCommand } from '../../../src/ui/otelHeadersCommand.ts';

/** A user who types headers, and presses a button of a notification. */
class Desk {
  endpoint = 'https://otlp.datadoghq.eu/v1/metrics';
  enabled = true;
  typed: string | undefined;
  press: string | undefined;
  areSet = false;
  isKept = true;
  readonly stored: unknown[] = [];
  readonly told: string[] = [];
  readonly opened: string[] = [];
  changes = 0;
  box: vscode.InputBoxOptions | undefined;
  readonly command: OtelHeadersCommand;

  constructor() {
    const tell = async (message: string) => {
      this.told.push(message);
      return this.press;
    };
    const window = {
      showInputBox: async (options: vscode.InputBoxOptions) => {
        this.box = options;
        return this.typed;
      },
      showInformationMessage: tell,
      showWarningMessage: tell,
    };
    this.command = new OtelHeadersCommand({
      headers: {
        areSet: async () => this.areSet,
        store: async (...stored) => {
          this.stored.push(stored);
          return this.isKept;
        },
        remove: async () => {
          this.stored.push('removed');
          return this.isKept;
        },
      },
      settings: () => ({ enabled: this.enabled, endpoint: this.endpoint }),
      window: window as unknown as typeof vscode.window,
      openSettings: async (query) => void this.opened.push(query),
      onChange: async () => {
        this.changes += 1;
      },
    });
  }
}

describe('Set OpenTelemetry Headers', () => {
  let desk: Desk;

  beforeEach(() => {
    desk = new Desk();
  });

  it('headers are asked for hidden, kept for the endpoint’s origin, and taken over', async () => {
    desk.typed = 'dd-api-key=hush-hush';
    await desk.command.run();
    assert.equal(desk.box?.password, true);
    assert.match(desk.box?.prompt ?? '', /for https:\/\/otlp\.datadoghq\.eu: name=value pairs/);
    assert.deepEqual(desk.stored, [['dd-api-key=hush-hush', 'https://otlp.datadoghq.eu']]);
    assert.deepEqual(desk.told, ['Claude Usage: The OpenTelemetry headers were set for https://otlp.datadoghq.eu.']);
    assert.equal(desk.changes, 1);
  });

  it('headers are not accepted while they cannot be sent, and the reason has none of them', async () => {
    desk.typed = 'hush-hush';
    await desk.command.run();
    const problem = desk.box?.validateInput?.('hush-hush');
    assert.match(String(problem), /has no “=”/);
    assert.doesNotMatch(String(problem), /hush/);
    assert.deepEqual([desk.stored, desk.told], [[], []]);
  });

  it('headers that are set are removed by nothing, and nothing happens where there are none or the user cancels', async () => {
    desk.typed = ' ';
    await desk.command.run();
    desk.typed = undefined;
    await desk.command.run();
    assert.deepEqual(desk.stored, []);
    desk.areSet = true;
    desk.typed = '';
    await desk.command.run();
    assert.equal(desk.box?.validateInput?.(''), null);
    assert.deepEqual(desk.stored, ['removed']);
    assert.deepEqual(desk.told, ['Claude Usage: The OpenTelemetry headers were removed.']);
  });

  it('headers are asked for only once the endpoint is an address, and the setting is offered', async () => {
    desk.endpoint = 'http://in.example';
    desk.press = 'Open Settings';
    await desk.command.run();
    assert.match(desk.told[0] ?? '', /must begin with https/);
    assert.deepEqual([desk.opened, desk.box], [['claudeUsage.otel.endpoint'], undefined]);
  });

  it('headers that the secret storage does not save are said to last for this window', async () => {
    desk.isKept = false;
    desk.typed = 'a=hush';
    await desk.command.run();
    assert.match(desk.told[0] ?? '', /only available until this window closes/);
    desk.areSet = true;
    desk.typed = '';
    await desk.command.run();
    assert.match(desk.told[1] ?? '', /did not respond/);
  });

  it('headers of an export that is switched off are said to be of one, and its settings are offered', async () => {
    desk.enabled = false;
    desk.typed = 'a=hush';
    desk.press = 'Open Settings';
    await desk.command.run();
    assert.match(desk.told[0] ?? '', /The export is switched off\.$/);
    assert.deepEqual(desk.opened, ['claudeUsage.otel']);
  });
});
