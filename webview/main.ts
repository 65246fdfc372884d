import { decodeToPage, type FromPage } from '../src/shared/protocol.ts';
import { createApp } from './app.ts';
import { registerControls } from './controls/toolkit.ts';
import { createActions } from './explorer/createActions.ts';
import type { Page } from './page.ts';
import { type PageState, readPageState } from './pageState.ts';
import './styles/panel.css';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const root = document.getElementById('app');
if (root) start(root);

function start(element: HTMLElement): void {
  const vscode = acquireVsCodeApi();
  let state = readPageState(vscode.getState(), element.dataset['choice'] ?? '');
  const keep = (change: Partial<PageState>) => {
    state = { ...state, ...change };
    vscode.setState(state);
  };
  /** What this machine's clock lacks of the API's, ms. */
  let skew = 0;
  const post = (message: FromPage) => vscode.postMessage(message);
  const page: Page = {
    state: () => state,
    keep,
    run: (command) => post({ type: 'run', command }),
    actions: createActions({ state: () => state, keep, post, redraw: () => app.redraw() }),
    now: () => Date.now() + skew,
  };
  const ready = (hasView: boolean) => post({ type: 'ready', choice: state.choice, hasView });
  let hasView = false;

  registerControls();
  const app = createApp(element, page);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = decodeToPage(data);
    if (message.type === 'view' && message.view.status === 'ready') skew = message.view.summary.toldAt - Date.now();
    app.receive(message);
    if (message.type !== 'view') return;
    hasView = true;
    // What the time to a drawn chart is measured by.
    if (message.view.status === 'ready') performance.mark('charts drawn');
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ready(false);
  });
  // VS Code hands over what has come while the page loaded as soon as that is done.
  window.addEventListener('load', () => setTimeout(() => ready(hasView)));
}
