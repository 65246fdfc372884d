import { COUNTER_COUNT, type Stream, type World } from '../world/world.ts';
import type { Dimension, UsageQuery } from './usageQuery.ts';

/** Turns the cells of a bucket into the JSON of its rows; groups without any usage have none. */
export type RowWriter = (cells: Float64Array) => string;

interface Group {
  /** The JSON between the numbers. */
  readonly parts: readonly [string, string, string, string];
  readonly streams: number[];
}

/** Rows in the order in which the API's own fields come: alphabetical. */
export function createRowWriter(world: World, query: UsageQuery): RowWriter {
  const groups = [...groupStreams(world, query).values()];
  return (cells) => {
    const rows: string[] = [];
    const sums = new Array<number>(COUNTER_COUNT);
    for (const { parts, streams } of groups) {
      sums.fill(0);
      let any = 0;
      for (const stream of streams) {
        for (let counter = 0; counter < COUNTER_COUNT; counter += 1) {
          const count = cells[stream * COUNTER_COUNT + counter] ?? 0;
          sums[counter] = (sums[counter] ?? 0) + count;
          any += count;
        }
      }
      if (any === 0) continue;
      const [uncached, write5m, write1h, read, output, searches] = sums;
      rows.push(
        `${parts[0]}${write1h},"ephemeral_5m_input_tokens":${write5m}},"cache_read_input_tokens":${read}${parts[1]}` +
          `${output},"server_tool_use":{"web_search_requests":${searches}${parts[2]}${uncached}${parts[3]}`,
      );
    }
    return rows.join(',');
  };
}

function groupStreams(world: World, query: UsageQuery): Map<string, Group> {
  const defaultId = world.workspaces.find(({ isDefault }) => isDefault)?.id;
  const groups = new Map<string, Group>();
  world.streams.forEach((stream, index) => {
    for (const [dimension, values] of query.filters) {
      if (!matches(dimensionOf(stream, dimension), values, dimension === 'workspace_id' ? defaultId : undefined))
        return;
    }
    const field = (dimension: Dimension) =>
      JSON.stringify(query.groupBy.includes(dimension) ? dimensionOf(stream, dimension) : null);
    const speed = query.withSpeed ? `,"speed":${field('speed')}` : '';
    const parts: Group['parts'] = [
      `{"account_id":null,"api_key_id":${field('api_key_id')},"cache_creation":{"ephemeral_1h_input_tokens":`,
      `,"context_window":${field('context_window')},"inference_geo":${field('inference_geo')},"model":${field('model')},"output_tokens":`,
      `},"service_account_id":null,"service_tier":${field('service_tier')}${speed},"uncached_input_tokens":`,
      `,"workspace_id":${field('workspace_id')}}`,
    ];
    const id = parts.join('');
    const group = groups.get(id);
    if (group) group.streams.push(index);
    else groups.set(id, { parts, streams: [index] });
  });
  return groups;
}

/** An empty entry stands for `null`, and so does the default workspace's real id. */
function matches(value: string | null, values: readonly string[], nullName: string | undefined): boolean {
  if (value !== null) return values.includes(value);
  return values.includes('') || (nullName !== undefined && values.includes(nullName));
}

function dimensionOf(stream: Stream, dimension: Dimension): string | null {
  switch (dimension) {
    case 'api_key_id':
      return stream.key;
    case 'workspace_id':
      return stream.workspace;
    case 'model':
      return stream.model;
    case 'service_tier':
      return stream.serviceTier;
    case 'context_window':
      return stream.contextWindow;
    case 'inference_geo':
      return stream.inferenceGeo;
    case 'speed':
      return stream.speed;
    case 'account_id':
    case 'service_account_id':
      return null;
  }
}
