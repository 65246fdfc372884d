import { basisOf } from '../../shared/basis.ts';
import {
  type Changed,
  type ChangeEffect,
  type ChangeEffects,
  type ChangePart,
  differenceOf,
  EFFECTS,
  type SpendChange,
} from '../../shared/change.ts';
import { withBasis } from '../../shared/cost.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { cacheText, effectText, hasSameHitRate, volumeText } from '../../shared/effectText.ts';
import { NO_USAGE } from '../../shared/explorer.ts';
import type { Format } from '../../shared/format.ts';
import { DOLLAR, type Money, mulDiv } from '../../shared/money.ts';
import { plainText } from '../../shared/plainText.ts';
import type { ScopeDimension } from '../../shared/scope.ts';
import { HOUR } from '../../time/utc.ts';
import { changeBy, largest } from './changeSums.ts';
import { movedText } from './movedText.ts';

export interface CauseWords {
  readonly format: Format;
  /** Name of a value, whatever people wrote. */
  readonly nameOf: (dimension: ScopeDimension, id: string) => string;
  /** Length of either span, ms, where the amount is to be that of an hour: `+$38/h`. */
  readonly perHourOf?: number;
}

/** Who made most of a difference, and by which effect. */
export interface Cause {
  /** Values named, the widest first; empty where none made half of it. */
  readonly scope: readonly { readonly dimension: ScopeDimension; readonly id: string }[];
  readonly effect: ChangeEffect;
  /** What it contributed. */
  readonly changed: Changed;
  /** Parts of it. */
  readonly parts: readonly ChangePart[];
}

/** The widest first where several make half of a difference: a key says more than its workspace or its model. */
const WHO: readonly ScopeDimension[] = ['apiKey', 'workspace', 'model'];

/** The main cause of a difference: the key, else the workspace or the model, that made at least half of it; null of none. */
export function mainCause(change: SpendChange): Cause | null {
  const difference = differenceOf(change);
  if (difference === 0n) return null;
  const sign = difference > 0n ? 1n : -1n;
  for (const dimension of WHO) {
    const found = largest(changeBy(change, dimension), (value) => differenceOf(value) * sign);
    if (!found || 2n * differenceOf(found) * sign < difference * sign) continue;
    const parts = change.parts.filter(({ ids }) => ids[dimension] === found.id);
    const whole: Cause = {
      scope: [{ dimension, id: found.id }],
      effect: effectIn(found.effects, sign),
      changed: found,
      parts,
    };
    return dimension === 'model' ? whole : (ofOneModel(whole, sign) ?? whole);
  }
  return { scope: [], effect: effectIn(change.effects, sign), changed: change, parts: change.parts };
}

/** The cause in the one model that made most of its effect, if it did; moving to another model is of several. */
function ofOneModel(cause: Cause, sign: bigint): Cause | null {
  if (cause.effect === 'mix') return null;
  const effectOf = ({ effects }: Changed) => effects[cause.effect] * sign;
  const model = largest(changeBy(cause, 'model'), effectOf);
  if (!model || 2n * effectOf(model) < effectOf(cause.changed)) return null;
  if (cause.effect === 'volume' && model.before.tokens === 0) return null;
  const parts = cause.parts.filter(({ ids }) => ids.model === model.id);
  return { ...cause, scope: [...cause.scope, { dimension: 'model', id: model.id }], changed: model, parts };
}

/**
 * One sentence on the main cause of a difference, without a full stop:
 * `+$38/h: ci-bot, Opus 5.5, volume ×6; cache hit rate unchanged`.
 */
export function causeSentence(change: SpendChange, words: CauseWords): string {
  const cause = mainCause(change);
  if (!cause) return 'No change';
  const [all, own] = [differenceOf(change), differenceOf(cause.changed)];
  const isNearlyAll = Math.abs(Number(own) / Number(all) - 1) <= NEARLY;
  const part = isNearlyAll ? '' : ` (${amountText(own, cause.changed, words)})`;
  const [how, ...also] = howTexts(cause, words);
  const main = `${whoText(cause, change, words)}${part}${how === undefined ? '' : `, ${how}`}`;
  return `${amountText(all, change, words)}: ${[main, ...also].join('; ')}`;
}

/** A cause whose amount is so much of the difference, more or less, has none of its own. */
const NEARLY = 0.2;

function whoText({ scope, effect }: Cause, change: SpendChange, { nameOf }: CauseWords): string {
  const named = scope.filter(({ id }, at) => id !== NO_USAGE || at === scope.length - 1);
  if (named.length > 0) return named.map(({ dimension, id }) => plainText(nameOf(dimension, id))).join(', ');
  const sign = differenceOf(change) > 0n ? 1n : -1n;
  const count = changeBy(change, 'apiKey').filter(({ effects }) => effects[effect] * sign > 0n).length;
  const keys = `${effect === 'new' ? 'new ' : ''}${count === 1 ? DIMENSIONS.apiKey.word : DIMENSIONS.apiKey.plural}`;
  return `${count} ${keys}${effect === 'gone' ? ' no longer used' : ''}`;
}

/** What it did, and what else is worth knowing. */
function howTexts({ scope, effect, changed, parts }: Cause, { format, nameOf }: CauseWords): string[] {
  switch (effect) {
    case 'other':
      return scope.length > 0 && changed.before.tokens + changed.after.tokens === 0
        ? []
        : [effectText(effect, changed, format)];
    case 'mix':
      return [effectText(effect, changed, format, movedText(parts, nameOf)), ...hitRate(changed, format)];
    case 'cache':
      return [effectText(effect, changed, format), volumeText(changed, format)];
    case 'new':
    case 'gone':
      return scope.length === 0 ? [] : [effectText(effect, changed, format)];
    default:
      return [effectText(effect, changed, format), ...hitRate(changed, format)];
  }
}

function hitRate(changed: Changed, format: Format): string[] {
  if (hasSameHitRate(changed)) return ['cache hit rate unchanged'];
  const text = changed.before.reads + changed.after.reads > 0 ? cacheText(changed, format) : '';
  return text === '' ? [] : [text];
}

function amountText(amount: Money, { before, after }: Changed, { format, perHourOf }: CauseWords): string {
  const shown = perHourOf === undefined ? amount : mulDiv(amount, BigInt(HOUR), BigInt(perHourOf));
  const isLarge = shown >= 10n * DOLLAR || shown <= -10n * DOLLAR;
  const text = isLarge ? format.dollars(Number(mulDiv(shown, 1n, DOLLAR))) : format.money(shown);
  const change = withBasis(`${shown > 0n ? '+' : ''}${text}`, basisOf([before.basis, after.basis]));
  return perHourOf === undefined ? change : `${change}/h`;
}

function effectIn(effects: ChangeEffects, sign: bigint): ChangeEffect {
  return largest(EFFECTS, (effect) => effects[effect] * sign) ?? 'volume';
}
