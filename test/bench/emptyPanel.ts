import { packageExtension } from './oneLine.ts';

/** An extension whose panel has nothing in it but a mark of when its script ran: what any panel takes in this window. */
export function packageEmptyPanel(): Promise<{ vsix: string } & AsyncDisposable> {
  return packageExtension({ name: 'empty-panel', displayName: 'Empty Panel' }, SOURCE);
}

/** Id of its status bar item in the page. */
export const EMPTY_ITEM = 'bench.empty-panel.emptyPanel';

const SOURCE = `const vscode = require('vscode');
exports.activate = (context) => {
  const open = () => {
    const panel = vscode.window.createWebviewPanel('emptyPanel', 'Empty', vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><html><body><p id="empty">Empty</p><script>performance.mark("drawn")</script></body></html>';
  };
  const item = vscode.window.createStatusBarItem('emptyPanel', vscode.StatusBarAlignment.Right, 100);
  item.text = 'Empty';
  item.command = 'emptyPanel.open';
  item.show();
  context.subscriptions.push(item, vscode.commands.registerCommand('emptyPanel.open', open));
};
`;
