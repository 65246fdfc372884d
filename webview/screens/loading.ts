import type { PanelView } from '../../src/shared/panelView.ts';
import * as terms from '../../src/shared/terms.ts';
import type { Component } from '../page.ts';
import { el, setShown, setText } from '../widgets/dom.ts';

/** Gives an empty line the height of one with words. */
const UNSEEN = '\u200b';

type Loading = Extract<PanelView, { status: 'loading' }>;

/** The outline of the panel while its figures are on the way. Nothing moves, and everything has its later place. */
export function createLoading(): Component<Loading> {
  const name = el('h1', {});
  const badge = el('span', { class: 'badge' }, terms.SAMPLE_DATA);
  const card = () => el('div', { class: 'answer' }, blank('short'), blank('figure'), blank('long'));
  const element = el(
    'main',
    { 'aria-busy': 'true' },
    el(
      'header',
      { class: 'header' },
      el('div', { class: 'identity' }, name, badge),
      el('p', { class: 'age', role: 'status' }, 'Loading usage and cost…'),
    ),
    el('div', { class: 'answers', 'aria-hidden': 'true' }, card(), card(), card(), card()),
    el('div', { class: 'sentence', 'aria-hidden': 'true' }, blank('long')),
    el('div', { class: 'columns', 'aria-hidden': 'true' }, plot('day'), plot('hour')),
  );
  return {
    element,
    update: ({ organization, sample }) => {
      setText(name, organization ?? 'Claude Usage');
      setShown(badge, sample);
    },
  };
}

const plot = (unit: 'day' | 'hour') =>
  el(
    'div',
    {},
    el('div', { class: 'title' }, blank('short'), UNSEEN),
    el('div', { class: 'legend' }),
    el('div', { class: `plot plot-${unit} blank` }),
  );

const blank = (size: 'short' | 'long' | 'figure') => el('div', { class: `blank blank-${size}` });
