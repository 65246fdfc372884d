import type * as vscode from 'vscode';
import type { Editor } from '../../../src/ui/panel/panelExports.ts';

/** A uri that is no more than its scheme and path. */
function uriOf(scheme: string, path: string): vscode.Uri {
  return { scheme, path, fsPath: path, toString: () => `${scheme}:${path}` } as unknown as vscode.Uri;
}

/** The parts of VS Code that take files, documents and text, and remember them. */
export class FakeEditor implements Editor {
  folders: vscode.Uri[] = [];
  readonly unwritable = new Set<string>();
  /** Where the user saves: what is offered, another path, or nowhere. */
  answer: 'offered' | 'nowhere' | string = 'offered';
  failure: Error | null = null;
  readonly offered: string[] = [];
  /** What the dialogs were called. */
  readonly titles: (string | undefined)[] = [];
  readonly files = new Map<string, Uint8Array>();
  /** Commands that there are, and those that ran with what they were given. */
  known: string[] = ['revealFileInOS'];
  readonly ran: string[] = [];
  /** What could be pressed on each message, and what is. */
  readonly actions: (readonly string[])[] = [];
  press = '';
  readonly said: string[] = [];
  copied = '';

  folder(scheme: string, path: string): this {
    this.folders.push(uriOf(scheme, path));
    return this;
  }

  readonly Uri = {
    file: (path: string) => uriOf('file', path),
    joinPath: ({ scheme, path }: vscode.Uri, ...segments: string[]) => {
      const end = segments.join('/');
      return uriOf(scheme, end === '..' ? path.slice(0, path.lastIndexOf('/')) : `${path}/${end}`);
    },
  };

  readonly window = {
    showSaveDialog: async ({ defaultUri, title }: vscode.SaveDialogOptions) => {
      this.titles.push(title);
      this.offered.push(String(defaultUri));
      if (this.answer === 'nowhere') return undefined;
      return this.answer === 'offered' ? defaultUri : uriOf('file', this.answer);
    },
    showInformationMessage: async (message: string, ...actions: string[]) => {
      this.said.push(message);
      this.actions.push(actions);
      return actions.find((action) => action === this.press);
    },
    setStatusBarMessage: (text: string) => this.said.push(text),
  };

  readonly workspace = this.#workspace();

  readonly commands = {
    getCommands: async () => this.known,
    executeCommand: async (command: string, ...given: unknown[]) => this.ran.push([command, ...given].join(' ')),
  };

  readonly env = {
    remoteName: undefined as string | undefined,
    openExternal: async (uri: vscode.Uri) => this.ran.push(`outside ${uri}`),
    clipboard: {
      writeText: async (text: string) => {
        this.#fail();
        this.copied = text;
      },
    },
  };

  #workspace(): Editor['workspace'] {
    const folders = () => this.folders;
    return {
      get workspaceFolders() {
        return folders().length === 0 ? undefined : folders().map((uri) => ({ uri }));
      },
      fs: {
        isWritableFileSystem: (scheme) => (this.unwritable.has(scheme) ? false : undefined),
        writeFile: async (uri, bytes) => {
          this.#fail();
          this.files.set(uri.toString(), bytes);
        },
      },
      getWorkspaceFolder: ({ path }) => this.folders.find((folder) => path.startsWith(`${folder.path}/`)),
    };
  }

  #fail(): void {
    if (this.failure) throw this.failure;
  }
}
