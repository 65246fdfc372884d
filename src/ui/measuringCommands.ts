import type * as vscode from 'vscode';
import type { EngineClient } from '../engine/thread/client.ts';
import { type Choice, FIRST_CHOICE } from '../shared/choice.ts';
import type { Format } from '../shared/format.ts';
import type { MeasurementResult } from '../shared/measurement.ts';
import { measuredAmount, measuredSpanText, measuredText, resultText } from '../shared/measurementText.ts';
import { plainText } from '../shared/plainText.ts';
import { unlinked } from '../shared/unlinked.ts';
import { plainLabel } from './plainLabel.ts';

export interface MeasuringCommandsOptions {
  readonly engine: Pick<EngineClient, 'startMeasuring' | 'stopMeasuring' | 'measurementChoices'>;
  readonly window: Pick<typeof vscode.window, 'showQuickPick' | 'showInformationMessage' | 'showErrorMessage'>;
  readonly clipboard: Pick<vscode.Clipboard, 'writeText'>;
  /** In the zone that days are cut in. */
  readonly format: () => Format;
  /** ms */
  readonly now: () => number;
  readonly openPanel: (choice: Choice) => void;
}

interface Item extends vscode.QuickPickItem {
  readonly act?: () => Promise<void>;
}

/** `QuickPickItemKind.Separator`, which only VS Code itself has at run time. */
const SEPARATOR = -1;
/** Cost types that a measurement counts: other charges belong to no minute. */
const MEASURED_TYPES = ['tokens', 'web_search'];

/** The commands of the stopwatch, and the notification of its result. */
export class MeasuringCommands {
  readonly #options: MeasuringCommandsOptions;

  constructor(options: MeasuringCommandsOptions) {
    this.#options = options;
  }

  /** Asks what to measure, and starts; offers the newest results, too. */
  async start(): Promise<void> {
    const { engine, window } = this.#options;
    const choices = await engine.measurementChoices();
    if (typeof choices === 'string') return this.#tell(choices);
    const keys = choices.apiKeys.map(({ id, name, detail }): Item => {
      return { label: plainLabel(name), description: plainLabel(detail), act: () => this.#start(id) };
    });
    const everything: Item = { label: 'Everything', description: 'All API keys', act: () => this.#start(null) };
    const results = choices.results.map((result) => this.#itemOf(result));
    const items = [everything, ...section('API Keys', keys), ...section('Recent Measurements', results)];
    const options = { title: 'Start Measuring', placeHolder: 'What do you want to measure?', matchOnDescription: true };
    await (await window.showQuickPick(items, options))?.act?.();
  }

  async stop(): Promise<void> {
    this.#tell(await this.#options.engine.stopMeasuring());
  }

  /** Shows a result until the user dismisses it. */
  async show(result: MeasurementResult): Promise<void> {
    const { window, clipboard, openPanel, format, now } = this.#options;
    const text = resultText(result, format(), now());
    const choice = await window.showInformationMessage(`Claude Usage: ${unlinked(text)}.`, 'Copy', 'Open Panel');
    if (choice === 'Copy') await clipboard.writeText(plainText(text));
    else if (choice === 'Open Panel') openPanel(choiceOf(result));
  }

  async #start(apiKey: string | null): Promise<void> {
    this.#tell(await this.#options.engine.startMeasuring(apiKey));
  }

  #itemOf(result: MeasurementResult): Item {
    const format = this.#options.format();
    const span = measuredSpanText(result, format, this.#options.now());
    return {
      label: measuredAmount(result.cost, format),
      description: plainLabel(`${measuredText(result)} · ${span}`),
      act: () => this.show(result),
    };
  }

  #tell(failure: string | null): void {
    if (failure !== null) void this.#options.window.showErrorMessage(`Claude Usage: ${failure}`);
  }
}

/** The span of a result in the panel, by the minute as far as that goes, and counting the same charges. */
function choiceOf({ apiKey, start, end }: MeasurementResult): Choice {
  const filter = apiKey
    ? ({ dimension: 'apiKey', values: [apiKey.id] } as const)
    : ({ dimension: 'costType', values: MEASURED_TYPES } as const);
  const by = apiKey ? 'model' : 'apiKey';
  return { ...FIRST_CHOICE, by, unit: 'minute', range: { type: 'instants', start, end }, filters: [filter] };
}

function section(label: string, items: readonly Item[]): Item[] {
  return items.length === 0 ? [] : [{ label, kind: SEPARATOR }, ...items];
}
