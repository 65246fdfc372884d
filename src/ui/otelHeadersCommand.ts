import type * as vscode from 'vscode';
import type { OtelHeaders } from '../account/otelHeaders.ts';
import { parseHeaders } from '../otel/headers.ts';
import { parseEndpoint } from '../otel/receiver.ts';
import type { OtelSettings } from '../shared/otel.ts';

export interface OtelHeadersCommandParts {
  readonly headers: Pick<OtelHeaders, 'areSet' | 'store' | 'remove'>;
  readonly settings: () => Pick<OtelSettings, 'enabled' | 'endpoint'>;
  readonly window: Pick<typeof vscode.window, 'showInputBox' | 'showInformationMessage' | 'showWarningMessage'>;
  readonly openSettings: (query: string) => Thenable<unknown>;
  /** The export takes over what was set. */
  readonly onChange: () => Promise<void>;
}

/** Asks for the headers of the export to OpenTelemetry, and keeps them for its endpoint alone. */
export class OtelHeadersCommand {
  readonly #parts: OtelHeadersCommandParts;

  constructor(parts: OtelHeadersCommandParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { headers, settings, window, openSettings } = this.#parts;
    const parsed = parseEndpoint(settings().endpoint);
    if (!parsed.ok) {
      const choice = await window.showWarningMessage(`Claude Usage: ${parsed.problem}`, 'Open Settings');
      if (choice) await openSettings('claudeUsage.otel.endpoint');
      return;
    }
    const { origin } = parsed.url;
    const areSet = await headers.areSet();
    const text = await window.showInputBox({
      title: 'Set OpenTelemetry Headers',
      prompt: `Headers for ${origin}: name=value pairs with a comma between them. They are saved in the editor's secret storage.${areSet ? ' Leave it empty to remove the headers that are set.' : ''}`,
      placeHolder: 'name=value,name=value',
      password: true,
      ignoreFocusOut: true,
      validateInput: (typed) => problemOf(typed, areSet),
    });
    if (text === undefined || problemOf(text, areSet) !== null) return;
    if (text.trim() === '') await this.#remove();
    else await this.#store(text, origin);
  }

  async #store(text: string, origin: string): Promise<void> {
    const { headers, settings, window, openSettings, onChange } = this.#parts;
    const kept = await headers.store(text, origin);
    await onChange();
    const said = `Claude Usage: The OpenTelemetry headers were set for ${origin}.`;
    if (!kept) {
      const why =
        'The editor could not save them in its secret storage, so they are only available until this window closes.';
      void window.showWarningMessage(`${said} ${why}`);
      return;
    }
    if (settings().enabled) {
      void window.showInformationMessage(said);
      return;
    }
    const choice = await window.showInformationMessage(`${said} The export is switched off.`, 'Open Settings');
    if (choice) await openSettings('claudeUsage.otel');
  }

  async #remove(): Promise<void> {
    const { headers, window, onChange } = this.#parts;
    const removed = await headers.remove();
    await onChange();
    if (removed) void window.showInformationMessage('Claude Usage: The OpenTelemetry headers were removed.');
    else void window.showWarningMessage('Claude Usage: The secret storage did not respond. Try again later.');
  }
}

/** Null for headers that can be kept, and for nothing where that removes some. */
function problemOf(text: string, areSet: boolean): string | null {
  if (areSet && text.trim() === '') return null;
  const parsed = parseHeaders(text);
  return parsed.ok ? null : parsed.problem;
}
