import { CENT, DOLLAR, type Money } from './money.ts';

/** Above it is a slip of the hand. */
export const HIGHEST_TYPED: Money = 1_000_000_000n * DOLLAR;

/** Spaces and apostrophes between thousands, and the currency before or after the amount. */
const BETWEEN = /[\s_'’]/gu;
const CURRENCY = /^(?:us\$|usd|\$)|(?:usd|\$)$/giu;
/** Dollars with a point or a comma before the cents, and the other one between thousands. */
const PLAIN = /^(?<whole>\d+)(?:[.](?<cents>\d{0,2}))?$/;
const WITH_COMMAS = /^(?<whole>\d{1,3}(?:,\d{3})+)(?:[.](?<cents>\d{0,2}))?$/;
const WITH_POINTS = /^(?<whole>\d{1,3}(?:[.]\d{3})*),(?<cents>\d{1,2})$/;
const COMMA_CENTS = /^(?<whole>\d+),(?<cents>\d{1,2})$/;
const SHAPES = [PLAIN, WITH_COMMAS, WITH_POINTS, COMMA_CENTS];

export type TypedAmount =
  | { readonly ok: true; readonly amount: Money }
  /** A sentence. */
  | { readonly ok: false; readonly problem: string };

/** Reads an amount of US dollars as people type it: `2000`, `$2,000`, `USD 12.50`, `12,50`, `2k`. */
export function parseTypedAmount(text: string): TypedAmount {
  const bare = text.replace(BETWEEN, '').replace(CURRENCY, '');
  const thousands = /^(\d+)k$/i.exec(bare)?.[1];
  const groups = thousands === undefined ? SHAPES.map((shape) => shape.exec(bare)?.groups).find(Boolean) : undefined;
  if (thousands === undefined && !groups) return { ok: false, problem: problemOf(bare) };
  const whole =
    BigInt(thousands ?? (groups?.['whole'] ?? '').replace(/\D/g, '')) * (thousands === undefined ? 1n : 1000n);
  const amount = whole * DOLLAR + BigInt((groups?.['cents'] ?? '').padEnd(2, '0')) * CENT;
  if (amount === 0n) return { ok: false, problem: 'Enter more than $0.' };
  if (amount > HIGHEST_TYPED) return { ok: false, problem: 'Enter at most $1,000,000,000.' };
  return { ok: true, amount };
}

function problemOf(bare: string): string {
  if (bare === '') return 'Enter an amount in US dollars.';
  if (/^[-−–]/.test(bare)) return 'Enter more than $0.';
  if (/^\d[\d,]*[.]\d{3,}$/.test(bare)) return 'Enter at most two decimals.';
  return 'Enter an amount in US dollars, such as 2000 or 12.50.';
}
