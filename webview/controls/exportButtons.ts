import type { Actions } from '../actions.ts';
import { el, setText } from '../widgets/dom.ts';
import { icon } from '../widgets/icons.ts';
import { button } from '../widgets/toolkit.ts';
import { createReportMenu } from './reportMenu.ts';

const SAID_MS = 4000;

export interface ImageOptions {
  /** Takes an image of the chart. */
  readonly takeImage: () => Promise<Blob>;
  /** Copies an image of the chart; false when the page could not. */
  readonly copyImage: () => Promise<boolean>;
}

/** Creates the buttons that export the answer: CSV, image, report. */
export function createExportButtons(actions: Actions, { takeImage, copyImage }: ImageOptions): HTMLElement {
  const quiet = (label: string, name: string, image: SVGElement, onClick: () => void) =>
    button(label, { appearance: 'icon', name, icon: image, onClick });
  const said = el('span', { class: 'outs-said', role: 'status' });
  let unsaying: ReturnType<typeof setTimeout> | undefined;
  const copy = async () => {
    clearTimeout(unsaying);
    setText(said, '');
    if (!(await copyImage())) return;
    setText(said, 'Image copied');
    clearTimeout(unsaying);
    unsaying = setTimeout(() => setText(said, ''), SAID_MS);
  };
  return el(
    'div',
    { class: 'outs' },
    quiet('CSV', 'Save the figures of the chart as CSV', icon('rows'), () => actions.post('exportCsv')),
    quiet('PNG', 'Save the chart as a PNG image', icon('image'), () => actions.postImage('saveImage', takeImage())),
    quiet('Copy image', 'Copy image of the chart', icon('copy'), () => void copy()),
    createReportMenu(actions),
    said,
  );
}
