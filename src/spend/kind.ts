/**
 * A kind is what has one rate: workspace, model, token type, service tier, context window, inference geography and
 * speed. A web search is a kind by workspace alone. Bill and usage describe kinds in different words; `normalizeKind`
 * brings both to one.
 */

import { type Series, seriesOf } from '../source/series.ts';
import type { CostRow } from '../source/source.ts';

/** Items that are counted: token types by the Cost API's names, and web searches, in the order of `Counts`. */
export const ITEMS = [
  'uncached_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
  'cache_read_input_tokens',
  'output_tokens',
  'web_search_requests',
] as const;
export type Item = (typeof ITEMS)[number];
export const TOKEN_ITEMS = ITEMS.slice(0, 5);
export const WEB_SEARCHES = 5;

export interface Kind {
  readonly workspaceId: string;
  readonly model: string;
  readonly item: Item;
  readonly serviceTier: string;
  readonly contextWindow: string;
  readonly inferenceGeo: string;
  readonly speed: string;
}

/** Detail that usage was read in: one geography and speed, the sixth and seventh dimension, cost further requests. */
export interface UsageDetail {
  /** A geography such as `us`; `''` when usage was read without. */
  readonly geo: string;
  readonly fast: boolean;
}

export const NO_DETAIL: UsageDetail = { geo: '', fast: false };

/** Rules by which kinds of one day's bill and usage are normalized. */
export interface KindRules {
  readonly detail: UsageDetail;
  /** Service tiers that the bill names; every other one but Priority Tier is billed as standard. */
  readonly billedTiers: ReadonlySet<string>;
  /** The default workspace's real id, where it is known; reports write `null` for it. */
  readonly defaultWorkspaceId: string;
  /** Ids that usage has of models that the bill names otherwise, by those of the bill; left out where there are none. */
  readonly modelsAsUsed?: ReadonlyMap<string, string>;
}

/** Priority Tier is bought otherwise: in no bill, in no rate. */
export const PRIORITY = 'priority';

type Dimensions = Omit<Kind, 'item'>;

/** Models without a geography are `not_available`. */
const PLAIN_GEOS = ['', 'global', 'not_available'];
/** Prefix of the geography that usage is not of. */
const REST = 'not_';

/** True of a geography whose tokens cost what those of none do: all but the one that detail names. */
export function isPlainGeo(geo: string): boolean {
  return PLAIN_GEOS.includes(geo) || geo.startsWith(REST);
}

/** The geography that usage is not of, where only that is known; null elsewhere. */
export function otherGeo(geo: string): string | null {
  return geo.startsWith(REST) && !PLAIN_GEOS.includes(geo) ? geo.slice(REST.length) : null;
}

/** The geography of usage as far as it is known: what a filter by one geography leaves is of another, or of none. */
export function knownGeo(inferenceGeo: string, { geo }: UsageDetail): string {
  return inferenceGeo === '' && geo !== '' ? `${REST}${geo}` : inferenceGeo;
}

/** A series, without the fields that its usage was not read by. */
export function withKnownGeo(series: Series, detail: UsageDetail): Series {
  if (detail.geo === '') return series;
  const inferenceGeo = knownGeo(series.inferenceGeo, detail);
  return inferenceGeo === series.inferenceGeo ? series : seriesOf({ ...series, inferenceGeo });
}

export function isWebSearch(item: Item): boolean {
  return item === 'web_search_requests';
}

/** True of tokens of a service tier that are in no bill: a bill that names Priority Tier has them. */
export function isPriority({ serviceTier }: Pick<Dimensions, 'serviceTier'>, { billedTiers }: KindRules): boolean {
  return serviceTier === PRIORITY && !billedTiers.has(PRIORITY);
}

export function normalizeKind(dimensions: Dimensions, item: Item, by: KindRules): Kind {
  const workspaceId = dimensions.workspaceId === by.defaultWorkspaceId ? '' : dimensions.workspaceId;
  if (isWebSearch(item)) {
    return { workspaceId, model: '', item, serviceTier: '', contextWindow: '', inferenceGeo: '', speed: '' };
  }
  const { serviceTier, contextWindow, inferenceGeo, speed } = dimensions;
  return {
    workspaceId,
    model: dimensions.model,
    item,
    serviceTier: by.billedTiers.has(serviceTier) || serviceTier === 'batch' ? serviceTier : 'standard',
    contextWindow: contextWindow === '0-200k' ? '' : contextWindow,
    inferenceGeo: by.detail.geo !== '' && inferenceGeo === by.detail.geo ? inferenceGeo : '',
    speed: by.detail.fast && speed === 'fast' ? speed : '',
  };
}

/** Identity of a kind, and the order of ties. */
export function kindKey(kind: Kind): string {
  return [kind.workspaceId, kindElsewhereKey(kind)].join('\u0000');
}

/** Identity of a kind whatever its workspace. */
export function kindElsewhereKey(kind: Kind): string {
  const { model, item, serviceTier, contextWindow, inferenceGeo, speed } = kind;
  return [model, item, serviceTier, contextWindow, inferenceGeo, speed].join('\u0000');
}

/** The kind that a line of the bill is of; null for a line that usage knows nothing of, such as code execution. */
export function kindOfCost(row: CostRow, by: KindRules): Kind | null {
  if (row.costType === 'web_search') return normalizeKind(row, 'web_search_requests', by);
  if (row.costType !== 'tokens') return null;
  const item = TOKEN_ITEMS.find((candidate) => candidate === row.tokenType);
  if (item === undefined) return null;
  const model = by.modelsAsUsed?.get(row.model);
  return normalizeKind(model === undefined ? row : { ...row, model }, item, by);
}

/** Detail that a bill's lines name: of several geographies the one with the largest amount. */
export function detailNamedBy(rows: Iterable<CostRow>): UsageDetail {
  const amounts = new Map<string, bigint>();
  let fast = false;
  for (const row of rows) {
    if (row.speed === 'fast') fast = true;
    if (isPlainGeo(row.inferenceGeo)) continue;
    amounts.set(row.inferenceGeo, (amounts.get(row.inferenceGeo) ?? 0n) + row.amount);
  }
  let geo = '';
  for (const [name, amount] of [...amounts].sort()) if (geo === '' || amount > (amounts.get(geo) ?? 0n)) geo = name;
  return { geo, fast };
}

export function includes(have: UsageDetail, need: UsageDetail): boolean {
  return (need.geo === '' || have.geo === need.geo) && (have.fast || !need.fast);
}

export function combinedDetail(a: UsageDetail, b: UsageDetail): UsageDetail {
  return { geo: a.geo === '' ? b.geo : a.geo, fast: a.fast || b.fast };
}

/** Detail that two readings can be compared in: only what both were read in. */
export function commonDetail(a: UsageDetail, b: UsageDetail): UsageDetail {
  return { geo: a.geo === b.geo ? a.geo : '', fast: a.fast && b.fast };
}
