import * as vscode from 'vscode';
import { GlobalState } from './globalState.ts';
import { ReportFiles } from './ui/reports/reportFiles.ts';
import { REPORT_SCHEME, REPORT_TAB } from './ui/reports/reportScheme.ts';
import { createStatusBarItem } from './ui/statusBar/statusBar.ts';

type HostModule = typeof import('./host.ts');
type Host = ReturnType<HostModule['startHost']>;

/**
 * Draws the last known figure and registers what VS Code may call; everything else is loaded after activation, off its
 * path.
 */
export function activate(context: vscode.ExtensionContext): void {
  const memento = new GlobalState(context.globalState);
  const item = createStatusBarItem(memento, Date.now());
  const reports = new ReportFiles(async (uri) => (await host()).readReport(uri));
  let started: Promise<Host> | undefined;
  const host = (): Promise<Host> => {
    started ??= import('./host.ts').then(({ startHost }) => startHost(context, memento, item, reports));
    return started;
  };
  context.subscriptions.push(
    item,
    ...declaredCommands(context.extension).map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => (await host()).run(id, argument)),
    ),
    // Here, not by the host: a tool that is called first of all has to be there once this has returned.
    ...declaredTools(context.extension).map(({ name, displayName }) =>
      vscode.lm.registerTool(name, {
        prepareInvocation: () => ({ invocationMessage: `Looking up ${displayName}` }),
        invoke: async (options, token) => (await host()).callTool(name, options, token),
      }),
    ),
    vscode.window.registerWebviewPanelSerializer('claudeUsage.panel', {
      deserializeWebviewPanel: async (panel, state: unknown) => (await host()).restorePanel(panel, state),
    }),
    vscode.window.registerCustomEditorProvider(
      REPORT_TAB,
      {
        openCustomDocument: (uri) => ({ uri, dispose: ignore }),
        resolveCustomEditor: async ({ uri }, panel) => (await host()).showReport(uri, panel),
      },
      { supportsMultipleEditorsPerDocument: true, webviewOptions: { enableFindWidget: true } },
    ),
    vscode.workspace.registerFileSystemProvider(REPORT_SCHEME, reports, { isReadonly: true }),
    { dispose: () => void started?.then((running) => running.dispose(), ignore) },
  );
  // An error that keeps the host from loading is shown by the first command that needs it.
  const timer = setTimeout(() => void host().catch(ignore), 0);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly languageModelTools: readonly { readonly name: string; readonly displayName: string }[];
}

/** Commands of package.json: with them, no list of commands or reports has to be loaded for activation. */
function declaredCommands(extension: vscode.Extension<unknown>): string[] {
  return contributionsOf(extension).commands.map(({ command }) => command);
}

function declaredTools(extension: vscode.Extension<unknown>): Contributions['languageModelTools'] {
  return contributionsOf(extension).languageModelTools;
}

function contributionsOf({ packageJSON }: vscode.Extension<unknown>): Contributions {
  const { contributes }: { contributes: Contributions } = packageJSON;
  return contributes;
}

function ignore(): void {}
