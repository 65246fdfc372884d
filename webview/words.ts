import type { Basis } from '../src/shared/basis.ts';
import type { Format } from '../src/shared/format.ts';
import type { Figure, Restated } from '../src/shared/panelView.ts';

/** Stands where nothing is known, which is not the same as zero. */
export const UNKNOWN = '—';

/** An amount as it is shown: `—` while it is not known, or when all of it has no price. */
export function figureText(format: Format, figure: Figure | null): string {
  if (!figure || figure.basis === 'none') return UNKNOWN;
  if (figure.amount === 0n && figure.unpricedTokens > 0) return UNKNOWN;
  return format.figure(figure);
}

/** An amount as a table prints it, rounded together with its neighbours. */
export interface Printed {
  readonly cents: bigint;
  readonly exact: bigint;
  readonly basis: Basis;
  readonly unpricedTokens?: number;
}

/** No dollars are not zero while nothing is known of them, or where tokens have no price. */
export function isUnknown({ exact, basis, unpricedTokens = 0 }: Omit<Printed, 'cents'>): boolean {
  return exact === 0n && (basis === 'none' || unpricedTokens > 0);
}

/** Whole cents with the sign of an estimate. An amount that rounds to nothing is `<$0.01`; what is not known is `—`. */
export function centsText(format: Format, printed: Printed): string {
  const { cents, exact, basis } = printed;
  if (isUnknown(printed)) return UNKNOWN;
  // Below a cent there is nothing to be about.
  if (cents === 0n && exact > 0n) return `<${format.cents(1n)}`;
  const text = format.cents(cents);
  return basis === 'billed' || exact === 0n ? text : `≈${text}`;
}

/** `1.2M tokens without a price` */
export function unpricedText(format: Format, tokens: number): string {
  return `${format.compact(tokens)} ${tokens === 1 ? 'token' : 'tokens'} without a price`;
}

/** `Restated on Nov 16: $120.00 before, $150.00 now`: the whole bill, whatever the chart shows of it. */
export function restatedText({ days, from, to, at }: Restated, format: Format): string {
  const when =
    days === 1 ? `Restated on ${format.day(at)}` : `${format.count(days)} days restated by ${format.day(at)}`;
  return `${when}: ${format.money(from)} before, ${format.money(to)} now`;
}
