import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { FakeUri } from './fakeUri.ts';

type Item = { readonly label: string };
interface Asked {
  readonly title?: string;
  readonly placeHolder?: string;
}

interface SaveOptions {
  readonly defaultUri: FakeUri;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

interface Validation {
  readonly message: string;
  readonly severity: number;
}

/** An input box that is written into and accepted. */
export class FakeInputBox {
  value = '';
  title = '';
  prompt = '';
  password = false;
  buttons: readonly unknown[] = [];
  validationMessage: Validation | undefined;
  isDone = false;
  readonly #say: (text: string) => void;
  readonly #listeners: Record<'change' | 'accept' | 'hide' | 'button', (value: string) => void> = {
    change: () => {},
    accept: () => {},
    hide: () => {},
    button: () => {},
  };

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  readonly onDidChangeValue = this.#on('change');
  readonly onDidAccept = this.#on('accept');
  readonly onDidHide = this.#on('hide');
  readonly onDidTriggerButton = this.#on('button');

  show(): void {}

  dispose(): void {
    this.isDone = true;
  }

  type(text: string | undefined): void {
    if (text === undefined) {
      this.hide();
      return;
    }
    this.value = text;
    this.#listeners.change(text);
    if (this.validationMessage) this.#say(this.validationMessage.message);
    this.#listeners.accept('');
  }

  pressButton(): void {
    this.#listeners.button('');
  }

  hide(): void {
    this.#listeners.hide('');
  }

  #on(name: 'change' | 'accept' | 'hide' | 'button') {
    return (listener: (value: string) => void) => {
      this.#listeners[name] = listener;
      return { dispose: () => {} };
    };
  }
}

/** A user at VS Code's pickers and dialogs: what they answer in turn, and what they were shown. */
export class FakeDesk {
  /** Labels that are picked, in the order of the questions; undefined turns away, a list picks several. */
  picks: (string | readonly string[] | undefined)[] = [];
  /** What is typed into boxes. */
  texts: (string | undefined)[] = [];
  /** Where the user saves; null is nowhere. */
  saveTo: string | null = null;
  /** The button that is pressed on a question. */
  press: string | undefined;
  tab: unknown;
  failure: Error | null = null;
  copied = '';
  readonly boxes: FakeInputBox[] = [];
  readonly questions: { readonly asked: string; readonly labels: readonly string[] }[] = [];
  readonly offered: string[] = [];
  /** What could be pressed on each piece of information. */
  readonly buttons: (readonly string[])[] = [];
  /** File types of the save dialogs, each with its endings. */
  readonly types: SaveOptions['filters'][] = [];
  readonly told: string[] = [];
  readonly progress: string[] = [];
  /** What the cancel button of a progress does. */
  cancel: () => void = () => {};

  readonly window = {
    showQuickPick: async (items: readonly Item[], { title, placeHolder }: Asked) => {
      this.questions.push({ asked: `${title}: ${placeHolder}`, labels: items.map(({ label }) => label) });
      const pick = this.picks.shift();
      if (pick === undefined || typeof pick === 'string') return items.find(({ label }) => label === pick);
      return items.filter(({ label }) => pick.includes(label));
    },
    showInputBox: async ({ validateInput }: { readonly validateInput: (text: string) => string | null }) => {
      const text = this.texts.shift();
      const problem = text === undefined ? null : validateInput(text);
      if (problem !== null) this.told.push(problem);
      return problem === null ? text : undefined;
    },
    /** Types each text in turn and accepts it; turns away once there is none. */
    createInputBox: () => {
      const box = new FakeInputBox((text) => this.told.push(text));
      this.boxes.push(box);
      queueMicrotask(() => {
        while (!box.isDone && this.texts.length > 0) box.type(this.texts.shift());
        box.hide();
      });
      return box;
    },
    showSaveDialog: async ({ defaultUri, filters }: SaveOptions) => {
      this.offered.push(defaultUri.path);
      this.types.push(filters);
      return this.saveTo === null ? undefined : FakeUri.file(this.saveTo);
    },
    showInformationMessage: async (message: string, ...buttons: string[]) => {
      this.told.push(message);
      this.buttons.push(buttons);
      return buttons.find((button) => button === this.press);
    },
    showErrorMessage: async (message: string) => void this.told.push(message),
    showWarningMessage: async (message: string) => {
      this.told.push(message);
      return this.press;
    },
    setStatusBarMessage: (message: string) => this.told.push(message),
    withProgress: (
      options: { readonly title: string },
      task: (progress: object, token: object) => Promise<unknown>,
    ) => {
      this.progress.push(options.title);
      const report = ({ message }: { readonly message: string }) => this.progress.push(message);
      const onCancellationRequested = (listener: () => void) => {
        this.cancel = listener;
      };
      return task({ report }, { onCancellationRequested });
    },
    tabGroups: this.#tabGroups(),
  };

  /** On this machine's disk. */
  readonly fs = {
    isWritableFileSystem: () => true,
    writeFile: async ({ path }: FakeUri, bytes: Uint8Array) => {
      this.#fail();
      writeFileSync(path, bytes);
    },
    copy: async (from: FakeUri, to: FakeUri) => {
      this.#fail();
      copyFileSync(from.path, to.path);
    },
    stat: async ({ path }: FakeUri) => {
      if (!existsSync(path)) throw new Error(`there is no ${path}`);
      return { size: readFileSync(path).length };
    },
  };

  #tabGroups() {
    const tab = () => this.tab;
    return {
      activeTabGroup: {
        get activeTab() {
          return { input: tab() };
        },
      },
    };
  }

  #fail(): void {
    if (this.failure) throw this.failure;
  }
}
