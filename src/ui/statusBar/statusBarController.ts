import * as vscode from 'vscode';
import { expireFigures } from '../../engine/queries/expireFigures.ts';
import type { GlobalState } from '../../globalState.ts';
import { settings } from '../../settings.ts';
import { ageOf } from '../../shared/age.ts';
import { createFormat, MINUS } from '../../shared/format.ts';
import type { SpendState, Summary } from '../../shared/summary.ts';
import { MINUTE, SECOND } from '../../time/utc.ts';
import {
  BACKGROUNDS,
  backgroundAt,
  FROM_BEFORE,
  keepLastFigure,
  LAST_FIGURE,
  type LastFigure,
  readLastFigure,
} from './lastFigure.ts';
import { type StatusBarView, statusBarView } from './statusBarView.ts';
import { TOOLTIP_COMMANDS, writeTooltip } from './tooltip.ts';

/** Time between two redraws, ms; a timer for the end of the day would be late after sleep. */
const LOOK = 15 * SECOND;
/** A window in the background polls this many times less often: its figures may be that old just after its return. */
const SLOWER = 5;
const COMING_BACK = MINUTE / 2;

/**
 * Draws the state into the item, and keeps the figure for the next start. It has a clock of its own to notice a new day and
 * the age of its figures, whether or not the engine answers.
 */
export class StatusBarController implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #memento: Pick<GlobalState, 'get' | 'update'>;
  #state: SpendState | null = null;
  /** Time by which the API's clock is ahead of the machine's, ms. */
  #skew = 0;
  #isFocused: boolean;
  #focusedAt = Number.NEGATIVE_INFINITY;
  #drawn = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(item: vscode.StatusBarItem, memento: Pick<GlobalState, 'get' | 'update'>, isFocused = true) {
    this.#item = item;
    this.#memento = memento;
    this.#isFocused = isFocused;
  }

  show(state: SpendState): void {
    this.#state = state;
    if (state.status === 'ready') this.#skew = state.summary.toldAt - Date.now();
    this.#look();
    this.#remember();
  }

  /** Time by the API's clock, as far as it is known, ms. */
  now(): number {
    return Date.now() + this.#skew;
  }

  /** Draws the state again, after settings have changed. */
  redraw(): void {
    if (!this.#state) return;
    this.#look();
    this.#remember();
  }

  setFocused(focused: boolean): void {
    if (focused && !this.#isFocused) this.#focusedAt = Date.now();
    this.#isFocused = focused;
    if (this.#state) this.#look();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#state = null;
  }

  /** Draws the state as of now, and again after a while. */
  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), LOOK).unref();
    const state = this.#stateNow();
    if (state) this.#draw(state);
  }

  #stateNow(): SpendState | null {
    const state = this.#state;
    return state?.status === 'ready' ? { ...state, summary: expireFigures(state.summary, this.now()) } : state;
  }

  #draw(state: SpendState): void {
    const format = createFormat(vscode.env.language, settings.dayZone().name, MINUS);
    const age = this.#ageOf(state);
    const own = statusBarView(state, settings.statusBarShow(), format, age);
    const view = withLastFigure({ ...own, background: backgroundOf(own) }, state, this.#memento);
    const tooltip = new vscode.MarkdownString('', true);
    tooltip.isTrusted = { enabledCommands: TOOLTIP_COMMANDS };
    writeTooltip(tooltip, state, format, { zone: settings.dayZone(), age });
    // An unchanged tooltip is not redrawn: it may be being read.
    const drawn = JSON.stringify([view, tooltip.value]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#item.text = view.text;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: view.label };
    this.#item.backgroundColor = view.background === undefined ? undefined : new vscode.ThemeColor(view.background);
    this.#item.show();
  }

  #ageOf(state: SpendState): number | null {
    if (state.status !== 'ready') return null;
    const isSlow = !this.#isFocused || Date.now() - this.#focusedAt < COMING_BACK;
    return ageOf(state.summary, this.now(), isSlow ? SLOWER : 1);
  }

  #remember(): void {
    const state = this.#stateNow();
    if (state?.status === 'noKey') keepLastFigure(this.#memento, undefined);
    if (state?.status !== 'ready') return;
    const format = createFormat(vscode.env.language, settings.dayZone().name, MINUS);
    const { figure: text, label, tone, toneUntil } = statusBarView(state, settings.statusBarShow(), format);
    const { organizationId, todayEnd } = state.summary;
    // The next start knows only the machine's clock at first.
    const until = todayEnd - this.#skew;
    const own = tone === 'none' ? undefined : { tone, until: toneUntil - this.#skew };
    const background = own ?? lastBefore(state.summary, this.#memento)?.background;
    const last: LastFigure = { organizationId, text, label, until, ...(background && { background }) };
    keepLastFigure(this.#memento, last);
  }
}

/** What is drawn: `background` is the id of a color of the theme. */
interface Drawn extends Pick<StatusBarView, 'text' | 'label' | 'mark'> {
  readonly background: string | undefined;
}

/** A key that is rejected comes before budgets. */
function backgroundOf({ mark, tone }: StatusBarView): string | undefined {
  return mark === 'refused' ? BACKGROUNDS.error : BACKGROUNDS[tone];
}

/** The last figure, for its color, while budgets of the same organization are not known yet: null once they are. */
function lastBefore(
  { budgets, organizationId, problem }: Summary,
  memento: Pick<GlobalState, 'get'>,
): LastFigure | null {
  if (budgets !== undefined || problem !== null) return null;
  const last = readLastFigure(memento.get(LAST_FIGURE));
  return last?.organizationId === organizationId ? last : null;
}

/** While there is nothing new to show, the last good figure of the same day stays, marked; and its color before budgets are known. */
function withLastFigure(view: Drawn, state: SpendState, memento: Pick<GlobalState, 'get'>): Drawn {
  if (state.status === 'ready') {
    const before = lastBefore(state.summary, memento);
    return before ? { ...view, background: backgroundAt(before, Date.now()) } : view;
  }
  if (state.status === 'noKey') return view;
  const last = readLastFigure(memento.get(LAST_FIGURE));
  if (!last || last.until <= Date.now()) return view;
  const icon = state.status === 'starting' ? FROM_BEFORE : view.mark === 'refused' ? '$(error) ' : '$(warning) ';
  const label = state.status === 'starting' ? last.label : `${last.label} Not up to date. ${state.problem.message}`;
  const mark = view.mark === 'refused' ? 'refused' : 'stale';
  const background = state.status === 'starting' ? backgroundAt(last, Date.now()) : view.background;
  return { text: `${icon}${last.text}`, label, mark, background };
}
