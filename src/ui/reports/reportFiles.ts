import * as vscode from 'vscode';

/**
 * Reports as files of a scheme of their own, which VS Code reads when it opens one, also after a reload. They are made
 * when they are read, and read-only.
 */
export class ReportFiles implements vscode.FileSystemProvider {
  readonly #read: (uri: vscode.Uri) => Promise<string | null>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  #mtime = 0;

  /** `read` gives a document; null for an address that is none. */
  constructor(read: (uri: vscode.Uri) => Promise<string | null>) {
    this.#read = read;
  }

  /** The document of an address is another than before: an editor that shows it reads it again. */
  change(uri: vscode.Uri): void {
    // An editor takes a file for the same while it is as old as before.
    this.#mtime += 1;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { byteLength: size } = await this.readFile(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: this.#mtime,
      size,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const text = await this.#read(uri);
    if (text === null) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  watch(): vscode.Disposable {
    return { dispose() {} };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
