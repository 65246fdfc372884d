import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** Where a save dialog begins: the first open folder that can be written, else the home folder. */
export function saveFolder(): vscode.Uri {
  const isWritable = ({ uri }: vscode.WorkspaceFolder) =>
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
  return vscode.workspace.workspaceFolders?.find(isWritable)?.uri ?? vscode.Uri.file(homedir());
}
