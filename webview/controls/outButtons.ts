import { el } from '../dom.ts';
import type { Actions } from '../explorer/actions.ts';
import { icon } from '../icons.ts';
import { button } from './toolkit.ts';

/** What is shown, taken elsewhere. */
export function createOutButtons(actions: Actions, onPicture: () => void): HTMLElement {
  const quiet = (label: string, name: string, picture: SVGElement, onClick: () => void) =>
    button(label, { appearance: 'icon', name, icon: picture, onClick });
  return el(
    'div',
    { class: 'outs' },
    quiet('CSV', 'Export CSV of what is shown', icon('rows'), () => actions.exportCsv()),
    quiet('PNG', 'Save PNG of the chart', icon('picture'), onPicture),
    quiet('Report', 'Report of what is shown, as Markdown', icon('report'), () => actions.openReport()),
  );
}
