import type { PanelView } from '../../src/shared/panelView.ts';
import * as terms from '../../src/shared/terms.ts';
import type { Component, PageContext } from '../page.ts';
import { el, fill, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { button } from '../widgets/toolkit.ts';
import { remediesWithoutFigures } from './remedies.ts';

type Failed = Extract<PanelView, { status: 'failed' }>;

/** Shown while there is no figure at all and a reason why. */
export function createFailed(page: PageContext): Component<Failed> {
  const message = el('p', { role: 'status' });
  const badge = el('span', { class: 'badge' }, terms.SAMPLE_DATA);
  const actions = el('div', { class: 'actions' });
  const heading = el('h1', {}, icon('warning'), 'No figures yet');
  let offered = '';
  return {
    element: el('main', { class: 'welcome' }, heading, badge, message, actions),
    update: ({ problem, sample }) => {
      setText(message, problem.message);
      setShown(badge, sample);
      const remedies = remediesWithoutFigures(problem.kind, sample);
      const labels = remedies.map(({ label }) => label).join();
      if (labels === offered) return;
      offered = labels;
      const buttons = remedies.map(({ label, command }, index) =>
        button(label, { appearance: index === 0 ? 'primary' : 'secondary', onClick: () => page.run(command) }),
      );
      fill(actions, ...buttons);
    },
  };
}
