import type * as vscode from 'vscode';
import { unlinked } from '../shared/unlinked.ts';

/** The parts of VS Code that a saved file is told and shown by; `vscode` itself fits. */
export interface FileEditor {
  readonly window: {
    showInformationMessage(message: string, ...actions: string[]): Thenable<string | undefined>;
  };
  readonly workspace: { getWorkspaceFolder(uri: vscode.Uri): unknown };
  readonly commands: {
    getCommands(withInternal: boolean): Thenable<string[]>;
    executeCommand(command: string, ...args: unknown[]): Thenable<unknown>;
  };
  readonly env: { readonly remoteName: string | undefined; openExternal(uri: vscode.Uri): Thenable<unknown> };
}

const OPEN = 'Open';
const REVEAL = 'Reveal in Folder';

/**
 * Says that a file has been saved, and offers to open it and to show it in its folder. `words` are made of the file's name, or
 * of its path where no folder can be shown.
 */
export async function showSaved(editor: FileEditor, uri: vscode.Uri, words: (file: string) => string): Promise<void> {
  const reveal = await revealCommand(editor, uri);
  const file = reveal === null ? uri.fsPath : nameOf(uri);
  const actions = reveal === null ? [OPEN] : [OPEN, REVEAL];
  const message = `Claude Usage: ${words(unlinked(file))}`;
  const choice = await editor.window.showInformationMessage(message, ...actions);
  if (choice === OPEN) await open(editor, uri);
  if (choice === REVEAL && reveal !== null) await editor.commands.executeCommand(reveal, uri);
}

/** A page opens in the browser, as the editor would show its markup; any other file in the editor. */
async function open({ env, commands }: FileEditor, uri: vscode.Uri): Promise<void> {
  if (isHere(uri, env) && uri.path.toLowerCase().endsWith('.html')) await env.openExternal(uri);
  else await commands.executeCommand('vscode.open', uri);
}

/** Returns true for a file of the machine that the window is on. */
function isHere(uri: vscode.Uri, { remoteName }: Pick<FileEditor['env'], 'remoteName'>): boolean {
  return uri.scheme === 'file' && remoteName === undefined;
}

/** The file manager of this machine; the Explorer for a file of an open folder, where there is no file manager; or null. */
async function revealCommand(editor: FileEditor, uri: vscode.Uri): Promise<string | null> {
  if (isHere(uri, editor.env) && (await editor.commands.getCommands(true)).includes('revealFileInOS'))
    return 'revealFileInOS';
  return editor.workspace.getWorkspaceFolder(uri) ? 'revealInExplorer' : null;
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
