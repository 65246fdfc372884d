import { between, seedOf } from '../world/random.ts';
import { DAY } from '../world/time.ts';
import { COUNTER_COUNT, COUNTERS, type Extra, SEARCHES, type Stream, type World } from '../world/world.ts';
import { toMillionths } from './fine.ts';
import type { Rates } from './rates.ts';
import type { Tallier } from './tally.ts';

/** A line of a day's bill, as `cost_report` writes it when grouped by everything. */
export interface BillLine {
  readonly workspace: string | null;
  readonly costType: 'tokens' | 'web_search' | Extra['costType'];
  readonly description: string;
  readonly model: string | null;
  readonly tokenType: string | null;
  readonly serviceTier: 'standard' | 'batch' | null;
  readonly contextWindow: string | null;
  readonly inferenceGeo: string | null;
  readonly speed: string | null;
  /** Millionths of a cent: the exact cost of the line, rounded half up, once. */
  readonly amount: bigint;
}

type LineIdentity = Omit<BillLine, 'amount'>;

const KINDS_OF_TOKENS = [
  'Input Tokens',
  'Input Tokens, Cache Write',
  'Input Tokens, Cache Write',
  'Input Tokens, Cache Hit',
  'Output Tokens',
];

/** The bill of the day that starts at `day` for what was sent before `cutoff`. */
export function billLines(world: World, rates: Rates, tally: Tallier, day: number, cutoff: number): BillLine[] {
  const lines = new Map<string, { identity: LineIdentity; fine: bigint }>();
  for (const [epoch, cells] of tally(day, cutoff)) {
    world.streams.forEach((stream, index) => {
      rates.of(epoch, index)?.forEach((rate, counter) => {
        const count = cells[index * COUNTER_COUNT + counter] ?? 0;
        if (count === 0) return;
        const identity = identityOf(world, stream, counter);
        const id = JSON.stringify(identity);
        const line = lines.get(id) ?? { identity, fine: 0n };
        line.fine += BigInt(count) * rate;
        lines.set(id, line);
      });
    });
  }
  const billed = [...lines.values()].map(({ identity, fine }) => ({ ...identity, amount: toMillionths(fine) }));
  return [...billed, ...extraLines(world.extras, day)];
}

function identityOf(world: World, stream: Stream, counter: number): LineIdentity {
  if (counter === SEARCHES) return withoutTokens(stream.workspace, 'web_search', 'Web Search Usage');
  const name = world.prices[stream.model]?.name ?? stream.model;
  const fast = stream.speed === 'fast' ? ' (Fast Mode)' : '';
  return {
    workspace: stream.workspace,
    costType: 'tokens',
    description: `${name}${fast} Usage - ${KINDS_OF_TOKENS[counter]}`,
    model: stream.model,
    tokenType: COUNTERS[counter] ?? null,
    serviceTier: stream.serviceTier === 'batch' ? 'batch' : 'standard',
    contextWindow: stream.contextWindow,
    inferenceGeo: stream.inferenceGeo,
    speed: stream.speed,
  };
}

function extraLines(extras: readonly Extra[], day: number): BillLine[] {
  return extras
    .filter(({ from }) => from < day + DAY)
    .map((extra) => {
      const { costType, workspace } = extra;
      const description = costType === 'code_execution' ? 'Code Execution Usage' : 'Session Usage';
      return { ...withoutTokens(workspace, costType, description), amount: extraAmount(extra, day) };
    });
}

/** What an extra costs on the UTC day that starts at `day`. */
export function extraAmount(
  { costType, workspace, hoursPerDay, pricePerHour, swing = 0.4 }: Extra,
  day: number,
): bigint {
  const level = between(1 - swing, 1 + swing, seedOf(`${costType}|${workspace}`), day / DAY);
  return (BigInt(Math.round(hoursPerDay * level * 3600)) * pricePerHour) / 3600n;
}

function withoutTokens(workspace: string | null, costType: BillLine['costType'], description: string): LineIdentity {
  return {
    workspace,
    costType,
    description,
    model: null,
    tokenType: null,
    serviceTier: null,
    contextWindow: null,
    inferenceGeo: null,
    speed: null,
  };
}
