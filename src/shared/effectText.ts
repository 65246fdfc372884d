import { type Changed, type ChangeEffect, mainEffects } from './change.ts';
import type { Format } from './format.ts';

/** Hit rates nearer to each other are the same to people, as a fraction. */
const SAME_RATE = 0.01;
/** Volumes nearer to each other are the same to people, as a fraction. */
const SAME_VOLUME = 0.05;
/** Smaller changes round to nothing: of a volume, and of a hit rate. */
const LEAST = 0.005;
const LEAST_RATE = 0.001;
/** From so many times as much on it is a factor, not a percentage. */
const FACTOR_FROM = 2;

/**
 * How an effect came about, from tokens and amounts of both spans: `volume ×6`, `cache hit rate down from 85% to 20%`,
 * `price up 20%`; the plain word where they do not say. `moved` names the models that usage moved to and from; `''` for none.
 */
export function effectText(effect: ChangeEffect, changed: Changed, format: Format, moved = ''): string {
  const isMore = changed.effects[effect] > 0n;
  switch (effect) {
    case 'volume':
      return grownText(changed, isMore, format);
    case 'cache':
      return isLowerRate(changed) === isMore && cacheText(changed, format) !== ''
        ? cacheText(changed, format)
        : `${isMore ? 'less' : 'more'} effective caching`;
    case 'price':
      return priceText(changed, format);
    case 'mix':
      return moved || 'a different mix of models or tiers';
    case 'new':
      return changed.before.amount === 0n ? 'new' : 'new API keys';
    case 'gone':
      return changed.after.amount === 0n ? 'no longer used' : 'API keys no longer used';
    case 'other':
      return 'charges not based on tokens';
  }
}

/** All that matters of a difference: `volume ×6, cache hit rate down from 85% to 20%`. */
export function effectsText(changed: Changed, format: Format, moved = ''): string {
  return mainEffects(changed)
    .map((effect) => effectText(effect, changed, format, moved))
    .join(', ');
}

/** `volume ×6`, `volume up 30%`, `volume unchanged` */
export function volumeText({ before, after }: Changed, format: Format): string {
  const factor = after.tokens / before.tokens;
  return Math.abs(factor - 1) < SAME_VOLUME ? 'volume unchanged' : `volume ${factorText(factor, format)}`;
}

/** The volume that grew or shrank, as its effect says: of all tokens, or of output, which costs more, where hardly of all. */
function grownText({ before, after }: Changed, isMore: boolean, format: Format): string {
  const all = after.tokens / before.tokens;
  const output = (after.tokens - after.input) / (before.tokens - before.input);
  const fits = (factor: number) => (isMore ? factor >= 1 + LEAST : factor <= 1 - LEAST);
  const isOfOutput = Math.abs(all - 1) < SAME_VOLUME && Math.abs(output - 1) > 2 * Math.abs(all - 1);
  if (fits(output) && (isOfOutput || !fits(all))) return `output ${factorText(output, format)}`;
  return fits(all) ? `volume ${factorText(all, format)}` : isMore ? 'more tokens' : 'fewer tokens';
}

/** `cache hit rate down from 85% to 20%`, `cache hit rate up from 85.1% to 85.4%`; `''` where it is the same. */
export function cacheText({ before, after }: Changed, format: Format): string {
  const [was, is] = [before.reads / before.input, after.reads / after.input];
  const difference = Math.abs(is - was);
  if (!(difference >= LEAST_RATE)) return '';
  const rate = difference >= SAME_RATE ? wholePercent : format.share;
  return `cache hit rate ${is > was ? 'up' : 'down'} from ${rate(was, format)} to ${rate(is, format)}`;
}

function isLowerRate({ before, after }: Changed): boolean {
  return after.reads / after.input < before.reads / before.input;
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
  return Number.isFinite(factor) && factor > 0 && Math.abs(factor - 1) >= LEAST
    ? `price ${percentText(factor, format)}`
    : `price ${effects.price > 0n ? 'up' : 'down'}`;
}

/** `×6`, `up 30%`, `down 60%`, `up from zero` */
function factorText(factor: number, format: Format): string {
  if (!Number.isFinite(factor)) return 'up from zero';
  return factor >= FACTOR_FROM
    ? `×${format.compact(factor < 10 ? Math.round(factor * 10) / 10 : Math.round(factor))}`
    : percentText(factor, format);
}

function percentText(factor: number, format: Format): string {
  return `${factor > 1 ? 'up' : 'down'} ${wholePercent(Math.abs(factor - 1), format)}`;
}

function wholePercent(fraction: number, format: Format): string {
  return format.percent(Math.round(fraction * 100) / 100);
}
