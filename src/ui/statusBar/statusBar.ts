import * as vscode from 'vscode';
import { LAST_FIGURE, readLastFigure } from './lastFigure.ts';

/** Creates the item and draws the last known figure in it, before the rest of the extension is loaded. `now` in ms. */
export function createStatusBarItem(memento: vscode.Memento, now: number): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('claudeUsage.spend', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Claude Usage: Spend';
  item.command = 'claudeUsage.openPanel';
  const last = readLastFigure(memento.get(LAST_FIGURE));
  if (last) {
    item.text = last.until > now ? last.text : '—';
    item.accessibilityInformation = { label: last.until > now ? last.label : 'Claude spend today: not known yet.' };
    item.color = new vscode.ThemeColor('descriptionForeground');
    item.show();
  }
  return item;
}
