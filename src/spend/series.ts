import { geoTold, type Splits } from './kind.ts';

/** The dimensions that usage is kept by. */
export interface Series {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly model: string;
  readonly serviceTier: string;
  readonly contextWindow: string;
  readonly inferenceGeo: string;
  readonly speed: string;
}

/** The series whose first names are those on the way to it from the root. */
interface Branch {
  readonly next: Map<string, Branch>;
  series: Series | null;
}

const root: Branch = { next: new Map(), series: null };

/**
 * The series of these dimensions: one object for one set of them, so that series can be compared and be keys of maps as
 * they are. An organization has some hundreds; a page of its usage names each of them in every bucket, so they are found
 * name by name: a key of all names together would have to be made and hashed for every row.
 */
export function seriesOf(dimensions: Series): Series {
  const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = dimensions;
  const ofKey = step(step(root, apiKeyId), workspaceId);
  const leaf = step(step(step(step(step(ofKey, model), serviceTier), contextWindow), inferenceGeo), speed);
  leaf.series ??= { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed };
  return leaf.series;
}

function step({ next }: Branch, name: string): Branch {
  let branch = next.get(name);
  if (!branch) {
    branch = { next: new Map(), series: null };
    next.set(name, branch);
  }
  return branch;
}

/** A series as far as the usage that it is of is told apart. */
export function toldApart(series: Series, splits: Splits): Series {
  if (splits.geo === '') return series;
  const inferenceGeo = geoTold(series.inferenceGeo, splits);
  return inferenceGeo === series.inferenceGeo ? series : seriesOf({ ...series, inferenceGeo });
}

/** Identity of a series, for an order that stays. */
export function seriesKey(series: Series): string {
  const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = series;
  return `${workspaceId}\0${apiKeyId}\0${model}\0${serviceTier}\0${contextWindow}\0${inferenceGeo}\0${speed}`;
}
