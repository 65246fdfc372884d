import { homedir } from 'node:os';
import type * as vscode from 'vscode';

/** The parts of VS Code that know folders. */
export interface Folders {
  readonly workspace: {
    readonly workspaceFolders: readonly Pick<vscode.WorkspaceFolder, 'uri'>[] | undefined;
    readonly fs: Pick<vscode.FileSystem, 'isWritableFileSystem'>;
  };
  readonly Uri: Pick<typeof vscode.Uri, 'file'>;
}

/** The first folder of a save dialog: the first open one that can be written, else the home folder. */
export function saveFolder({ workspace, Uri }: Folders, home = homedir()): vscode.Uri {
  const isWritable = ({ uri }: Pick<vscode.WorkspaceFolder, 'uri'>) =>
    workspace.fs.isWritableFileSystem(uri.scheme) !== false;
  return workspace.workspaceFolders?.find(isWritable)?.uri ?? Uri.file(home);
}
