import { basisOfParts } from '../../shared/basis.ts';
import {
  type Changed,
  type ChangeEffect,
  type ChangeEffects,
  type ChangePart,
  type ChangeSide,
  NO_EFFECTS,
  type SpendChange,
} from '../../shared/change.ts';
import type { Money } from '../../shared/money.ts';
import { SERIES_FIELDS } from '../../source/series.ts';
import { ITEMS, TOKEN_ITEMS } from '../../spend/kind.ts';
import { completed, type Steps } from '../scan/steps.ts';
import { valueIdOf } from '../sums/dimensions.ts';
import type { UsageLine } from '../sums/usageLine.ts';
import { sumOfChanges } from './changeSums.ts';
import { type FactorPair, shapleyOf } from './shapley.ts';

/** Sums of the same line in one span. */
interface LineSums {
  units: number;
  paid: bigint;
  billed: Money;
  mixed: Money;
  estimated: Money;
  unpricedTokens: number;
}

/** A line in both spans. */
interface LinePair {
  readonly line: UsageLine;
  readonly before: LineSums;
  readonly after: LineSums;
}

const READS = ITEMS.indexOf('cache_read_input_tokens');
const OUTPUT = ITEMS.indexOf('output_tokens');

/**
 * Splits the difference of two spans exactly into what each model of each key contributed, and by which effect. A key
 * (in a workspace) with usage in one span alone is `new` or `gone`. Of any other key, the cost of a token type of a
 * model is
 *
 *     volume × share of the model in it × share of the token type in the model's × price of a token
 *
 * where volume is all of the key's input, or all of its output, and models are told apart by service tier, context
 * window, geography and speed too. What each factor contributed is its Shapley value (`shapleyOf`). So `mix` is what moving
 * to other models costs at the same volume; `cache` what other shares of cache reads, cache writes and uncached input do at
 * the same volume of input; and `price` is that of the same token, which a move to another tier does not change. A share or
 * a price that one span does not have, as there is nothing that it could be of, is the other span's: it has not changed.
 *
 * `other` is what no token explains: web searches, code execution, credits, and cost of tokens that usage has none of.
 * Tokens in no bill or without a price cost nothing, so they contribute nothing; but a key that has them is not new.
 * Amounts are millionths of a cent and sum to the difference to the last unit, whatever they are grouped by. Neither the
 * order of lines nor their ids matter; swapped spans give the same with the other sign.
 */
export function explainChange(before: readonly UsageLine[], after: readonly UsageLine[]): SpendChange {
  return completed(explainedChange(before, after));
}

/** Time of splitting the difference of a line, and of finding its other span, in times of adding up a cell. */
const SPLITTING = 100;
const PAIRING = 20;
/** Lines that are paired in one step. */
const AT_ONCE = 1000;

/** The same in steps, one for each key. */
export function* explainedChange(before: readonly UsageLine[], after: readonly UsageLine[]): Steps<SpendChange> {
  const pairs = yield* paired(before, after);
  const parts = new Map<string, ChangePart>();
  const keys = Map.groupBy(pairs, ({ line }) => JSON.stringify([line.workspaceId, line.apiKeyId]));
  yield PAIRING * pairs.length;
  for (const lines of keys.values()) {
    for (const [pair, effects] of effectsOf(lines)) {
      const { line } = pair;
      const isLasting = effects.new === 0n && effects.gone === 0n;
      const [was, is] = [sideOf(line, pair.before, isLasting), sideOf(line, pair.after, isLasting)];
      const own: Changed = { before: was, after: is, effects };
      const ids = idsOf(pair.line);
      const key = JSON.stringify(ids);
      const known = parts.get(key);
      parts.set(key, known ? { ids, ...sumOfChanges([known, own]) } : { ids, ...own });
    }
    yield SPLITTING * lines.length;
  }
  const all = [...parts.values()];
  yield PAIRING * all.length;
  return { ...sumOfChanges(all), parts: all };
}

/** `isLasting`: of a key with usage in both spans. */
function sideOf({ item }: UsageLine, sums: LineSums, isLasting: boolean): ChangeSide {
  const tokens = isLasting && isToken(item) ? Number(sums.paid) : 0;
  return {
    amount: amountOf(sums),
    basis: basisOfParts([sums.billed, sums.mixed, sums.estimated]),
    tokens,
    input: item === OUTPUT ? 0 : tokens,
    reads: item === READS ? tokens : 0,
    unpricedTokens: sums.unpricedTokens,
  };
}

function idsOf(line: UsageLine): ChangePart['ids'] {
  const key = { ...line, usedModel: line.model };
  return {
    workspace: valueIdOf(key, 'workspace', 'cost'),
    apiKey: valueIdOf(key, 'apiKey', 'cost'),
    model: valueIdOf(key, 'model', 'cost'),
  };
}

/** Lines by their names, those of both spans together. */
function* paired(before: readonly UsageLine[], after: readonly UsageLine[]): Steps<LinePair[]> {
  const pairs = new Map<string, LinePair>();
  const add = (line: UsageLine, side: 'before' | 'after') => {
    const { workspaceId, apiKeyId, item, costType, description } = line;
    const key = `${JSON.stringify([workspaceId, apiKeyId, costType, description])} ${item} ${variantOf(line)}`;
    const pair = pairs.get(key) ?? { line, before: noSums(), after: noSums() };
    pairs.set(key, pair);
    const sums = pair[side];
    sums.units += line.units;
    sums.paid += BigInt(Math.round(line.paidUnits));
    sums.billed += line.billed;
    sums.mixed += line.mixed;
    sums.estimated += line.estimated;
    sums.unpricedTokens += line.unpricedTokens;
  };
  for (const side of ['before', 'after'] as const) {
    for (const [at, line] of (side === 'before' ? before : after).entries()) {
      add(line, side);
      if (at % AT_ONCE === AT_ONCE - 1) yield PAIRING * AT_ONCE;
    }
  }
  return [...pairs.values()];
}

function noSums(): LineSums {
  return { units: 0, paid: 0n, billed: 0n, mixed: 0n, estimated: 0n, unpricedTokens: 0 };
}

/** Fields that tell usage of one key apart: lines of one variant have the same prices. */
const VARIANT = SERIES_FIELDS.map(({ key }) => key).filter((key) => key !== 'workspaceId' && key !== 'apiKeyId');

function variantOf(line: UsageLine): string {
  return JSON.stringify(VARIANT.map((key) => line[key]));
}

function isToken(item: number): boolean {
  return item >= 0 && item < TOKEN_ITEMS.length;
}

function amountOf({ billed, mixed, estimated }: LineSums): Money {
  return billed + mixed + estimated;
}

/** Amount that units were paid with: what has none is cost of no usage. */
function priced(sums: LineSums): Money {
  return sums.paid > 0n ? amountOf(sums) : 0n;
}

/** Effects of the lines of one key. */
function effectsOf(lines: readonly LinePair[]): Map<LinePair, ChangeEffects> {
  const tokens = lines.filter(({ line }) => isToken(line.item));
  const isUsed = (side: 'before' | 'after') => tokens.some((pair) => pair[side].units > 0);
  const appeared: ChangeEffect | null = !isUsed('before') ? 'new' : !isUsed('after') ? 'gone' : null;
  const found = new Map<LinePair, ChangeEffects>();
  if (appeared !== null) {
    for (const pair of tokens) found.set(pair, withRest(pair, appeared, priced(pair.after) - priced(pair.before)));
  } else {
    const isOutput = ({ line }: LinePair) => line.item === OUTPUT;
    for (const flow of Map.groupBy(tokens, isOutput).values()) {
      for (const [pair, effects] of flowEffects(flow)) found.set(pair, effects);
    }
  }
  for (const pair of lines) if (!found.has(pair)) found.set(pair, withRest(pair, 'other', 0n));
  return found;
}

/** One effect, and as `other` what it leaves of the difference. */
function withRest({ before, after }: LinePair, effect: ChangeEffect, amount: Money): ChangeEffects {
  const rest = amountOf(after) - amountOf(before) - amount;
  const effects = { ...NO_EFFECTS, other: rest };
  effects[effect] += amount;
  return effects;
}

/** Effects of a key's input, or of its output. */
function flowEffects(lines: readonly LinePair[]): Map<LinePair, ChangeEffects> {
  const volume = paidBy(lines);
  const found = new Map<LinePair, ChangeEffects>();
  for (const variant of Map.groupBy(lines, ({ line }) => variantOf(line)).values()) {
    const units = paidBy(variant);
    const mix = ratio(units, volume);
    for (const pair of variant) {
      const paid: FactorPair = [pair.before.paid, pair.after.paid];
      const cache = ratio(paid, units);
      const price = ratio([priced(pair.before), priced(pair.after)], paid);
      const scale = mix.scale * cache.scale * price.scale;
      const [byVolume = 0n, byMix = 0n, byCache = 0n, byPrice = 0n] = shapleyOf(
        [volume, mix.factor, cache.factor, price.factor],
        scale,
      );
      const rest = withRest(pair, 'other', 0n).other - (priced(pair.after) - priced(pair.before));
      const effects = { ...NO_EFFECTS, volume: byVolume, mix: byMix, cache: byCache, price: byPrice, other: rest };
      found.set(pair, effects);
    }
  }
  return found;
}

function paidBy(lines: readonly LinePair[]): FactorPair {
  let [before, after] = [0n, 0n];
  for (const line of lines) {
    before += line.before.paid;
    after += line.after.paid;
  }
  return [before, after];
}

/** A share or a price in both spans, as integers at one scale. Of nothing it is the other span's. */
function ratio(parts: FactorPair, wholes: FactorPair): { readonly factor: FactorPair; readonly scale: bigint } {
  const [[part0, part1], [whole0, whole1]] = [parts, wholes];
  if (whole0 === 0n && whole1 === 0n) return { factor: [0n, 0n], scale: 1n };
  if (whole0 === 0n) return { factor: [part1, part1], scale: whole1 };
  if (whole1 === 0n) return { factor: [part0, part0], scale: whole0 };
  return { factor: [part0 * whole1, part1 * whole0], scale: whole0 * whole1 };
}
