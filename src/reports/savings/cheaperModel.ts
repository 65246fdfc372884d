import { modelName } from '../../shared/modelName.ts';
import { ITEMS } from '../../spend/kind.ts';
import { LIST_PRICES } from '../../spend/listPrices.data.ts';
import { listPrice, type PricedItem } from '../../spend/listPrices.ts';

/** Families, each a step below the one before. */
const STEPS = [['Fable', 'Mythos'], ['Opus'], ['Sonnet'], ['Haiku']];
const NAME = /^([A-Z][a-z]+) (\d+)(?:\.(\d+))?$/;
const OUTPUT: PricedItem = 'output_tokens';

interface Version {
  readonly family: string;
  readonly major: number;
  readonly minor: number;
}

/**
 * The newest model of the next cheaper family, such as Sonnet 5.5 for any Opus, by list prices of a UTC day (`YYYY-MM-DD`).
 * Null for the cheapest family, for a model whose list price is not known that day, and where the other is not cheaper.
 */
export function cheaperModel(model: string, day: string): string | null {
  const step = STEPS.findIndex((families) => families.includes(versionOf(model)?.family ?? ''));
  const next = step < 0 ? undefined : STEPS[step + 1];
  if (!next) return null;
  let newest: { readonly id: string; readonly version: Version } | null = null;
  for (const id of LIST_PRICES.flatMap(({ ids }) => ids.slice(0, 1))) {
    const version = versionOf(id);
    if (!version || !next.includes(version.family) || priceOf(id, OUTPUT, day) === null) continue;
    if (!newest || isNewer(version, newest.version)) newest = { id, version };
  }
  return newest && isCheaper(newest.id, model, day) ? newest.id : null;
}

function versionOf(model: string): Version | null {
  const [, family = '', major, minor = '0'] = NAME.exec(modelName(model)) ?? [];
  return major === undefined ? null : { family, major: Number(major), minor: Number(minor) };
}

function isNewer(a: Version, b: Version): boolean {
  return a.major === b.major ? a.minor > b.minor : a.major > b.major;
}

function isCheaper(model: string, than: string, day: string): boolean {
  return ([ITEMS[0], OUTPUT] as const).every((item) => {
    const [own, other] = [priceOf(model, item, day), priceOf(than, item, day)];
    return own !== null && other !== null && own < other;
  });
}

function priceOf(model: string, item: PricedItem, day: string): bigint | null {
  return listPrice({ model, item, serviceTier: 'standard', contextWindow: '', inferenceGeo: '', speed: '' }, day);
}
