import type { Format } from './format.ts';

const HOUR = 3_600_000;

/** `14:05`; a time that comes twice, when clocks are turned back, says which it is: `01:05 EDT`. */
export function clockText(instant: number, format: Format): string {
  const text = format.time(instant);
  const comesTwice = format.time(instant - HOUR) === text || format.time(instant + HOUR) === text;
  return comesTwice ? `${text} ${format.zoneName(instant)}` : text;
}
