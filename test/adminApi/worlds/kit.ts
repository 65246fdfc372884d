/** What the named worlds are put together from. */
import { CODE_EXECUTION_HOUR, LIST_ADJUSTMENTS, LIST_PRICES, SESSION_HOUR } from '../prices/listPrices.ts';
import { DAY, HOUR, MINUTE } from '../world/time.ts';
import type { Extra, Mix, Stream, World, WorldKey, WorldWorkspace } from '../world/world.ts';

const HISTORY = 95 * DAY;
const FOR_EVER = Number.POSITIVE_INFINITY;
export const DEFAULT_WORKSPACE = 'wrkspc_01TestBedDefault';

/** Much cached context, as agents have it. */
export const CACHED: Mix = [0.06, 0.06, 0.02, 0.8, 0.06];
/** Hardly any cache. */
export const PLAIN: Mix = [0.78, 0, 0, 0, 0.22];
/** Long answers. */
export const WORDY: Mix = [0.3, 0.05, 0.05, 0.2, 0.4];

export function emptyWorld(today: number, id: string, name: string): World {
  return {
    organization: { id, name },
    today,
    workspaces: [{ id: DEFAULT_WORKSPACE, name: 'Default', isDefault: true, createdAt: today - HISTORY }],
    keys: [],
    streams: [],
    prices: LIST_PRICES,
    adjustments: LIST_ADJUSTMENTS,
    refusals: [],
    extras: [],
    coders: [],
    lateness: { delay: 0, share: 0.01, upTo: 180 * MINUTE },
    billing: { appearsAfter: 2 * HOUR, lacks: 90 * MINUTE, completeAfter: 10 * HOUR },
  };
}

/** A stream with what most of them have in common. */
export function stream(
  today: number,
  own: Pick<Stream, 'workspace' | 'key' | 'model' | 'tokensPerHour'> & Partial<Stream>,
): Stream {
  return {
    serviceTier: 'standard',
    contextWindow: '0-200k',
    inferenceGeo: 'global',
    speed: 'standard',
    mix: CACHED,
    searchesPerHour: 0,
    shape: { peak: 15, depth: 0.8, weekend: 0.5 },
    activity: 0.7,
    from: today - HISTORY,
    until: FOR_EVER,
    ...own,
  };
}

export function workspace(today: number, name: string, own: Partial<WorldWorkspace> = {}): WorldWorkspace {
  return { id: `wrkspc_01${name.replaceAll(/\W/g, '')}`, name, createdAt: today - HISTORY, ...own };
}

export function key(today: number, name: string, own: Pick<WorldKey, 'scope'> & Partial<WorldKey>): WorldKey {
  const letters = name.replaceAll(/\W/g, '');
  const padded = letters.padEnd(4, 'x');
  return {
    id: `apikey_01${letters}`,
    name,
    status: 'active',
    hint: `sk-ant-api03-${padded.slice(0, 3)}...${padded.slice(-4)}`,
    createdAt: today - HISTORY,
    ...own,
  };
}

export function codeExecution(today: number, workspaceId: string | null, hoursPerDay: number): Extra {
  return {
    costType: 'code_execution',
    workspace: workspaceId,
    hoursPerDay,
    pricePerHour: CODE_EXECUTION_HOUR,
    from: today - HISTORY,
  };
}

export function sessionUsage(today: number, workspaceId: string | null, hoursPerDay: number): Extra {
  return {
    costType: 'session_usage',
    workspace: workspaceId,
    hoursPerDay,
    pricePerHour: SESSION_HOUR,
    from: today - HISTORY,
  };
}
