import { registerHooks } from 'node:module';
import { FakeDesk } from './fakeDesk.ts';
import { FakeUri } from './fakeUri.ts';

/** What stands for VS Code: settings as they are held, and what was put on show. */
export const held: {
  settings: Record<string, unknown>;
  panels: FakePanel[];
  ran: string[];
  /** What the newest command was given. */
  given: unknown[];
  failure: Error | null;
  /** What the next command returns. */
  returned: unknown;
  /** Addresses that were opened outside. */
  opened: string[];
  desk: FakeDesk;
} = {
  settings: {},
  panels: [],
  ran: [],
  given: [],
  failure: null,
  returned: undefined,
  opened: [],
  desk: new FakeDesk(),
};

type Listener<T> = (value: T) => void;

/** A panel whose page is played by a test. */
export class FakePanel {
  visible = true;
  reveals = 0;
  iconPath: unknown;
  readonly sent: unknown[] = [];
  readonly #disposed: Listener<void>[] = [];
  readonly #changed: Listener<void>[] = [];
  readonly #received: Listener<unknown>[] = [];
  readonly onDidDispose = (listener: Listener<void>) => this.#disposed.push(listener);
  readonly onDidChangeViewState = (listener: Listener<void>) => this.#changed.push(listener);
  readonly webview = {
    html: '',
    options: {},
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: (listener: Listener<unknown>) => this.#received.push(listener),
    postMessage: async (message: unknown) => this.sent.push(message),
  };

  reveal(): void {
    this.reveals += 1;
  }

  dispose(): void {
    for (const listener of this.#disposed) listener();
  }

  turn(visible: boolean): void {
    this.visible = visible;
    for (const listener of this.#changed) listener();
  }

  say(message: unknown): void {
    for (const listener of this.#received) listener(message);
  }
}

/** A tab of a document. */
export class TabInput {
  readonly uri: unknown;
  constructor(uri: unknown) {
    this.uri = uri;
  }
}

class EventEmitter<T> {
  readonly #listeners: Listener<T>[] = [];
  readonly event = (listener: Listener<T>) => this.#listeners.push(listener);
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}

type DeskWindow = FakeDesk['window'];

class ThemeColor {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

class MarkdownString {
  value = '';
  isTrusted: unknown;
  appendMarkdown(text: string): void {
    this.value += text;
  }
  appendText(text: string): void {
    this.value += text;
  }
}

const vscode = {
  ThemeColor,
  MarkdownString,
  ViewColumn: { Active: -1 },
  ThemeIcon: ThemeColor,
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  ProgressLocation: { Notification: 15 },
  FileType: { File: 1 },
  FilePermission: { Readonly: 1 },
  FileChangeType: { Changed: 1 },
  FileSystemError: {
    FileNotFound: (uri: unknown) => new Error(`not found: ${uri}`),
    NoPermissions: (uri: unknown) => new Error(`no permissions: ${uri}`),
  },
  TabInputCustom: TabInput,
  TabInputText: TabInput,
  EventEmitter,
  Uri: FakeUri,
  env: {
    language: 'en-US',
    remoteName: undefined,
    clipboard: {
      writeText: async (text: string) => {
        held.desk.copied = text;
      },
    },
    openExternal: async (uri: unknown) => void held.opened.push(String(uri)),
  },
  commands: {
    getCommands: async () => ['revealFileInOS'],
    executeCommand: async (command: string, ...given: unknown[]) => {
      held.ran.push(command);
      held.given = given;
      if (held.failure) throw held.failure;
      return held.returned;
    },
  },
  window: {
    showQuickPick: (...asked: Parameters<DeskWindow['showQuickPick']>) => held.desk.window.showQuickPick(...asked),
    showInputBox: (...asked: Parameters<DeskWindow['showInputBox']>) => held.desk.window.showInputBox(...asked),
    createInputBox: () => held.desk.window.createInputBox(),
    showSaveDialog: (...asked: Parameters<DeskWindow['showSaveDialog']>) => held.desk.window.showSaveDialog(...asked),
    showInformationMessage: (...said: Parameters<DeskWindow['showInformationMessage']>) =>
      held.desk.window.showInformationMessage(...said),
    showErrorMessage: (message: string) => held.desk.window.showErrorMessage(message),
    showWarningMessage: (message: string) => held.desk.window.showWarningMessage(message),
    setStatusBarMessage: (message: string) => held.desk.window.setStatusBarMessage(message),
    withProgress: (...asked: Parameters<DeskWindow['withProgress']>) => held.desk.window.withProgress(...asked),
    get tabGroups() {
      return held.desk.window.tabGroups;
    },
    createStatusBarItem: (id: string) => new FakeItem(id),
    createWebviewPanel: () => {
      const panel = new FakePanel();
      held.panels.push(panel);
      return panel;
    },
  },
  workspace: {
    get fs() {
      return held.desk.fs;
    },
    getWorkspaceFolder: () => undefined,
    getConfiguration: (section: string) => ({ get: (name: string) => held.settings[`${section}.${name}`] }),
  },
};

/** A status bar item that is not on show until it is told. */
export class FakeItem {
  readonly id: string;
  name = '';
  text = '';
  command = '';
  tooltip: unknown;
  color: ThemeColor | undefined;
  backgroundColor: ThemeColor | undefined;
  accessibilityInformation: { readonly label: string; readonly role?: string } | undefined;
  isShown = false;

  constructor(id: string) {
    this.id = id;
  }

  show(): void {
    this.isShown = true;
  }
}

const NAMES = Object.keys(vscode);
const KEPT = Symbol.for('claudeUsage.fakeVscode');
Object.assign(globalThis, { [KEPT]: vscode });

const source = [
  `const kept = globalThis[Symbol.for('claudeUsage.fakeVscode')];`,
  ...NAMES.map((name) => `export const ${name} = kept.${name};`),
].join('\n');

// Modules that import `vscode` have to be imported after this one has been evaluated: dynamically.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: 'fake:vscode', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'fake:vscode' ? { format: 'module', source, shortCircuit: true } : next(url, context),
});
