import { homedir } from 'node:os';
import type * as vscode from 'vscode';
import type { Editor } from './panelExports.ts';

/** Where a save dialog begins: the first open folder that can be written, else the home folder. */
export function saveFolder({ workspace, Uri }: Pick<Editor, 'workspace' | 'Uri'>, home = homedir()): vscode.Uri {
  const isWritable = ({ uri }: Pick<vscode.WorkspaceFolder, 'uri'>) =>
    workspace.fs.isWritableFileSystem(uri.scheme) !== false;
  return workspace.workspaceFolders?.find(isWritable)?.uri ?? Uri.file(home);
}
