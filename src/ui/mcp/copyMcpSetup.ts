import type * as vscode from 'vscode';
import { MCP_CLIENTS } from './mcpClients.ts';
import type { McpFiles } from './mcpFiles.ts';

export interface CopyMcpSetupOptions {
  readonly files: Pick<McpFiles, 'launcher' | 'write'>;
  readonly window: Pick<typeof vscode.window, 'showQuickPick' | 'showInformationMessage' | 'showWarningMessage'>;
  readonly clipboard: Pick<vscode.Clipboard, 'writeText'>;
  readonly isEnabled: () => boolean;
  readonly openSetting: () => Thenable<unknown>;
  readonly platform: NodeJS.Platform;
}

const OPEN_SETTING = 'Open Setting';
/** With an action, VS Code shows all of a long message. */
const COPY_AGAIN = 'Copy Again';

/** Puts on the clipboard what a client of the user's choice needs to run the MCP server, and says where it goes. */
export async function copyMcpSetup(options: CopyMcpSetupOptions): Promise<void> {
  const { files, window, clipboard, isEnabled, openSetting, platform } = options;
  if (!isEnabled()) {
    const off =
      'Claude Usage: Language models may not ask for figures: the setting claudeUsage.tools.enabled is false.';
    if ((await window.showWarningMessage(off, OPEN_SETTING)) === OPEN_SETTING) await openSetting();
    return;
  }
  const items = MCP_CLIENTS.map((client) => ({ label: client.name, detail: client.advice, client }));
  const picked = await window.showQuickPick(items, {
    title: 'Copy MCP Setup',
    placeHolder: 'Client that asks for figures',
  });
  if (!picked) return;
  const { name, text, advice } = picked.client;
  await files.write();
  const setup = text(files.launcher, platform);
  await clipboard.writeText(setup);
  const message = `Claude Usage: The setup for ${name} was copied. ${advice} It needs Node.js 22.13 or newer as “node” on the path.`;
  if ((await window.showInformationMessage(message, COPY_AGAIN)) === COPY_AGAIN) await clipboard.writeText(setup);
}
