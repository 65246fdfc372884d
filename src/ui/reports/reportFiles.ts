import * as vscode from 'vscode';

/**
 * Reports as read-only files of a scheme of their own. VS Code reads one when it opens it, also after a reload, and only
 * then is it made.
 */
export class ReportFiles implements vscode.FileSystemProvider {
  readonly #read: (uri: vscode.Uri) => Promise<string | null>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  #mtime = 0;

  /** `read` returns a document; null for an address that is not of a report. */
  constructor(read: (uri: vscode.Uri) => Promise<string | null>) {
    this.#read = read;
  }

  /** Reports a changed document: an editor that shows it reads it again. */
  change(uri: vscode.Uri): void {
    // An editor takes a file for unchanged while its time of change is the same.
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
