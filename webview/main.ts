import type { FromPage } from '../src/shared/fromPage.ts';
import { dispatch, type Handlers, type Post } from '../src/shared/rpc.ts';
import { type ToPage, toPage } from '../src/shared/toPage.ts';
import { createApp } from './app.ts';
import { createActions } from './createActions.ts';
import type { PageContext } from './page.ts';
import { type PageState, readPageState } from './pageState.ts';
import { registerControls } from './widgets/toolkit.ts';
import './styles/panel.css';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const root = document.getElementById('app');
if (root) start(root);

function start(element: HTMLElement): void {
  const vscode = acquireVsCodeApi();
  // Written by the host beside the script: the page's own words, which nobody else can change.
  const reports: PageContext['actions']['reports'] = JSON.parse(element.dataset['reports'] ?? '[]');
  let state = readPageState(vscode.getState(), element.dataset['choice'], element.dataset['path']);
  const keep = (change: Partial<PageState>) => {
    state = { ...state, ...change };
    vscode.setState(state);
  };
  /** The API's clock less this machine's, ms. */
  let skew = 0;
  const post: Post<FromPage> = (call, ...[params]) => vscode.postMessage({ call, params });
  const page: PageContext = {
    state: () => state,
    keep,
    run: (command) => post('run', command),
    actions: createActions({
      state: () => state,
      keep,
      post,
      reports,
      explain: (question) => app.explain(question),
      redraw: () => app.redraw(),
    }),
    now: () => Date.now() + skew,
  };
  const ready = (hasView: boolean) => post('ready', { choice: state.choice, hasView });
  let hasView = false;

  registerControls();
  const app = createApp(element, page);
  const handlers: Handlers<ToPage> = {
    view: (view) => {
      if (view.status === 'ready') skew = view.summary.toldAt - Date.now();
      app.show(view);
      hasView = true;
      // The time to a drawn chart is measured by this mark.
      if (view.status === 'ready') performance.mark('charts drawn');
    },
    change: (answer) => app.answer(answer),
    choose: (choice) => page.actions.recall({ name: '', choice }),
    failed: (message) => app.say(message),
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => dispatch(toPage, handlers, data));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ready(false);
  });
  // VS Code hands over messages that came while the page loaded as soon as it has loaded.
  window.addEventListener('load', () => setTimeout(() => ready(hasView)));
}
