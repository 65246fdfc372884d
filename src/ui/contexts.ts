import * as vscode from 'vscode';

/** Facts that decide which commands are offered: each is the context `claudeUsage.<name>`. */
export interface ContextFacts {
  readonly sample: boolean;
  /** There is an account to show figures of: a key's, or the sample. */
  readonly hasAccount: boolean;
  /** A key is in use, or would be if it could be read; not in the sample. */
  readonly hasKey: boolean;
  /** Older days are being fetched. */
  readonly fetching: boolean;
  readonly measuring: boolean;
}

/** Creates a function that tells VS Code the facts that have changed since its last call. */
export function createContexts(): (facts: ContextFacts) => void {
  const known = new Map<string, boolean>();
  return (facts) => {
    for (const [name, value] of Object.entries(facts)) {
      if (known.get(name) === value) continue;
      known.set(name, value);
      void vscode.commands.executeCommand('setContext', `claudeUsage.${name}`, value);
    }
  };
}
