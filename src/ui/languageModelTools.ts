import type * as vscode from 'vscode';
import type { EngineClient } from '../engine/thread/client.ts';

/** Names of our tools begin with it in VS Code, where they are among those of all extensions. */
const PREFIX = 'claudeUsage_';
/** Bytes of JSON with many figures that a token stands for, at least. */
const BYTES_OF_TOKEN = 2;

const HELP =
  'In VS Code, the command “Claude Usage: Set Admin API Key” sets a key, and “Claude Usage: Explore with Sample Data” shows made-up figures.';

export interface LanguageModelToolsOptions {
  readonly engine: Pick<EngineClient, 'askTool'>;
  readonly editor: Pick<typeof vscode, 'CancellationError' | 'LanguageModelTextPart' | 'LanguageModelToolResult'>;
  readonly isEnabled: () => boolean;
  /** Reason that there are no figures, in a sentence, once the account in use is known; null where there are. */
  readonly problem: () => Promise<string | null>;
}

/** Answers language models that call a tool in this window. */
export class LanguageModelTools {
  readonly #options: LanguageModelToolsOptions;

  constructor(options: LanguageModelToolsOptions) {
    this.#options = options;
  }

  /** Answers with JSON; what is known to go wrong is a sentence in it. Throws CancellationError. */
  async invoke(
    name: string,
    { input, tokenizationOptions }: vscode.LanguageModelToolInvocationOptions<unknown>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const { LanguageModelTextPart, LanguageModelToolResult, CancellationError } = this.#options.editor;
    const abort = new AbortController();
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    const cancel = () => {
      abort.abort();
      reject(new CancellationError());
    };
    const listener = token.onCancellationRequested(cancel);
    if (token.isCancellationRequested) cancel();
    const mostBytes = tokenizationOptions && tokenizationOptions.tokenBudget * BYTES_OF_TOKEN;
    try {
      const call = { name: name.slice(PREFIX.length), input, mostBytes };
      const text = await Promise.race([cancelled, this.#answer(call, abort.signal)]);
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    } finally {
      listener.dispose();
    }
  }

  async #answer(call: Parameters<EngineClient['askTool']>[0], signal: AbortSignal): Promise<string> {
    const { engine, isEnabled, problem } = this.#options;
    if (!isEnabled()) {
      return JSON.stringify({ error: 'These tools are switched off: the setting claudeUsage.tools.enabled is false.' });
    }
    const reason = await problem();
    return reason === null ? engine.askTool(call, signal) : JSON.stringify({ error: reason, help: HELP });
  }
}
