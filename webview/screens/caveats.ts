import { type Caveat, divideCaveats } from '../../src/shared/caveat.ts';
import { accuracyAt, forecastAccuracyText } from '../../src/shared/forecastAccuracy.ts';
import type { Format } from '../../src/shared/format.ts';
import type { Accuracy, PanelSummary } from '../../src/shared/panelView.ts';
import { onFirstDay } from '../../src/time/daysOfSpan.ts';
import type { Component } from '../page.ts';
import { el, setLines, setShown, setText } from '../widgets/dom.ts';

const DAY = 86_400_000;

/** Creates the section of caveats: those that make amounts uncertain in sight, the others where the reader asks why. */
export function createCaveats(): Component<readonly Caveat[]> {
  const notes = el('ul', { class: 'notes' });
  const count = el('span', { class: 'muted' });
  const background = el('ul', { class: 'notes' });
  const why = el('details', { class: 'why' }, el('summary', {}, 'Why? ', count), background);
  const element = el(
    'section',
    { class: 'worth', 'aria-labelledby': 'worth-title' },
    el('h2', { id: 'worth-title' }, 'Worth knowing'),
    notes,
    why,
  );
  const show = (list: HTMLElement, caveats: readonly Caveat[]) =>
    setLines(
      list,
      'li',
      caveats.map(({ text }) => text),
    );
  return {
    element,
    update: (caveats) => {
      const { inSight, onDemand } = divideCaveats(caveats);
      show(notes, inSight);
      show(background, onDemand);
      setText(count, `${onDemand.length} ${onDemand.length === 1 ? 'note' : 'notes'} on these amounts`);
      setShown(notes, inSight.length > 0);
      setShown(why, onDemand.length > 0);
      setShown(element, caveats.length > 0);
    },
  };
}

/** The measures in full, once there are any: of estimates the median, and the worst with its day; of month forecasts one. */
export function accuracyCaveats(
  { accuracy, forecastAccuracy = [], toldAt }: Pick<PanelSummary, 'accuracy' | 'forecastAccuracy' | 'toldAt'>,
  format: Format,
): Caveat[] {
  const ofForecasts = accuracyAt(forecastAccuracy, toldAt);
  const texts = [
    ...(accuracy ? [accuracyText(accuracy, format)] : []),
    ...(ofForecasts ? [forecastAccuracyText(ofForecasts, format)] : []),
  ];
  return texts.map((text) => ({ about: 'accuracy', text }));
}

function accuracyText({ days: count, median, worst, worstDay }: Accuracy, format: Format): string {
  const start = Date.parse(worstDay);
  const day = Number.isNaN(start) ? worstDay : format.day(onFirstDay({ start, end: start + DAY }));
  if (count === 1) return `The estimate at the end of ${day} was within ${format.atMost(worst)} of the bill.`;
  return `Over ${format.count(count)} days, end-of-day estimates were within ${format.atMost(median)} of the bill (median; the worst, on ${day}, was off by ${format.atMost(worst)}).`;
}
