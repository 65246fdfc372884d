import type { PanelView } from '../../src/shared/panelView.ts';
import { createAnswerCards } from '../answerCards.ts';
import { accuracyText, answersOf } from '../answers.ts';
import { chartedIds } from '../charts/charted.ts';
import { createCostSection } from '../charts/costSection.ts';
import { assignSlots } from '../charts/slots.ts';
import { el, fill, setShown } from '../dom.ts';
import { createFormats } from '../formats.ts';
import { createHeader } from '../header.ts';
import type { Page, Part } from '../page.ts';
import { createSentence } from '../sentence.ts';

type Ready = Extract<PanelView, { status: 'ready' }>;

/** The panel at work: the answers, the one sentence that is its control, and the charts with their tables. */
export function createReady(page: Page): Part<Ready> {
  const formatOf = createFormats();
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
      const format = formatOf(summary.locale, summary.zone);
      days.element.setAttribute('aria-busy', `${view.range !== page.state().range}`);
      header.update({ summary, format });
      answers.update(answersOf(summary, format));
      sentence.update(view.range);

      const charted = chartedIds([view.days, view.hours]);
      const slots = assignSlots(charted, page.state().slots);
      page.keep({ slots });
      const shared = { charted, slots };
      const span = `the last ${view.range} days`;
      days.update({
        ...shared,
        chart: view.days,
        format: formatOf(summary.locale, view.days.zone),
        title: 'Cost by day',
        caption: `Cost of ${span}`,
        nothing: `No usage in ${span}.`,
      });
      hours.update({
        ...shared,
        chart: view.hours,
        format: formatOf(summary.locale, view.hours.zone),
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
