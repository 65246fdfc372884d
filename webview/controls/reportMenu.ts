import { type OfferedReport, THIS_VIEW } from '../../src/shared/offeredReports.ts';
import type { Actions } from '../actions.ts';
import { el, fill } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { createPopover } from '../widgets/popover.ts';
import { roveFocus, setTabStop } from '../widgets/roving.ts';

/** `Report ▾`: a report of this view, and the named ones. */
export function createReportMenu(actions: Actions): HTMLElement {
  const opener = el('button', { type: 'button', class: 'quiet' }, icon('report'), 'Report', icon('open'));
  const list = el('ul', { class: 'menu' });
  const items = () => [...list.querySelectorAll<HTMLElement>('.menu-item')];
  const popover = createPopover(
    {
      name: 'Reports',
      anchor: opener,
      onOpen: () => {
        fill(list, ...[OF_VIEW, ...actions.reports].map(row));
        setTabStop(items(), 0);
        return items()[0] ?? opener;
      },
    },
    list,
  );
  const row = ({ id, title, answers }: OfferedReport) => {
    const item = el(
      'button',
      { type: 'button', class: 'menu-item' },
      el('span', { class: 'menu-name' }, title),
      el('span', { class: 'muted' }, answers),
    );
    item.addEventListener('click', () => {
      popover.close();
      actions.post('openReport', id);
    });
    return el('li', {}, item);
  };
  roveFocus(list, items);
  return el('span', { class: 'report-menu' }, opener, popover.element);
}

const OF_VIEW: OfferedReport = {
  id: THIS_VIEW,
  title: 'This view',
  answers: 'The figures that the panel shows now.',
};
