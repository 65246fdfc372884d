import type { Basis } from '../shared/basis.ts';
import type { Value } from '../shared/explorer.ts';
import type { Format } from '../shared/format.ts';
import type { Money } from '../shared/money.ts';

/** Stands where nothing is known, which is not the same as zero. */
export const UNKNOWN = '—';

export interface Printed {
  /** Whole cents, rounded together with its neighbours. */
  readonly cents: bigint | undefined;
  readonly exact: Money;
  readonly basis: Basis;
  readonly unpricedTokens?: number;
}

/** An amount of a table: `≈` before what is not billed, `<$0.01` for what rounds to nothing, `—` for what is not known. */
export function centsText(format: Format, { cents = 0n, exact, basis, unpricedTokens = 0 }: Printed): string {
  if (exact === 0n && (basis === 'none' || unpricedTokens > 0)) return UNKNOWN;
  if (cents === 0n && exact > 0n) return `<${format.cents(1n)}`;
  return `${basis === 'billed' || exact === 0n ? '' : '≈'}${format.cents(cents)}`;
}

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
