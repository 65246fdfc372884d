import type { Dimension } from '../../src/shared/dimensions.ts';
import type { Measure } from '../../src/shared/measures.ts';
import { modelName } from '../../src/shared/modelName.ts';
import type { BillLine } from '../adminApi/prices/bill.ts';
import type { Slice, Truth } from '../adminApi/prices/truth.ts';
import { DAY } from '../adminApi/world/time.ts';
import { COUNTERS, type Counter, type Stream, type World } from '../adminApi/world/world.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the test organization truly used and was billed, by the names that the panel has for a dimension's values. */
export interface ExplorerTruth {
  /** Tokens or searches by value; values without any are left out. */
  units(measure: Exclude<Measure, 'cost' | 'cacheHitRate'>, by: Dimension, span: Span): Map<string, number>;
  /** Reads and all input by value. */
  hitRates(by: Dimension, span: Span): Map<string, { readonly reads: number; readonly input: number }>;
  /** Millionths of a cent by value, of the days' bills. */
  bills(by: 'model' | 'workspace' | 'costType' | 'tokenType', span: Span): Map<string, bigint>;
  /** The same of all of them. */
  billed(span: Span): bigint;
}

const INPUT = COUNTERS.slice(0, 4);
const MEASURED: Readonly<Record<Exclude<Measure, 'cost' | 'cacheHitRate'>, readonly Counter[]>> = {
  tokens: COUNTERS.slice(0, 5),
  uncachedInput: ['uncached_input_tokens'],
  cacheWrite5m: ['cache_creation.ephemeral_5m_input_tokens'],
  cacheWrite1h: ['cache_creation.ephemeral_1h_input_tokens'],
  cacheRead: ['cache_read_input_tokens'],
  output: ['output_tokens'],
  webSearches: ['web_search_requests'],
};
const TOKEN_TYPES: Readonly<Record<string, string>> = {
  uncached_input_tokens: 'Uncached input',
  'cache_creation.ephemeral_5m_input_tokens': 'Cache write (5 min)',
  'cache_creation.ephemeral_1h_input_tokens': 'Cache write (1 h)',
  cache_read_input_tokens: 'Cache read',
  output_tokens: 'Output',
  web_search_requests: 'Web searches',
};
const COST_TYPES: Readonly<Record<string, string>> = {
  tokens: 'Tokens',
  web_search: 'Web search',
  code_execution: 'Code execution',
  session_usage: 'Session usage',
};
const TIERS: Readonly<Record<string, string>> = { standard: 'Standard', batch: 'Batch', priority: 'Priority Tier' };
const WINDOWS: Readonly<Record<string, string>> = { '0-200k': 'Up to 200k', '200k-1M': '200k to 1M' };

export function explorerTruth(world: World, truth: Truth): ExplorerTruth {
  const workspaceName = (id: string | null) =>
    id === null ? 'Default workspace' : (world.workspaces.find((each) => each.id === id)?.name ?? id);
  const keyName = (id: string | null) =>
    id === null ? 'No API key' : (world.keys.find((each) => each.id === id)?.name ?? id);

  const streamName = (by: Dimension, stream: Stream, counter: Counter): string => {
    switch (by) {
      case 'model':
        return modelName(stream.model);
      case 'workspace':
        return workspaceName(stream.workspace);
      case 'apiKey':
        return keyName(stream.key);
      case 'serviceTier':
        return TIERS[stream.serviceTier] ?? stream.serviceTier;
      case 'tokenType':
        return TOKEN_TYPES[counter] ?? counter;
      case 'contextWindow':
        return WINDOWS[stream.contextWindow] ?? stream.contextWindow;
      case 'inferenceGeo':
        return stream.inferenceGeo === 'us' ? 'US' : 'Not US';
      case 'costType':
        return counter === 'web_search_requests' ? 'Web search' : 'Tokens';
    }
  };
  const summed = (counters: readonly Counter[], by: Dimension, { from, to }: Span) => {
    const sums = new Map<string, number>();
    for (const stream of world.streams) {
      for (const counter of counters) {
        const { workspace, key, model, serviceTier, contextWindow, inferenceGeo, speed } = stream;
        const own: Slice = {
          workspace,
          key,
          model,
          serviceTier,
          contextWindow,
          inferenceGeo,
          speed,
          from,
          to,
          counter,
        };
        const name = streamName(by, stream, counter);
        const units = truth.count(own);
        if (units > 0) sums.set(name, (sums.get(name) ?? 0) + units);
      }
    }
    return sums;
  };
  const lineName = (by: Parameters<ExplorerTruth['bills']>[0], line: BillLine): string => {
    const costType = COST_TYPES[line.costType] ?? line.costType;
    switch (by) {
      case 'model':
        return line.model === null ? costType : modelName(line.model);
      case 'workspace':
        return workspaceName(line.workspace);
      case 'costType':
        return costType;
      case 'tokenType':
        if (line.costType === 'web_search') return 'Web searches';
        return line.tokenType === null ? costType : (TOKEN_TYPES[line.tokenType] ?? line.tokenType);
    }
  };
  const linesOf = ({ from, to }: Span) =>
    Array.from({ length: (to - from) / DAY }, (_, day) => truth.billOf(from + day * DAY).lines).flat();

  return {
    units: (measure, by, span) => summed(MEASURED[measure], by, span),
    hitRates: (by, span) => {
      const reads = summed(MEASURED.cacheRead, by, span);
      const input = summed(INPUT, by, span);
      return new Map([...input].map(([name, all]) => [name, { reads: reads.get(name) ?? 0, input: all }]));
    },
    bills: (by, span) => {
      const sums = new Map<string, bigint>();
      for (const line of linesOf(span)) {
        const name = lineName(by, line);
        sums.set(name, (sums.get(name) ?? 0n) + line.amount);
      }
      return sums;
    },
    billed: (span) => linesOf(span).reduce((sum, { amount }) => sum + amount, 0n),
  };
}
