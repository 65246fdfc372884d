import * as vscode from 'vscode';
import { settings } from '../settings.ts';
import { createFormat, MINUS } from '../shared/format.ts';
import type { SpendState } from '../shared/summary.ts';
import { zoneDay } from '../spend/time.ts';
import { keepLastFigure, LAST_FIGURE, type LastFigure, readLastFigure } from './lastFigure.ts';
import { type StatusBarView, statusBarView } from './statusBarView.ts';
import { TOOLTIP_COMMANDS, writeTooltip } from './tooltip.ts';

/** Draws the state into the item, and keeps the figure for the next start. */
export class StatusBarController {
  readonly #item: vscode.StatusBarItem;
  readonly #memento: vscode.Memento;
  #state: SpendState | null = null;

  constructor(item: vscode.StatusBarItem, memento: vscode.Memento) {
    this.#item = item;
    this.#memento = memento;
  }

  show(state: SpendState): void {
    this.#state = state;
    const format = createFormat(vscode.env.language, settings.zone(), MINUS);
    const view = withLastFigure(statusBarView(state, settings.statusBarShow(), format), state, this.#memento);
    const tooltip = new vscode.MarkdownString('', true);
    tooltip.isTrusted = { enabledCommands: TOOLTIP_COMMANDS };
    writeTooltip(tooltip, state, format, settings.dayZone());
    this.#item.text = view.text;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: view.label };
    this.#item.color = view.mark === 'stale' ? new vscode.ThemeColor('disabledForeground') : undefined;
    this.#item.backgroundColor =
      view.mark === 'refused' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.show();
    this.#remember(state, view);
  }

  /** Settings have changed. */
  redraw(): void {
    if (this.#state) this.show(this.#state);
  }

  #remember(state: SpendState, view: StatusBarView): void {
    if (state.status === 'noKey') keepLastFigure(this.#memento, undefined);
    if (state.status !== 'ready') return;
    const { organizationId, todayStart, zone } = state.summary;
    const until = zoneDay(todayStart, zone).end;
    const last: LastFigure = { organizationId, text: view.figure, label: view.label, until };
    keepLastFigure(this.#memento, last);
  }
}

/** While there is nothing new to show, the last good figure of the same day stays, marked. */
function withLastFigure(view: StatusBarView, state: SpendState, memento: vscode.Memento): StatusBarView {
  if (state.status !== 'starting' && state.status !== 'failed') return view;
  const last = readLastFigure(memento.get(LAST_FIGURE));
  if (!last || last.until <= Date.now()) return view;
  const icon = state.status === 'starting' ? '' : view.mark === 'refused' ? '$(error) ' : '$(warning) ';
  const label = state.status === 'starting' ? last.label : `${last.label} Not up to date. ${state.trouble.message}`;
  return { text: `${icon}${last.text}`, figure: last.text, label, mark: view.mark === 'refused' ? 'refused' : 'stale' };
}
