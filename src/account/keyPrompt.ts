import * as vscode from 'vscode';
import { cleanKey, keyHint } from '../adminApi/key.ts';
import { ADMIN_KEYS_PAGE } from '../shared/adminKeysPage.ts';

/**
 * Asks for an Admin API key, with a button that opens the Console; undefined where the user cancelled. What cannot be sent as
 * a key is not accepted. A key that looks like another kind is: the API knows better.
 */
export async function askAdminKey(apiOrigin: string): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = 'Set Admin API Key';
  input.prompt = `An admin can create one in the Claude Console. It is saved in the editor's secret storage and sent only to ${apiOrigin}.`;
  input.placeholder = 'sk-ant-admin…';
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: 'Open the Claude Console' }];
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const listeners = [
    input.onDidChangeValue((text) => {
      input.validationMessage = validationOf(text);
    }),
    input.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(ADMIN_KEYS_PAGE))),
    input.onDidAccept(() => {
      const cleaned = cleanKey(input.value);
      if (cleaned.ok) resolve(cleaned.key);
      else input.validationMessage = { message: cleaned.problem, severity: vscode.InputBoxValidationSeverity.Error };
    }),
    input.onDidHide(() => resolve(undefined)),
  ];
  input.show();
  try {
    return await promise;
  } finally {
    for (const listener of listeners) listener.dispose();
    input.dispose();
  }
}

function validationOf(text: string): vscode.InputBoxValidationMessage | undefined {
  if (text === '') return undefined;
  const cleaned = cleanKey(text);
  if (!cleaned.ok) return { message: cleaned.problem, severity: vscode.InputBoxValidationSeverity.Error };
  const hint = keyHint(cleaned.key);
  return hint === null ? undefined : { message: hint, severity: vscode.InputBoxValidationSeverity.Warning };
}
