import { DIMENSIONS } from '../../src/shared/dimensions.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import { mapValues } from '../../src/shared/mapValues.ts';

/** Nothing that any dimension could be filtered by. */
export const NO_VALUES: Explorer['values'] = mapValues(DIMENSIONS, () => []);
