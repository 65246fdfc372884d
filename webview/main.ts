import type { HistoryRange } from '../src/shared/panelView.ts';
import { decodeToPage, type FromPage } from '../src/shared/protocol.ts';
import { createApp } from './app.ts';
import { registerControls } from './controls.ts';
import type { Page } from './page.ts';
import { readPageState } from './pageState.ts';
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
  let state = readPageState(vscode.getState());
  const page: Page = {
    state: () => state,
    keep: (change) => {
      state = { ...state, ...change };
      vscode.setState(state);
    },
    run: (command) => vscode.postMessage({ type: 'run', command }),
    chooseRange: (range: HistoryRange) => {
      page.keep({ range });
      vscode.postMessage({ type: 'chooseRange', range });
    },
    now: () => Date.now(),
  };
  const ready = () => vscode.postMessage({ type: 'ready', range: state.range });

  registerControls();
  const app = createApp(element, page);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = decodeToPage(data);
    app.receive(message);
    // What the time to a drawn chart is measured by.
    if (message.type === 'view' && message.view.status === 'ready') performance.mark('charts drawn');
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ready();
  });
  ready();
}
