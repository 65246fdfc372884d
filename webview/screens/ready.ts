import { createFormat } from '../../src/shared/format.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import { createAnswerCards } from '../answerCards.ts';
import { accuracyText, answersOf } from '../answers.ts';
import { chartedIds } from '../charts/charted.ts';
import { createCostSection } from '../charts/costSection.ts';
import { assignSlots } from '../charts/slots.ts';
import { el, fill, setShown } from '../dom.ts';
import { createHeader } from '../header.ts';
import type { Page, Part } from '../page.ts';
import { createSentence } from '../sentence.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/** The panel at work: the answers, the one sentence that is its control, and the charts with their tables. */
export function createReady(page: Page): Part<Ready> {
  const header = createHeader(page);
  const answers = createAnswerCards();
  const sentence = createSentence(page);
  const days = createCostSection('days', page);
  const hours = createCostSection('hours', page);
  const notes = el('ul', { class: 'notes' });
  const worthKnowing = el('section', { class: 'worth' }, el('h2', {}, 'Worth knowing'), notes);

  const element = el(
    'main',
    { class: 'screen' },
    header.element,
    answers.element,
    sentence.element,
    el('div', { class: 'columns' }, days.element, el('div', { class: 'aside' }, hours.element, worthKnowing)),
  );
  return {
    element,
    update: (view) => {
      const { summary } = view;
      const format = createFormat(summary.locale, summary.zone);
      days.element.setAttribute('aria-busy', `${view.range !== page.state().range}`);
      header.update({ summary, format });
      answers.update(answersOf(summary, format));
      sentence.update(view.range);

      const charted = chartedIds([view.days, view.hours]);
      const slots = assignSlots(charted, page.state().slots);
      page.keep({ slots });
      const shared = { charted, slots, locale: summary.locale };
      const span = `the last ${view.range} days`;
      days.update({
        ...shared,
        chart: view.days,
        title: 'Cost by day',
        caption: `Cost of ${span}`,
        nothing: `No usage in ${span}.`,
      });
      hours.update({
        ...shared,
        chart: view.hours,
        title: 'Today by hour',
        caption: 'Cost of today',
        nothing: 'No usage today.',
      });

      const sentences = [...summary.caveats, ...(summary.accuracy ? [accuracyText(summary.accuracy, format)] : [])];
      fill(notes, ...sentences.map((sentenceText) => el('li', {}, sentenceText)));
      setShown(worthKnowing, sentences.length > 0);
    },
  };
}
