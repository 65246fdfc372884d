import type { Cursor } from './cursor.ts';

export interface PointerReader {
  readonly cellAt: (x: number, y: number, isClamped: boolean) => number | null;
  readonly canSelect: () => boolean;
  /** Hears where the pointer is; null when it has left. */
  readonly move: (cursor: Cursor | null, event: PointerEvent) => void;
  /** A click, or the end of a drag. */
  readonly release: (cursor: Cursor) => void;
}

/** Follows the pointer over a canvas: hovering, clicking, and dragging over several cells. */
export function watchPointer(canvas: HTMLCanvasElement, reader: PointerReader): { forget(): void } {
  let pressed: number | null = null;
  const cursorAt = (event: PointerEvent): Cursor | null => {
    // While dragging, a point beside the plot belongs to the nearest cell.
    const at = reader.cellAt(event.offsetX, event.offsetY, pressed !== null);
    return at === null ? null : { at, anchor: reader.canSelect() ? (pressed ?? at) : at };
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed = reader.cellAt(event.offsetX, event.offsetY, false);
    if (pressed !== null) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => reader.move(cursorAt(event), event));
  canvas.addEventListener('pointerup', (event) => {
    const cursor = pressed === null ? null : cursorAt(event);
    pressed = null;
    if (cursor) reader.release(cursor);
  });
  canvas.addEventListener('pointercancel', (event) => {
    pressed = null;
    reader.move(null, event);
  });
  canvas.addEventListener('pointerleave', (event) => {
    if (pressed === null) reader.move(null, event);
  });
  return {
    forget: () => {
      pressed = null;
    },
  };
}
