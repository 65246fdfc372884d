import type { Format } from '../../src/shared/format.ts';
import type { PanelSummary, Problem } from '../../src/shared/panelView.ts';
import * as terms from '../../src/shared/terms.ts';
import type { Component, PageContext } from '../page.ts';
import { dataAge } from '../text/dataAge.ts';
import { el, fill, keepFocus, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { button } from '../widgets/toolkit.ts';
import { problemText, remediesFor } from './remedies.ts';

export interface HeaderShown {
  readonly summary: PanelSummary;
  readonly format: Format;
}

/** Creates the header: organization, age of the figures, and what is in the way of newer ones. */
export function createHeader(page: PageContext): Component<HeaderShown> {
  const name = el('h1', {});
  const badge = el('span', { class: 'badge' }, terms.SAMPLE_DATA);
  const leave = button('Leave Sample Data', {
    appearance: 'secondary',
    onClick: () => page.run('claudeUsage.leaveSampleData'),
  });
  const age = el('span', { class: 'age' });
  const refresh = button('Refresh', {
    appearance: 'secondary',
    icon: icon('refresh'),
    onClick: () => page.run('claudeUsage.refresh'),
  });
  const problem = createProblem(page);
  const progress = createProgress(page);
  const top = el(
    'div',
    { class: 'header' },
    el('div', { class: 'identity' }, name, badge),
    el('div', { class: 'freshness' }, age, el('div', { class: 'actions' }, leave, refresh)),
  );
  const lines = el('div', {}, problem.element, progress.element);
  return {
    element: el('header', {}, top, lines),
    update: ({ summary, format }) => {
      setText(name, summary.organization);
      setShown(badge, summary.sample);
      setShown(leave, summary.sample);
      setText(age, dataAge(summary, page.now(), format));
      const change = () => {
        problem.update(summary.problem);
        progress.update(summary.progress === null ? null : { done: summary.progress.done, format });
      };
      keepFocus(lines, change, refresh);
    },
  };
}

function createProblem(page: PageContext): Component<Problem | null> {
  const message = el('span', { class: 'line-text' });
  const actions = el('span', { class: 'actions' });
  const line = el('div', { class: 'line line-warning' }, icon('warning'), message, actions);
  let kind: Problem['kind'] | undefined;
  return {
    element: el('div', { role: 'status' }, line),
    update: (problem) => {
      setShown(line, problem !== null);
      setText(message, problem ? problemText(problem) : '');
      if (problem?.kind === kind) return;
      kind = problem?.kind;
      const remedies = problem ? remediesFor(problem.kind) : [];
      fill(
        actions,
        ...remedies.map(({ label, command }) =>
          button(label, { appearance: 'secondary', onClick: () => page.run(command) }),
        ),
      );
    },
  };
}

function createProgress(page: PageContext): Component<{ readonly done: number; readonly format: Format } | null> {
  const text = el('span', {});
  const bar = el('progress', { max: '1', 'aria-label': 'History loaded' });
  const cancel = button('Cancel', { appearance: 'secondary', onClick: () => page.run('claudeUsage.cancelHistory') });
  const line = el('div', { class: 'line progress-line' }, text, bar, cancel);
  return {
    element: line,
    update: (progress) => {
      setShown(line, progress !== null);
      if (!progress) return;
      const done = Math.min(Math.max(progress.done, 0), 1);
      // Rounded down: history that is not all there is never "100%".
      setText(text, `Loading history: ${progress.format.percent(Math.floor(done * 100) / 100)}`);
      bar.value = done;
    },
  };
}
