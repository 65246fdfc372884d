import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ToolCall } from '../../../src/engine/thread/protocol.ts';
import { LanguageModelTools } from '../../../src/ui/languageModelTools.ts';

class CancellationError extends Error {}
class LanguageModelTextPart {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
class LanguageModelToolResult {
  readonly content: unknown[];
  constructor(content: unknown[]) {
    this.content = content;
  }
}

/** A chat that calls a tool, and an engine that answers when it is told to. */
class Chat {
  isEnabled = true;
  problem: string | null = null;
  readonly calls: ToolCall[] = [];
  signal: AbortSignal | undefined;
  readonly engine = Promise.withResolvers<string>();
  readonly #cancel = new Set<() => void>();
  readonly #tools = new LanguageModelTools({
    engine: {
      askTool: (call, signal) => {
        this.calls.push(call);
        this.signal = signal;
        return this.engine.promise;
      },
    },
    editor: { CancellationError, LanguageModelTextPart, LanguageModelToolResult } as unknown as typeof vscode,
    isEnabled: () => this.isEnabled,
    problem: async () => this.problem,
  });
  readonly token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      this.#cancel.add(listener);
      return { dispose: () => this.#cancel.delete(listener) };
    },
  };

  async call(input: unknown, tokenBudget?: number): Promise<unknown> {
    const options = {
      input,
      toolInvocationToken: undefined,
      ...(tokenBudget === undefined ? {} : { tokenizationOptions: { tokenBudget, countTokens: async () => 0 } }),
    };
    const token = this.token as unknown as vscode.CancellationToken;
    const { content } = await this.#tools.invoke('claudeUsage_get_spend', options, token);
    const [part, ...others] = content;
    assert.ok(part instanceof LanguageModelTextPart && others.length === 0);
    return JSON.parse(part.value);
  }

  cancel(): void {
    this.token.isCancellationRequested = true;
    for (const listener of this.#cancel) listener();
  }

  get listeners(): number {
    return this.#cancel.size;
  }
}

describe('LanguageModelTools', () => {
  it('LanguageModelTools hand a call to the engine under its own name, and its answer to the model', async () => {
    const chat = new Chat();
    chat.engine.resolve('{"total":"1.00"}');
    assert.deepEqual(await chat.call({ period: 'today' }), { total: '1.00' });
    assert.deepEqual(chat.calls, [{ name: 'get_spend', input: { period: 'today' }, mostBytes: undefined }]);
    assert.equal(chat.listeners, 0);
  });

  it('LanguageModelTools have the answer fit into the tokens that there is room for', async () => {
    const chat = new Chat();
    chat.engine.resolve('{}');
    await chat.call({}, 500);
    assert.equal(chat.calls[0]?.mostBytes, 1000);
  });

  it('LanguageModelTools say that they are switched off, and ask nobody', async () => {
    const chat = new Chat();
    chat.isEnabled = false;
    assert.deepEqual(await chat.call({}), {
      error: 'These tools are switched off: the setting claudeUsage.tools.enabled is false.',
    });
    assert.deepEqual(chat.calls, []);
  });

  it('LanguageModelTools say why there are no figures, and what helps', async () => {
    const chat = new Chat();
    chat.problem = 'No Admin API key is set.';
    assert.deepEqual(await chat.call({}), {
      error: 'No Admin API key is set.',
      help: 'In VS Code, the command “Claude Usage: Set Admin API Key” sets a key, and “Claude Usage: Explore with Sample Data” shows made-up figures.',
    });
    assert.deepEqual(chat.calls, []);
  });

  it('LanguageModelTools reject a call that is cancelled while the engine works, and abort that', async () => {
    const chat = new Chat();
    const answer = assert.rejects(chat.call({}), CancellationError);
    await new Promise(setImmediate);
    assert.equal(chat.signal?.aborted, false);
    chat.cancel();
    await answer;
    assert.equal(chat.signal?.aborted, true);
    assert.equal(chat.listeners, 0);
  });

  it('LanguageModelTools reject a call that was cancelled before', async () => {
    const chat = new Chat();
    chat.cancel();
    await assert.rejects(chat.call({}), CancellationError);
  });
});
