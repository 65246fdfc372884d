import { roll, seedOf } from '../world/random.ts';

const SEED = seedOf('amount');

/**
 * Millionths of a cent as the API's decimal string of cents. Its trailing zeros vary as they do in real answers: `"12"`,
 * `"620.0"`, `"94.662"`, `"1490.000000"`.
 */
export function centsOf(millionths: bigint): string {
  const digits = millionths.toString().padStart(7, '0');
  const whole = digits.slice(0, -6);
  const fraction = digits.slice(-6);
  const style = roll(SEED, Number(millionths % 0x7fff_ffffn)) % 4;
  if (style === 0) return `${whole}.${fraction}`;
  const short = fraction.replace(/0+$/, '');
  if (short !== '') return `${whole}.${short}`;
  return style === 1 ? `${whole}.0` : whole;
}
