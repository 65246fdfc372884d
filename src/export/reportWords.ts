import { UNKNOWN } from '../shared/cost.ts';
import type { Value } from '../shared/explorer.ts';
import type { Format } from '../shared/format.ts';

/** A part of a whole as a percentage; `—` of nothing, and of less, as where credits outweigh what was paid. */
export function shareText(format: Format, part: number, whole: number): string {
  return whole <= 0 ? UNKNOWN : format.share(part / whole);
}

/** How much more than before: `+12%`; `—` where there was nothing before, or less. */
export function changeText(format: Format, value: number, before: number): string {
  return before <= 0 ? UNKNOWN : format.change((value - before) / before);
}

/** `Sun, Nov 22, 2026, 14:05` */
export function momentText(format: Format, instant: number): string {
  return `${format.longDay(instant)}, ${format.time(instant)}`;
}

const MOST_NAME = 80;

/** A name with what tells it from a namesake; cut where it would push the figures out of sight. */
export function nameText({ name, detail }: Pick<Value, 'name' | 'detail'>): string {
  const characters = [...(detail === '' ? name : `${name} (${detail})`)];
  return characters.length > MOST_NAME ? `${characters.slice(0, MOST_NAME - 1).join('')}…` : characters.join('');
}
