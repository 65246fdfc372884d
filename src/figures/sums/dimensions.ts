import type { Filter } from '../../shared/choice.ts';
import { DIMENSIONS, type Dimension, type DimensionOfUsage, nameOfValue } from '../../shared/dimensions.ts';
import { NO_USAGE, type Value } from '../../shared/explorer.ts';
import { mapValues } from '../../shared/mapValues.ts';
import type { Measure } from '../../shared/measures.ts';
import { modelName } from '../../shared/modelName.ts';
import type { DimensionKey } from '../../spend/day/dimensionKeys.ts';
import { ITEMS, otherGeo } from '../../spend/kind.ts';
import { costTypeName } from '../names.ts';
import type { NameDirectory } from './directory.ts';

type Reader = (key: DimensionKey, measure: Measure) => string;

/**
 * Readers of dimensions that bills have as well as usage. Cost without a model, or of neither tokens nor searches,
 * stands under its cost type, and a line of the bill without that under its description. Bills name no model of a
 * search; where searches are counted, they stand under the model that searched.
 */
const READERS: Readonly<Record<Exclude<Dimension, DimensionOfUsage>, Reader>> = {
  model: (key, measure) => (measure === 'webSearches' ? key.usedModel : key.model) || costTypeOf(key),
  workspace: (key) => key.workspaceId,
  tokenType: (key) => ITEMS[key.item] ?? costTypeOf(key),
  costType: (key) => costTypeOf(key),
};

function costTypeOf({ costType, description }: DimensionKey): string {
  return costType || description;
}

const READER_OF = mapValues(DIMENSIONS, ({ field, unused }, dimension): Reader => {
  if (!field) return READERS[dimension as Exclude<Dimension, DimensionOfUsage>];
  const ofNoUsage = unused === undefined ? '' : NO_USAGE;
  return (key) => key[field] || (key.apiKeyId === null ? ofNoUsage : '');
});

/** Id of a key's value. */
export function valueIdOf(key: DimensionKey, dimension: Dimension, measure: Measure): string {
  return READER_OF[dimension](key, measure);
}

/** By the number of a key, whether it has one of the values of every filter. */
export function passesFilters(keys: readonly DimensionKey[], filters: readonly Filter[], measure: Measure): boolean[] {
  const wanted = filters.map(({ dimension, values }) => ({ dimension, values: new Set(values) }));
  return keys.map((key) => wanted.every(({ dimension, values }) => values.has(valueIdOf(key, dimension, measure))));
}

/** A value as it is shown. Names are whatever people wrote: text, never anything else. */
export function valueNamed(dimension: Dimension, id: string, directory: NameDirectory): Value {
  const { unused } = DIMENSIONS[dimension];
  if (id === NO_USAGE && unused !== undefined) return { id, name: unused, detail: '' };
  if (dimension === 'workspace') return directory.workspace(id);
  if (dimension === 'apiKey') return directory.apiKey(id);
  if (dimension === 'model') return modelValue(id);
  const known = (key: string) => nameOfValue(dimension, key);
  const other = dimension === 'inferenceGeo' ? otherGeo(id) : null;
  const name = known(id) ?? (other === null ? costTypeName(id) : `Not ${known(other) ?? other}`);
  return { id, name, detail: '' };
}

/** A model, or the cost type where there is none. */
export function modelValue(id: string): Value {
  const costType = costTypeName(id);
  const name = costType === id ? modelName(id) : costType;
  return { id, name, detail: name === id || costType !== id ? '' : id };
}
