import { createOrganization } from '../organization.ts';
import { SESSION_HOUR } from '../prices/listPrices.ts';
import { DAY, HOUR } from '../world/time.ts';
import type { Stream, World } from '../world/world.ts';
import { sessionUsage, stream, workspace } from './kit.ts';

type Variation = (world: World) => World;

/** Yesterday's bill lacks its last 90 minutes until 20 hours after its end. */
export const billGrowing: Variation = (world) => ({
  ...world,
  billing: { ...world.billing, completeAfter: 20 * HOUR },
});

/** A day's bill shows only 30 hours after its end, and is whole then. */
export const billADayLate: Variation = (world) => ({
  ...world,
  billing: { appearsAfter: 30 * HOUR, completeAfter: 30 * HOUR, lacks: 0 },
});

/** All requests of one key were refused on a UTC day, yesterday by default: in usage, not in the bill. */
export function keyRefused(world: World, day = world.today - DAY, key = firstOf(world).key): World {
  return { ...world, refusals: [...world.refusals, { key, from: day, until: day + DAY }] };
}

/** Sonnet cost a third more until yesterday, 16:00. */
export const priceCutYesterday: Variation = (world) => ({
  ...world,
  adjustments: [
    ...world.adjustments,
    { times: '0.75', models: ['claude-sonnet-5-5'], from: world.today - DAY + 16 * HOUR },
  ],
});

/** A fifth off everything, since a UTC midnight. */
export function discountBegan(world: World, from: number): World {
  return { ...world, adjustments: [...world.adjustments, { times: '0.8', from }] };
}

/** A fifth off everything, until a UTC midnight. */
export function discountEnded(world: World, until: number): World {
  return { ...world, adjustments: [...world.adjustments, { times: '0.8', until }] };
}

/** The same traffic, all of it in the default workspace, as most organizations have it. */
export const inOneWorkspace: Variation = (world) => ({
  ...world,
  workspaces: world.workspaces.filter(({ isDefault }) => isDefault),
  keys: world.keys.map((key) => ({ ...key, scope: null })),
  streams: world.streams.map((stream) => ({ ...stream, workspace: null })),
  extras: world.extras.map((extra) => ({ ...extra, workspace: null })),
});

/** Session usage at twice what a day like this one usually costs otherwise; a day may be so far from it, as a part of it. */
export function sessions(world: World, swing: number): World {
  const { lines } = createOrganization(world).truth.billOf(world.today - 7 * DAY);
  const cost = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const hours = Number(2n * cost) / Number(SESSION_HOUR);
  return { ...world, extras: [{ ...sessionUsage(world.today, null, hours), swing }] };
}

/** A dated snapshot of the model that is used most, since today: it costs what the model does, discounts included. */
export const snapshotToday: Variation = (world) => {
  const usual = firstOf(world);
  const model = `${usual.model}-20261119`;
  const price = world.prices[usual.model];
  if (!price) throw new RangeError(`${usual.model} has no price`);
  const adjustments = world.adjustments.map((adjustment) =>
    adjustment.models?.includes(usual.model) ? { ...adjustment, models: [...adjustment.models, model] } : adjustment,
  );
  const born: Stream = { ...usual, model, from: world.today, searchesPerHour: 0 };
  return { ...withStreams({ ...world, adjustments }, [born]), prices: { ...world.prices, [model]: price } };
};

/** A model that nobody used before today: it has a list price, and a discount that shows on no bill yet. */
export const listedModelBornToday: Variation = (world) => ({
  ...withStreams(world, [{ ...firstOf(world), model: 'claude-sonnet-5', from: world.today, searchesPerHour: 0 }]),
  adjustments: [...world.adjustments, { times: '0.9', models: ['claude-sonnet-5'] }],
});

export const UNLISTED_MODEL = 'claude-nova-7';

/** The same for a model that no price table knows; the bill does. */
export const unlistedModelBornToday: Variation = (world) => {
  const born: Stream = { ...firstOf(world), model: UNLISTED_MODEL, from: world.today, searchesPerHour: 0 };
  const price = { name: 'Claude Nova 7', standard: ['6', '7.5', '12', '0.3', '30'] } as const;
  return { ...withStreams(world, [born]), prices: { ...world.prices, [UNLISTED_MODEL]: price } };
};

/** Half as much again of Opus 5.5, fast, for the first time. */
export const fastModeToday: Variation = (world) => {
  const usual = firstOf(world);
  return withStreams(world, [{ ...usual, speed: 'fast', from: world.today, tokensPerHour: usual.tokensPerHour / 2 }]);
};

/** Flex for the first time: it costs half, and the bill calls it `standard`. */
export const flexToday: Variation = (world) => {
  const usual = firstOf(world);
  return withStreams(world, [{ ...usual, serviceTier: 'flex', from: world.today, searchesPerHour: 0 }]);
};

/** A new workspace, whose keyless usage nobody was billed for before. */
export const workspaceBornToday: Variation = (world) => {
  const born = workspace(world.today, 'Newborn', { createdAt: world.today });
  const { model, mix, tokensPerHour } = firstOf(world);
  const usage = stream(world.today, { workspace: born.id, key: null, model, mix, tokensPerHour, from: world.today });
  return { ...withStreams(world, [usage]), workspaces: [...world.workspaces, born] };
};

/** Everything that misleads, by a name for the table of errors. */
export const MISLEADING: Readonly<Record<string, Variation>> = {
  'a bill still growing': billGrowing,
  'a bill a day late': billADayLate,
  'a key refused yesterday': (world) => keyRefused(world),
  'a price cut yesterday at 16:00': priceCutYesterday,
  'a model born today with a list price': listedModelBornToday,
  'a model born today without a list price': unlistedModelBornToday,
  'fast mode turned on today': fastModeToday,
  'flex turned on today': flexToday,
  'a workspace born today': workspaceBornToday,
};

/** The first stream that has a key: the usual sort of traffic. */
function firstOf(world: World): Stream {
  const first = world.streams.find(({ key }) => key !== null);
  if (!first) throw new RangeError('this world has no traffic to vary');
  return first;
}

function withStreams(world: World, streams: readonly Stream[]): World {
  return { ...world, streams: [...world.streams, ...streams] };
}
