import { createTruth, type Truth } from './prices/truth.ts';
import { type Arrival, createArrival } from './world/arrival.ts';
import { createTraffic, type Traffic } from './world/traffic.ts';
import type { World } from './world/world.ts';

/** A world with everything that is derived from it. */
export interface TestOrganization {
  readonly world: World;
  readonly traffic: Traffic;
  readonly arrival: Arrival;
  readonly truth: Truth;
}

export function createOrganization(world: World): TestOrganization {
  const traffic = createTraffic(world.streams);
  const arrival = createArrival(traffic, world.lateness);
  return { world, traffic, arrival, truth: createTruth(world, traffic, arrival) };
}
