import type * as vscode from 'vscode';
import type { Editor } from '../../../src/ui/panel/panelExports.ts';

/** A uri that is no more than its scheme and path. */
function uriOf(scheme: string, path: string): vscode.Uri {
  return { scheme, path, toString: () => `${scheme}:${path}` } as unknown as vscode.Uri;
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
  readonly documents: { readonly language: string; readonly content: string }[] = [];
  readonly shown: unknown[] = [];
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
    showTextDocument: async (document: vscode.TextDocument) => this.shown.push(document),
    setStatusBarMessage: (text: string) => this.said.push(text),
  };

  readonly workspace = this.#workspace();

  readonly env = {
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
      openTextDocument: async (options) => {
        this.#fail();
        this.documents.push(options);
        return options as unknown as vscode.TextDocument;
      },
    };
  }

  #fail(): void {
    if (this.failure) throw this.failure;
  }
}
