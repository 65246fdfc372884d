import type { World } from '../world/world.ts';
import { emptyWorld, key } from './kit.ts';

/** An organization that has never sent anything. */
export function emptyOrganization(today: number): World {
  const base = emptyWorld(today, '7c1b8f0e-4d0a-4b51-9a39-6f2f2f4f8a10', 'Quiet Labs');
  return { ...base, keys: [key(today, 'unused', { scope: null })] };
}
