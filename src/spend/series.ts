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

const known = new Map<string, Series>();

/**
 * The series of these dimensions: one object for one set of them, so that series can be compared and be keys of maps as
 * they are. An organization has some hundreds; a page of its usage names each of them in every bucket.
 */
export function seriesOf(dimensions: Series): Series {
  const key = seriesKey(dimensions);
  let series = known.get(key);
  if (!series) {
    const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = dimensions;
    series = { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed };
    known.set(key, series);
  }
  return series;
}

/** Identity of a series, for an order that stays. */
export function seriesKey(series: Series): string {
  const { workspaceId, apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = series;
  return `${workspaceId}\0${apiKeyId}\0${model}\0${serviceTier}\0${contextWindow}\0${inferenceGeo}\0${speed}`;
}
