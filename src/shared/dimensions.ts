import type { Series } from '../source/series.ts';
import { mapValues } from './mapValues.ts';
import * as terms from './terms.ts';

/** Facts of a dimension that the page, the figures and the reports need. */
interface DimensionEntry {
  /** `cost by API key` */
  readonly word: string;
  /** `3 API keys` */
  readonly plural: string;
  /** The field of usage that it shows as it is; left out where it has a reader of its own. */
  readonly field?: keyof Series;
  /** Name of the value that the API leaves unsaid. */
  readonly unset?: string;
  /** Name of unallocated cost, such as code execution; left out where that counts to the unset value. */
  readonly unused?: string;
  /** Names of its values, where people do not name them; a value without a name shows its id. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Value of unallocated cost in a dimension that it has no value of. */
const NON_TOKEN_CHARGES = 'Non-token charges';

const ENTRIES = {
  model: { word: 'model', plural: 'models' },
  workspace: { word: 'workspace', plural: 'workspaces', unset: 'Default workspace' },
  apiKey: {
    word: 'API key',
    plural: 'API keys',
    field: 'apiKeyId',
    unset: 'No API key',
    unused: NON_TOKEN_CHARGES,
  },
  serviceTier: {
    word: 'service tier',
    plural: 'service tiers',
    field: 'serviceTier',
    unset: 'No service tier',
    values: {
      standard: 'Standard',
      batch: 'Batch',
      priority: 'Priority Tier',
      priority_on_demand: 'Priority on demand',
      flex: 'Flex',
      flex_discount: 'Flex discount',
    },
  },
  tokenType: {
    word: 'token type',
    plural: 'token types',
    values: {
      uncached_input_tokens: terms.UNCACHED_INPUT,
      'cache_creation.ephemeral_5m_input_tokens': 'Cache write (5 min)',
      'cache_creation.ephemeral_1h_input_tokens': 'Cache write (1 h)',
      cache_read_input_tokens: 'Cache read',
      output_tokens: terms.OUTPUT,
      web_search_requests: terms.SEARCHES,
    },
  },
  contextWindow: {
    word: 'context window',
    plural: 'context windows',
    field: 'contextWindow',
    unset: 'No context window',
    values: { '0-200k': 'Up to 200k', '200k-1M': '200k to 1M' },
  },
  inferenceGeo: {
    word: 'inference geography',
    plural: 'inference geographies',
    field: 'inferenceGeo',
    unset: 'Not recorded',
    unused: NON_TOKEN_CHARGES,
    values: { global: 'Global', us: 'US', not_available: 'Not available' },
  },
  costType: { word: 'cost type', plural: 'cost types' },
} as const satisfies Record<string, DimensionEntry>;

/** Field that the explorer breaks down and filters by. Saved views and exported files have these ids. */
export type Dimension = keyof typeof ENTRIES;
/** A dimension that shows a field of usage as it is. */
export type DimensionOfUsage = {
  [Id in Dimension]: (typeof ENTRIES)[Id] extends { field: keyof Series } ? Id : never;
}[Dimension];

/** Dimensions in the order in which they are offered. */
export const DIMENSIONS: Readonly<Record<Dimension, DimensionEntry>> = ENTRIES;
export const DIMENSION_IDS = Object.keys(ENTRIES) as readonly Dimension[];
export const DIMENSION_WORDS = mapValues(DIMENSIONS, ({ word }) => word);

/** The name of a value, where the registry has one. */
export function nameOfValue(dimension: Dimension, id: string): string | undefined {
  const { unset, values = {} } = DIMENSIONS[dimension];
  if (id === '') return unset;
  return Object.hasOwn(values, id) ? values[id] : undefined;
}
