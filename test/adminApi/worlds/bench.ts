import { LIST_ADJUSTMENTS } from '../prices/listPrices.ts';
import { DAY } from '../world/time.ts';
import type { Shape, Stream, World } from '../world/world.ts';
import { CACHED, codeExecution, emptyWorld, key, PLAIN, sessionUsage, stream, WORDY, workspace } from './kit.ts';

/** Busy in the European morning, and in the American one: their sum's share of US inference moves through the day. */
const EUROPE: Shape = { peak: 9, depth: 0.85, weekend: 0.5 };
const AMERICA: Shape = { peak: 19, depth: 0.9, weekend: 0.6 };
const NIGHT: Shape = { peak: 2, depth: 0.6, weekend: 1 };
const MIXES = [CACHED, WORDY, PLAIN, CACHED] as const;

/**
 * The organization that estimates are measured on: negotiated discounts, a price cut at the start of the day five days
 * ago, batch, a dearer long context, US-only inference that moves through the day, and token mixes that differ by key and
 * day. Every kind of today was billed on whole days at today's price.
 */
export function benchWorld(today: number): World {
  const spaces = ['Production', 'Research', 'Support'].map((name) => workspace(today, name));
  const base = emptyWorld(today, '1f0c5c3e-86cf-4b3c-b1a0-0a9b3d0f7e55', 'Benchmark Robotics');
  const places = [null, ...spaces.map(({ id }) => id)];
  const keys = places.flatMap((scope, place) =>
    ['api', 'agent', 'tools'].map((name) => key(today, `${name}-${place}`, { scope })),
  );
  const streams = keys.flatMap((owner, index) => {
    const scope = typeof owner.scope === 'string' ? owner.scope : null;
    return streamsOf(today, scope, owner.id, index);
  });
  return {
    ...base,
    workspaces: [...base.workspaces, ...spaces],
    keys,
    streams: [...streams, ...keyless(today)],
    adjustments: [
      ...LIST_ADJUSTMENTS,
      { times: '0.82', models: ['claude-opus-5-5', 'claude-opus-5'] },
      { times: '0.9', models: ['claude-sonnet-5-5'] },
      { times: '0.75', models: ['claude-sonnet-5-5'], from: today - 5 * DAY },
      { times: '1.5', contextWindows: ['200k-1M'] },
    ],
    extras: [codeExecution(today, spaces[1]?.id ?? null, 40), sessionUsage(today, null, 12)],
  };
}

function streamsOf(today: number, place: string | null, owner: string, index: number): Stream[] {
  const mix = MIXES[index % MIXES.length] ?? CACHED;
  const size = 1 + (index % 5);
  const from = { workspace: place, key: owner };
  const opus = { ...from, model: 'claude-opus-5-5', mix, tokensPerHour: size * 1.5e6, searchesPerHour: index % 3 };
  const sonnet = { ...from, model: 'claude-sonnet-5-5', mix, tokensPerHour: size * 2e6 };
  const add = (own: Parameters<typeof stream>[1]) => stream(today, own);
  return [
    add({ ...opus, shape: EUROPE }),
    add({ ...opus, shape: AMERICA, inferenceGeo: 'us' }),
    add({ ...sonnet, shape: EUROPE }),
    add({ ...sonnet, shape: AMERICA, inferenceGeo: 'us', activity: 0.4 }),
    ...(index % 3 === 1
      ? [add({ ...opus, contextWindow: '200k-1M', shape: AMERICA, tokensPerHour: 2e6, searchesPerHour: 0 })]
      : []),
    ...(index % 3 === 2
      ? [
          add({ ...sonnet, serviceTier: 'batch', mix: PLAIN, shape: NIGHT }),
          add({ ...from, model: 'claude-haiku-4-5', inferenceGeo: 'not_available', mix: PLAIN, tokensPerHour: 4e6 }),
        ]
      : []),
  ];
}

function keyless(today: number): Stream[] {
  const from = { workspace: null, key: null, mix: WORDY };
  return [stream(today, { ...from, model: 'claude-opus-5-5', tokensPerHour: 4e5, activity: 0.3 })];
}
