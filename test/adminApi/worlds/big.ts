import type { Stream, World } from '../world/world.ts';
import { CACHED, codeExecution, emptyWorld, key, PLAIN, stream, WORDY, workspace } from './kit.ts';

const MODELS = ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-4-5', 'claude-opus-4-8', 'claude-sonnet-4-6'];
const KEYS = 80;
const MIXES = [CACHED, WORDY, PLAIN] as const;

/** 80 keys by 5 models: 400 rows an hour, about 69 a minute. */
export function bigWorld(today: number): World {
  const base = emptyWorld(today, '3b9d6a52-0b9e-4a36-b0df-5f3d2f0c9b77', 'Big Industries');
  const spaces = Array.from({ length: 11 }, (_, index) => workspace(today, `Team ${index + 1}`));
  const places = [null, ...spaces.map(({ id }) => id)];
  const keys = Array.from({ length: KEYS }, (_, index) =>
    key(today, `service-${String(index).padStart(2, '0')}`, { scope: places[index % places.length] ?? null }),
  );
  const streams = keys.flatMap(({ id }, index) =>
    MODELS.map((model, place) => streamOf(today, places[index % places.length] ?? null, id, model, index * 7 + place)),
  );
  return {
    ...base,
    workspaces: [...base.workspaces, ...spaces],
    keys,
    streams,
    extras: [codeExecution(today, null, 90)],
  };
}

function streamOf(today: number, place: string | null, owner: string, model: string, index: number): Stream {
  return stream(today, {
    workspace: place,
    key: owner,
    model,
    tokensPerHour: (1 + (index % 9)) * 2e5,
    mix: MIXES[index % MIXES.length] ?? CACHED,
    serviceTier: index % 11 === 0 ? 'batch' : 'standard',
    contextWindow: index % 13 === 0 ? '200k-1M' : '0-200k',
    inferenceGeo: model === 'claude-haiku-4-5' ? 'not_available' : index % 5 === 0 ? 'us' : 'global',
    shape: { peak: 8 + (index % 12), depth: 0.7, weekend: 0.6 },
    activity: 0.1725,
  });
}
