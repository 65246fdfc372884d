import type { Explorer } from '../../src/shared/explorer.ts';

/** Nothing that any dimension could be filtered by. */
export const NO_VALUES: Explorer['values'] = {
  model: [],
  workspace: [],
  apiKey: [],
  serviceTier: [],
  tokenType: [],
  contextWindow: [],
  inferenceGeo: [],
  costType: [],
};
