import { el, setShown, setText } from '../../widgets/dom.ts';
import type { Drawing } from '../paint/drawing.ts';
import { NARROW } from '../paint/narrowBars.ts';
import { createPlot } from '../paint/plot.ts';
import { type Cursor, cursorStep } from './cursor.ts';
import { type Interaction, keysText } from './interaction.ts';
import { watchPointer } from './pointer.ts';
import { createTooltip, type TooltipText, tooltipSpeech } from './tooltip.ts';
import { createWayToAction } from './wayToAction.ts';

export interface InteractiveCanvas {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** `key` names what the cells stand for: while it is the same, the cursor stays. */
  update(drawing: Drawing, interaction: Interaction, key: string): void;
}

/** Creates a plot that can be read and drilled into with pointer and keys. */
export function createInteractiveCanvas(className: string, gone: AbortSignal): InteractiveCanvas {
  const canvas = el('canvas', { role: 'img', tabindex: '0', 'aria-describedby': `${className}-keys` });
  const keys = el('p', { class: 'heard', id: `${className}-keys` });
  const marker = el('div', { class: 'plot-marker', 'aria-hidden': 'true' });
  const heard = el('p', { class: 'heard', 'aria-live': 'polite' });
  const tip = createTooltip();
  const element = el('div', { class: `plot ${className}` }, canvas, marker, tip.element, heard, keys);
  let cursor: Cursor | null = null;
  const way = createWayToAction(tip.action);
  /** Where a reader left for what changed, and comes back to. */
  let left: Cursor | null = null;
  let shown: { readonly drawing: Drawing; readonly interaction: Interaction; readonly key: string } | undefined;
  setShown(marker, false);

  const zoomLabel = () =>
    cursor && cursor.at !== cursor.anchor ? (shown?.interaction.zoomLabel?.(cursor.anchor, cursor.at) ?? null) : null;
  const textOf = (at: number): TooltipText | null => {
    const name = zoomLabel();
    return name === null ? (shown?.interaction.tooltip(at) ?? null) : { title: name, rows: [], foot: [], notes: [] };
  };
  const canExplain = (at: Cursor | null) =>
    at !== null && at.at === at.anchor && (shown?.interaction.canExplain(at.at) ?? false);
  const place = (): TooltipText | null => {
    const from = cursor && plot.boxOf(Math.min(cursor.at, cursor.anchor));
    const to = cursor && plot.boxOf(Math.max(cursor.at, cursor.anchor));
    const text = cursor && textOf(cursor.at);
    setShown(marker, Boolean(from && to && text));
    if (!from || !to || !text) {
      tip.hide();
      return null;
    }
    const box = { ...from, width: to.left + to.width - from.left };
    marker.style.left = `${box.left}px`;
    marker.style.top = `${box.top}px`;
    marker.style.width = `${box.width}px`;
    marker.style.height = `${box.height}px`;
    marker.classList.toggle('plot-stretch', zoomLabel() !== null);
    tip.show(text, box, canExplain(cursor));
    return text;
  };
  const move = (next: Cursor | null, isHeard: boolean) => {
    cursor = next;
    const text = place();
    setText(heard, isHeard && text ? tooltipSpeech(text) : '');
    canvas.classList.toggle('can-enter', next !== null && (shown?.interaction.canEnter(next.at) ?? false));
  };
  const explain = (isByKey: boolean) => {
    const at = cursor;
    if (!at || !canExplain(at)) return;
    left = isByKey ? at : null;
    way.end();
    move(null, false);
    shown?.interaction.explain?.(at.at);
  };
  const enter = ({ at, anchor }: Cursor) => {
    const { interaction } = shown ?? {};
    const isRange = at !== anchor && interaction?.zoomLabel !== null;
    if (!interaction || !(isRange || interaction.canEnter(at))) return;
    move(null, false);
    if (isRange) interaction.zoom(anchor, at);
    else interaction.enter(at);
  };

  const laidOut = () => {
    element.classList.toggle('plot-thin', (plot.boxOf(0)?.width ?? NARROW) < NARROW);
    // The new layout holds once chart.js is done with it.
    if (cursor) queueMicrotask(place);
  };
  const plot = createPlot(canvas, laidOut, gone);
  const pointer = watchPointer(canvas, {
    cellAt: plot.cellAt,
    canSelect: () => shown?.interaction.zoomLabel !== null,
    move: (next, event) => {
      const isOnAction = event.relatedTarget === tip.action;
      const isElsewhere = cursor !== null && next?.at !== cursor.at;
      if (isOnAction || (isElsewhere && event.buttons === 0 && way.holds(event, () => move(next, false)))) return;
      way.note(event);
      move(next, false);
    },
    release: enter,
  });
  canvas.addEventListener('keydown', (event) => {
    if (!shown || event.altKey || event.ctrlKey || event.metaKey) return;
    const { interaction, drawing } = shown;
    if (event.key.toLowerCase() === 'w' && canExplain(cursor)) {
      event.preventDefault();
      explain(true);
      return;
    }
    const step = cursorStep(event, cursor, { count: interaction.count, columns: drawing.columns }, interaction.first);
    if (!step) return;
    event.preventDefault();
    pointer.forget();
    if (step.type === 'move') move(step.cursor, true);
    else if (cursor) enter(cursor);
  });
  canvas.addEventListener('blur', () => move(null, false));
  canvas.addEventListener('focus', () => {
    if (left) move(left, true);
    left = null;
  });
  tip.action.addEventListener('click', () => explain(false));
  tip.action.addEventListener('pointerleave', ({ relatedTarget }) => {
    if (relatedTarget !== canvas) move(null, false);
  });

  return {
    element,
    canvas,
    update: (drawing, interaction, key) => {
      const isSame = shown?.key === key;
      shown = { drawing, interaction, key };
      if (!isSame) {
        pointer.forget();
        move(null, false);
      }
      setText(keys, keysText(interaction));
      plot.draw(drawing);
      if (cursor) place();
    },
  };
}
