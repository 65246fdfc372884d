import type { ChangeAnswer, PanelView } from '../src/shared/panelView.ts';
import type { Actions } from './actions.ts';
import { createChangeDialog } from './change/changeDialog.ts';
import type { Component, PageContext } from './page.ts';
import { createFailed } from './screens/failed.ts';
import { createLoading } from './screens/loading.ts';
import { createReady } from './screens/ready.ts';
import { createWelcome } from './screens/welcome.ts';
import { createNotice } from './widgets/notice.ts';

export interface App {
  show(view: PanelView): void;
  /** Says that what the user asked for could not be done. */
  say(message: string): void;
  /** Shows what has changed, once it is answered. */
  readonly explain: Actions['explain'];
  answer(answer: ChangeAnswer): void;
  /** Shows the same view again, by the page's state as it is now. */
  redraw(): void;
}

/** Shows the screen that the view asks for; the same one is updated in place, so that focus and scroll stay. */
export function createApp(root: HTMLElement, page: PageContext): App {
  const notice = createNotice();
  let status: PanelView['status'] = 'loading';
  let leaving = new AbortController();
  let screen = createScreen('loading', page, leaving.signal);
  const { organization, sample } = page.state();
  screen.update({ status: 'loading', organization, sample });
  const change = createChangeDialog(page);
  root.replaceChildren(notice.element, screen.element, change.element);

  let shown: PanelView | undefined;
  const show = (view: PanelView) => {
    shown = view;
    if (view.status !== status) {
      leaving.abort();
      leaving = new AbortController();
      const next = createScreen(view.status, page, leaving.signal);
      screen.element.replaceWith(next.element);
      screen = next;
      status = view.status;
    }
    screen.update(view);
    change.update(view);
    if (view.status === 'ready') {
      page.keep({ organization: view.summary.organization, sample: view.summary.sample });
    }
  };

  return {
    show,
    say: notice.say,
    explain: change.open,
    answer: change.answer,
    redraw: () => {
      if (shown) screen.update(shown);
    },
  };
}

/** `gone` aborts once the screen has left the page for good. */
function createScreen(status: PanelView['status'], page: PageContext, gone: AbortSignal): Component<PanelView> {
  switch (status) {
    case 'noKey':
      return { element: createWelcome(page), update: () => {} };
    case 'loading':
      return only('loading', createLoading());
    case 'failed':
      return only('failed', createFailed(page));
    case 'ready':
      return only('ready', createReady(page, gone));
  }
}

function only<Status extends PanelView['status']>(
  status: Status,
  part: Component<Extract<PanelView, { status: Status }>>,
): Component<PanelView> {
  const isOurs = (view: PanelView): view is Extract<PanelView, { status: Status }> => view.status === status;
  return {
    element: part.element,
    update: (view) => {
      if (isOurs(view)) part.update(view);
    },
  };
}
