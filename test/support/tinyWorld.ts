import type { World } from '../adminApi/world/world.ts';
import { codeExecution, emptyWorld, key, stream, workspace } from '../adminApi/worlds/kit.ts';

/** Two keys of one workspace, and usage without a key: as little as an organization can be. */
export function tinyWorld(today: number, own: Partial<World> = {}): World {
  const production = workspace(today, 'Production');
  const [web, ci] = [key(today, 'web-app', { scope: production.id }), key(today, 'ci', { scope: null })];
  const base = emptyWorld(today, '5a7e1c10-0f2b-4f57-9c22-7f1c36a1b001', 'Tiny Tools');
  return {
    ...base,
    workspaces: [...base.workspaces, production],
    keys: [web, ci],
    streams: [
      stream(today, { workspace: production.id, key: web.id, model: 'claude-opus-5-5', tokensPerHour: 9e6 }),
      stream(today, { workspace: null, key: ci.id, model: 'claude-sonnet-5-5', tokensPerHour: 2e6 }),
      stream(today, { workspace: null, key: null, model: 'claude-sonnet-5-5', tokensPerHour: 5e5 }),
    ],
    extras: [codeExecution(today, production.id, 14)],
    ...own,
  };
}

/** The same with a share of inference in the US, and a share of fast mode. */
export function splitWorld(today: number): World {
  const world = tinyWorld(today);
  const [web] = world.streams;
  if (!web) throw new RangeError('a world without streams');
  const us = { ...web, inferenceGeo: 'us', tokensPerHour: 3e6, shape: { peak: 19, depth: 0.9, weekend: 0.6 } } as const;
  const fast = { ...web, speed: 'fast', tokensPerHour: 1e6 } as const;
  return { ...world, streams: [...world.streams, us, fast] };
}
