import type { Changed, ChangeEffect } from './change.ts';
import type { Format } from './format.ts';

/** Hit rates nearer to each other are the same to people, as a fraction. */
const SAME_RATE = 0.01;
/** Volumes nearer to each other are the same to people, as a fraction. */
const SAME_VOLUME = 0.05;
/** From so many times as much on it is a factor, not a percentage. */
const FACTOR_FROM = 2;

/**
 * How an effect came about, from tokens and amounts of both spans: `volume ×6`, `cache hit rate down from 85% to 20%`,
 * `price up 20%`; the plain word where they do not say.
 */
export function effectText(effect: ChangeEffect, changed: Changed, format: Format): string {
  switch (effect) {
    case 'volume':
      return volumeText(changed, format);
    case 'cache':
      return cacheText(changed, format) || 'a different share of cache writes';
    case 'price':
      return priceText(changed, format);
    case 'mix':
      return 'a different mix of models or tiers';
    case 'new':
      return 'new';
    case 'gone':
      return 'no longer used';
    case 'other':
      return 'charges not based on tokens';
  }
}

/** `volume ×6`, `volume up 30%`, `volume unchanged` */
export function volumeText({ before, after }: Changed, format: Format): string {
  if (before.tokens === 0) return 'volume up from zero';
  const factor = after.tokens / before.tokens;
  if (Math.abs(factor - 1) < SAME_VOLUME) return 'volume unchanged';
  if (factor >= FACTOR_FROM) return `volume ×${format.compact(factor < 10 ? tenth(factor) : Math.round(factor))}`;
  return `volume ${percentText(factor, format)}`;
}

/** `cache hit rate down from 85% to 20%`; `''` where it is the same, or not there. */
export function cacheText({ before, after }: Changed, format: Format): string {
  const [was, is] = [before.reads / before.input, after.reads / after.input];
  if (!(Math.abs(is - was) >= SAME_RATE)) return '';
  return `cache hit rate ${is > was ? 'up' : 'down'} from ${wholePercent(was, format)} to ${wholePercent(is, format)}`;
}

/** True where both spans read from the cache at the same rate. */
export function hasSameHitRate({ before, after }: Changed): boolean {
  return before.reads > 0 && Math.abs(after.reads / after.input - before.reads / before.input) < SAME_RATE;
}

/** The percentage by which all prices would have had to change: exact where nothing but they did. */
function priceText({ before, after, effects }: Changed, format: Format): string {
  const [was, is, effect] = [Number(before.amount), Number(after.amount), Number(effects.price)];
  const mean = was === is ? was : (is - was) / Math.log(is / was);
  const factor = Math.exp(effect / mean);
  return Number.isFinite(factor) && factor > 0 && Math.abs(factor - 1) >= 0.005
    ? `price ${percentText(factor, format)}`
    : `price ${effects.price > 0n ? 'up' : 'down'}`;
}

function percentText(factor: number, format: Format): string {
  return `${factor > 1 ? 'up' : 'down'} ${wholePercent(Math.abs(factor - 1), format)}`;
}

function wholePercent(fraction: number, format: Format): string {
  return format.percent(Math.round(fraction * 100) / 100);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
