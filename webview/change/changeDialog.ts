import { capital } from '../../src/shared/capital.ts';
import type { ChangeQuestion } from '../../src/shared/changeQuestion.ts';
import { fromToText, unpricedNote, WHAT_CHANGED } from '../../src/shared/changeWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { Format } from '../../src/shared/format.ts';
import type { ChangeAnswer, PanelView } from '../../src/shared/panelView.ts';
import { SCOPE_DIMENSIONS, type ScopeDimension } from '../../src/shared/scope.ts';
import { causesTable, contributionsTable } from '../../src/shared/tables/change.ts';
import { zoneClock } from '../../src/time/zoneClock.ts';
import type { Actions } from '../actions.ts';
import type { Component, PageContext } from '../page.ts';
import { plainName } from '../tables/rowNames.ts';
import { createTableView } from '../tables/tableView.ts';
import { createFormats } from '../text/formats.ts';
import { el, fill, setShown, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { changeRanges, comparedText, incompleteText, type RangeOption } from './changeWords.ts';

export interface ChangeDialog extends Component<PanelView> {
  /** Asks what has changed, and shows the answer once it is there. */
  readonly open: Actions['explain'];
  answer(answer: ChangeAnswer): void;
}

/** Rows that are shown before "Show all". */
const LIMIT = 12;
const WAITING = 'Comparing…';

/** Creates the view of what changed: a dialog over the page, so that nothing of the page moves, with a ranked list. */
export function createChangeDialog(page: PageContext): ChangeDialog {
  const formatOf = createFormats();
  const copy = (text: string) => page.actions.post('copy', text);
  const dates = el('p', { class: 'change-dates muted' });
  const cause = el('p', { class: 'change-cause', role: 'status' });
  const amounts = el('p', { class: 'muted' });
  const ranges = el('div', { class: 'cuts', role: 'radiogroup', 'aria-label': 'Range' });
  const cuts = el('div', { class: 'cuts', role: 'radiogroup', 'aria-label': 'Change by' });
  const rows = createTableView<null>({ limit: LIMIT, name: plainName, copy, className: 'changes' });
  const causes = createTableView<null>({ limit: LIMIT, name: plainName, copy });
  const figures = el('div', { class: 'change-figures' }, cuts, rows.element, el('h3', {}, 'By cause'), causes.element);
  const close = el('button', { type: 'button', class: 'change-close', 'aria-label': 'Close' }, icon('close'));
  const element = el(
    'dialog',
    { class: 'change', 'aria-labelledby': 'change-title' },
    el('div', { class: 'change-head' }, el('h2', { id: 'change-title' }, WHAT_CHANGED), close),
    ranges,
    dates,
    cause,
    amounts,
    figures,
  );
  let format: Format | undefined;
  let zone = 'UTC';
  let by: ScopeDimension = 'apiKey';
  /** The question that the page came with, and the one asked last. */
  let first: Omit<ChangeQuestion, 'id'> | undefined;
  let asked: ChangeQuestion | undefined;
  let shown: ChangeAnswer | undefined;
  let questions = 0;

  const ask = (question: Omit<ChangeQuestion, 'id'>) => {
    const { choice, bucket } = question;
    questions += 1;
    asked = { choice, bucket, id: questions };
    page.actions.post('askChange', asked);
    element.setAttribute('aria-busy', 'true');
    if (shown === undefined) setText(cause, WAITING);
  };
  const drawFigures = () => {
    const change = shown?.change;
    setShown(figures, Boolean(change));
    if (!change || !format) return;
    const caption = `What changed by ${DIMENSION_WORDS[by]}`;
    rows.update({ table: contributionsTable(change.by[by], change, by, format), caption, format, extra: null });
    causes.update({ table: causesTable(change), caption: 'What changed by cause', format, extra: null });
  };
  const draw = () => {
    if (!format || !shown) return;
    const { change } = shown;
    setText(dates, comparedText(shown, zone, format));
    setText(cause, change ? `${change.cause}.` : incompleteText(shown));
    setText(amounts, change ? [fromToText(change, format), unpricedNote(change, format)].join(' ').trim() : '');
    drawFigures();
  };
  const drawRanges = () => {
    if (!format || !first) return;
    const today = zoneClock(zone)(page.now()).day;
    const options = changeRanges(first, today, { format, zone });
    fill(ranges, ...options.map((option, at) => radio('change-range', option, at === 0, () => ask(option.question))));
  };
  fill(
    cuts,
    ...[...SCOPE_DIMENSIONS].sort(byPlace).map((dimension) =>
      radio('change-by', { label: capital(DIMENSION_WORDS[dimension]) }, dimension === by, () => {
        by = dimension;
        drawFigures();
      }),
    ),
  );
  close.addEventListener('click', () => element.close());
  // A click beside it: all of its inside belongs to its children.
  element.addEventListener('click', ({ target, clientX, clientY }) => {
    const box = element.getBoundingClientRect();
    const isInside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    if (target === element && !isInside) element.close();
  });
  element.addEventListener('close', () => {
    asked = undefined;
    page.actions.post('askChange', null);
  });
  // An answer that came while the page was hidden is lost.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && element.open && asked && shown?.question.id !== asked.id) ask(asked);
  });

  return {
    element,
    open: (question) => {
      first = question;
      shown = undefined;
      for (const line of [dates, amounts]) setText(line, '');
      drawFigures();
      drawRanges();
      ask(question);
      if (!element.open) element.showModal();
    },
    answer: (answer) => {
      if (answer.question.id !== asked?.id) return;
      shown = answer;
      element.setAttribute('aria-busy', 'false');
      draw();
    },
    update: (view) => {
      if (view.status !== 'ready') {
        element.close();
        return;
      }
      ({ zone } = view.explorer.chart);
      format = formatOf(view.summary.locale, zone);
    },
  };
}

/** Keys first: they are what one can act on. */
function byPlace(a: ScopeDimension, b: ScopeDimension): number {
  const order: readonly ScopeDimension[] = ['apiKey', 'workspace', 'model'];
  return order.indexOf(a) - order.indexOf(b);
}

function radio(
  name: string,
  { label, hint = '' }: Pick<RangeOption, 'label' | 'hint'>,
  isChecked: boolean,
  onChoose: () => void,
): HTMLElement {
  const input = el('input', { type: 'radio', name, value: label });
  input.checked = isChecked;
  input.addEventListener('change', onChoose);
  return el('label', hint === '' ? {} : { title: hint }, input, el('span', {}, label));
}
