import type { World } from '../world/world.ts';
import { benchWorld } from './bench.ts';
import { bigWorld } from './big.ts';
import { emptyOrganization } from './empty.ts';
import { hostileWorld } from './hostile.ts';
import { smallWorld } from './small.ts';

/** Worlds by the names that the command line takes; each is made for the day that starts at `today`. */
export const NAMED_WORLDS: Readonly<Record<string, (today: number) => World>> = {
  small: smallWorld,
  bench: benchWorld,
  big: bigWorld,
  empty: emptyOrganization,
  hostile: (today) => hostileWorld(today),
};
