import * as vscode from 'vscode';

/** The extension under test, activated. */
export async function ours(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('claude-usage.claude-usage');
  if (!extension) throw new Error('the extension is not installed');
  await extension.activate();
  return extension;
}
