import { DAY, floorTo, HOUR, MINUTE } from '../world/time.ts';
import { type Call, FAST_MODE_BETA } from './answer.ts';
import { badRequest } from './apiError.ts';
import { fingerprint, readTimeCursor } from './cursor.ts';
import { instant, integer, list, oneOf, type Query, readQuery, required, single } from './query.ts';

const DIMENSIONS = [
  'account_id',
  'api_key_id',
  'context_window',
  'inference_geo',
  'model',
  'service_account_id',
  'service_tier',
  'speed',
  'workspace_id',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const MOST_DIMENSIONS = 5;
const WIDTHS = {
  '1d': { width: DAY, fallback: 7, most: 31 },
  '1h': { width: HOUR, fallback: 24, most: 168 },
  '1m': { width: MINUTE, fallback: 60, most: 1440 },
};
const TIERS = ['batch', 'flex', 'flex_discount', 'priority', 'priority_on_demand', 'standard'];

/** Names of the filters with the dimension that each looks at, and their values where the API knows them all. */
const FILTERS: readonly (readonly [name: string, dimension: Dimension, known?: readonly string[]])[] = [
  ['account_ids', 'account_id'],
  ['api_key_ids', 'api_key_id'],
  ['models', 'model'],
  ['service_account_ids', 'service_account_id'],
  ['workspace_ids', 'workspace_id'],
  ['context_window', 'context_window', ['0-200k', '200k-1M']],
  ['inference_geos', 'inference_geo', ['global', 'us', 'not_available']],
  ['service_tiers', 'service_tier', TIERS],
  ['speeds', 'speed', ['standard', 'fast']],
];
const ALLOWED = [
  ...['starting_at', 'ending_at', 'bucket_width', 'limit', 'page', 'group_by[]'],
  ...FILTERS.map(([name]) => `${name}[]`),
];

export interface UsageQuery {
  readonly width: number;
  /** Start of the first bucket of this page. */
  readonly first: number;
  /** End of the last bucket of the report, as far as it was named. */
  readonly end: number | undefined;
  readonly limit: number;
  readonly groupBy: readonly Dimension[];
  readonly filters: ReadonlyMap<Dimension, readonly string[]>;
  /** Rows name their speed only when the beta is asked for. */
  readonly withSpeed: boolean;
  readonly print: string;
}

/** Throws a 400 with the API's reasons. */
export function readUsageQuery(call: Call): UsageQuery {
  const query = readQuery(call.parameters, ALLOWED);
  const { width, fallback, most } = WIDTHS[oneOf(query, 'bucket_width', ['1d', '1h', '1m']) ?? '1d'];
  const from = floorTo(required(instant(query, 'starting_at'), 'starting_at'), width);
  const ending = instant(query, 'ending_at');
  const end = ending === undefined ? undefined : floorTo(ending, width);
  const limit = integer(query, 'limit', { fallback, most });
  const groupBy = readGroupBy(query);
  const filters = readFilters(query);
  const withSpeed = call.betas.includes(FAST_MODE_BETA);
  if (!withSpeed && (groupBy.includes('speed') || filters.has('speed'))) {
    throw badRequest(`speed: This dimension requires the ${FAST_MODE_BETA} beta header.`);
  }
  if (end !== undefined && end <= from) {
    throw badRequest('Invalid date range: ending date must be after starting date');
  }
  const print = fingerprint(call.path, query);
  const page = single(query, 'page');
  const first = page === undefined ? from : readTimeCursor(page, print);
  return { width, first, end, limit, groupBy, filters, withSpeed, print };
}

function readGroupBy(query: Query): Dimension[] {
  const names = list(query, 'group_by', DIMENSIONS) ?? [];
  if (names.length > MOST_DIMENSIONS) throw badRequest('Cannot specify more than 5 group_by[] dimensions.');
  return DIMENSIONS.filter((dimension) => names.includes(dimension));
}

function readFilters(query: Query): Map<Dimension, readonly string[]> {
  const filters = new Map<Dimension, readonly string[]>();
  for (const [name, dimension, known] of FILTERS) {
    const values = list(query, name, known);
    if (values) filters.set(dimension, values);
  }
  return filters;
}
