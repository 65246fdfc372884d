import type { Dimension, Filter, Measure } from '../../shared/choice.ts';
import { NO_USAGE, type Value } from '../../shared/explorer.ts';
import { modelName } from '../../shared/modelName.ts';
import { ITEMS, otherGeo } from '../../spend/kind.ts';
import { costTypeName } from '../names.ts';
import type { Directory } from './directory.ts';
import type { Trait } from './traits.ts';

/**
 * Id of a trait's value. What has no model, or is neither tokens nor searches, stands under its cost type, and a line of the
 * bill without that under its description. Bills know no model of a search; where searches are counted, they stand under
 * the model that searched.
 */
export function idOf(trait: Trait, dimension: Dimension, measure: Measure): string {
  const costType = trait.costType || trait.description;
  switch (dimension) {
    case 'model':
      return (measure === 'webSearches' ? trait.usedModel : trait.model) || costType;
    case 'workspace':
      return trait.workspaceId;
    case 'apiKey':
      return trait.apiKeyId ?? NO_USAGE;
    case 'serviceTier':
      return trait.serviceTier;
    case 'tokenType':
      return ITEMS[trait.item] ?? costType;
    case 'contextWindow':
      return trait.contextWindow;
    case 'inferenceGeo':
      return trait.apiKeyId === null && trait.inferenceGeo === '' ? NO_USAGE : trait.inferenceGeo;
    case 'costType':
      return costType;
  }
}

/** By the number of a trait, whether it has one of the values of every filter. */
export function passing(traits: readonly Trait[], filters: readonly Filter[], measure: Measure): boolean[] {
  const wanted = filters.map(({ dimension, values }) => ({ dimension, values: new Set(values) }));
  return traits.map((trait) => wanted.every(({ dimension, values }) => values.has(idOf(trait, dimension, measure))));
}

const WORDS: Readonly<Partial<Record<Dimension, Readonly<Record<string, string>>>>> = {
  serviceTier: {
    '': 'No service tier',
    standard: 'Standard',
    batch: 'Batch',
    priority: 'Priority Tier',
    priority_on_demand: 'Priority on demand',
    flex: 'Flex',
    flex_discount: 'Flex discount',
  },
  tokenType: {
    uncached_input_tokens: 'Uncached input',
    'cache_creation.ephemeral_5m_input_tokens': 'Cache write (5 min)',
    'cache_creation.ephemeral_1h_input_tokens': 'Cache write (1 h)',
    cache_read_input_tokens: 'Cache read',
    output_tokens: 'Output',
    web_search_requests: 'Web searches',
  },
  contextWindow: { '': 'No context window', '0-200k': 'Up to 200k', '200k-1M': '200k to 1M' },
  inferenceGeo: {
    '': 'Not told apart',
    [NO_USAGE]: 'No geography',
    global: 'Global',
    us: 'US',
    not_available: 'Not available',
  },
};

/** A value as it is shown. Names are whatever people wrote: text, never anything else. */
export function valueNamed(dimension: Dimension, id: string, directory: Directory): Value {
  if (dimension === 'workspace') return directory.workspace(id);
  if (dimension === 'apiKey')
    return id === NO_USAGE ? { id, name: 'Belongs to no key', detail: '' } : directory.apiKey(id);
  if (dimension === 'model') return modelValue(id);
  const words = WORDS[dimension];
  const known = (key: string) => (words && Object.hasOwn(words, key) ? words[key] : undefined);
  const other = dimension === 'inferenceGeo' ? otherGeo(id) : null;
  const name = known(id) ?? (other === null ? costTypeName(id) : `Not ${known(other) ?? other}`);
  return { id, name, detail: '' };
}

/** A model, or the cost type of what has none. */
export function modelValue(id: string): Value {
  const costType = costTypeName(id);
  const name = costType === id ? modelName(id) : costType;
  return { id, name, detail: name === id || costType !== id ? '' : id };
}
