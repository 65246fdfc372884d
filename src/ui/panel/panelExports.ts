import type * as vscode from 'vscode';
import { errorMessage } from '../../shared/errorMessage.ts';
import { type FileEditor, showSaved } from '../savedNotice.ts';
import { saveFolder } from '../saveFolder.ts';

/** The parts of VS Code that exports go to; `vscode` itself fits. */
export interface Editor extends FileEditor {
  readonly window: FileEditor['window'] & {
    showSaveDialog(options: vscode.SaveDialogOptions): Thenable<vscode.Uri | undefined>;
    setStatusBarMessage(text: string, hideAfterMs: number): unknown;
  };
  readonly workspace: FileEditor['workspace'] & {
    readonly workspaceFolders: readonly Pick<vscode.WorkspaceFolder, 'uri'>[] | undefined;
    readonly fs: Pick<vscode.FileSystem, 'writeFile' | 'isWritableFileSystem'>;
  };
  readonly env: FileEditor['env'] & { readonly clipboard: Pick<vscode.Clipboard, 'writeText'> };
  readonly Uri: Pick<typeof vscode.Uri, 'file' | 'joinPath'>;
}

export interface PanelExportsOptions {
  readonly editor: Editor;
  /** Folder to save in where no folder is open. */
  readonly home: string;
  /** Logs the reason of a failure. */
  onLog(line: string): void;
}

/** `failed` says in one sentence what the user can do. */
export type ExportOutcome =
  | { readonly outcome: 'done' | 'cancelled' }
  | { readonly outcome: 'failed'; readonly message: string };

/** Ways out of the panel. None of them rejects. */
export interface PanelExports {
  saveCsv(name: string, text: string): Promise<ExportOutcome>;
  /** Name and bytes come from the page, and are not trusted. */
  saveImage(name: string, bytes: unknown, title?: string): Promise<ExportOutcome>;
  copy(text: string): Promise<ExportOutcome>;
}

const MOST_IMAGE_BYTES = 10 * 1024 * 1024;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const SHOWN_MS = 4000;
const DONE = { outcome: 'done' } as const;

export function createPanelExports({ editor, home, onLog }: PanelExportsOptions): PanelExports {
  const { window, workspace, env, Uri } = editor;
  /** Folder of the last file: the next one is offered there. */
  let lastFolder: vscode.Uri | null = null;

  const tell = (text: string) => void window.setStatusBarMessage(`Claude Usage: ${text}`, SHOWN_MS);
  const tryTo = async (work: () => Promise<ExportOutcome>, message: string): Promise<ExportOutcome> => {
    try {
      return await work();
    } catch (error) {
      onLog(`${message} ${errorMessage(error)}`);
      return { outcome: 'failed', message };
    }
  };
  const save = async (
    name: string,
    filters: Record<string, string[]>,
    bytes: Uint8Array,
    title = 'Export',
  ): Promise<ExportOutcome> => {
    const defaultUri = Uri.joinPath(lastFolder ?? saveFolder(editor, home), name);
    const uri = await window.showSaveDialog({ defaultUri, filters, title });
    if (!uri) return { outcome: 'cancelled' };
    await workspace.fs.writeFile(uri, bytes);
    lastFolder = Uri.joinPath(uri, '..');
    void showSaved(editor, uri, (file) => `Saved ${file}.`);
    return DONE;
  };

  return {
    saveCsv: (name, text) =>
      tryTo(
        () => save(plainName(name, 'csv'), { CSV: ['csv'] }, new TextEncoder().encode(text)),
        'The CSV file could not be saved. Try another folder.',
      ),
    saveImage: (name, bytes, title) =>
      tryTo(async () => {
        if (!isImage(bytes)) return { outcome: 'failed', message: 'The chart could not be turned into an image.' };
        return save(plainName(name, 'png'), { PNG: ['png'] }, bytes, title);
      }, 'The image could not be saved. Try another folder.'),
    copy: (text) =>
      tryTo(async () => {
        await env.clipboard.writeText(text);
        tell('Copied');
        return DONE;
      }, 'The text could not be copied. Try again.'),
  };
}

/** A name without folders, and with the extension of the file's format. */
function plainName(name: string, extension: string): string {
  const stem = name
    .replace(/\.[a-z]+$/i, '')
    .replace(/[^a-z0-9-]+/gi, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 120);
  return `${stem || 'claude-usage'}.${extension}`;
}

function isImage(bytes: unknown): bytes is Uint8Array {
  if (!(bytes instanceof Uint8Array) || bytes.length > MOST_IMAGE_BYTES) return false;
  return bytes.length > PNG_SIGNATURE.length && PNG_SIGNATURE.every((byte, at) => bytes[at] === byte);
}
