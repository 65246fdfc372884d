import type { Format } from '../shared/format.ts';

/** `Sun, Nov 22, 2026, 14:05` */
export function momentText(format: Format, instant: number): string {
  return `${format.longDay(instant)}, ${format.time(instant)}`;
}
