import * as vscode from 'vscode';
import type { GlobalState } from '../../globalState.ts';
import { backgroundAt, FROM_BEFORE, LAST_FIGURE, readLastFigure } from './lastFigure.ts';

/** Creates the item and draws the last known figure in it, before the rest of the extension is loaded. `now` in ms. */
export function createStatusBarItem(memento: Pick<GlobalState, 'get'>, now: number): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('claudeUsage.spend', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Claude Usage: Spend';
  item.command = 'claudeUsage.openPanel';
  const last = readLastFigure(memento.get(LAST_FIGURE));
  if (last) {
    const isOfToday = last.until > now;
    item.text = FROM_BEFORE + (isOfToday ? last.text : '—');
    const background = backgroundAt(last, now);
    if (background) item.backgroundColor = new vscode.ThemeColor(background);
    item.accessibilityInformation = { label: isOfToday ? last.label : 'Claude Usage today: not known yet.' };
    item.show();
  }
  return item;
}
