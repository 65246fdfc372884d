import type * as z from 'zod/mini';
import type { Page, Source } from '../../source/source.ts';
import { pages } from '../pages.ts';
import type { ApiRequest, GetJson } from '../request.ts';
import { apiKey, toApiKey, toWorkspace, workspace } from '../schemas/directory.ts';
import { directoryPage, parseResponse, pathOf } from '../schemas/wire.ts';

const LIMIT = ['limit', '1000'] as const;

/** Names of API keys and workspaces. An item that cannot be read is left out and logged once: its id stands in for its name. */
export function createDirectory(
  getJson: GetJson,
  warn: (line: string) => void,
): Pick<Source, 'apiKeys' | 'workspaces'> {
  const said = new Set<string>();
  const leaveOut = (path: string) => {
    if (said.has(path)) return;
    said.add(path);
    warn(`a name cannot be read: ${path}`);
  };

  const list = <Wire, Item>(
    request: ApiRequest,
    schema: z.ZodMiniType<Wire>,
    toItem: (wire: Wire) => Item,
    signal: AbortSignal,
  ): AsyncIterable<Page<Item>> =>
    pages(
      async (cursor) => {
        const after = cursor === undefined ? [] : [['after_id', cursor] as const];
        const response = await getJson({ ...request, query: [...request.query, ...after] }, signal);
        const wire = parseResponse(directoryPage, response);
        const items: Item[] = [];
        for (const [index, raw] of wire.data.entries()) {
          const parsed = schema.safeParse(raw);
          if (parsed.success) items.push(toItem(parsed.data));
          else leaveOut(`${request.path}${pathOf(['data', index, ...(parsed.error.issues[0]?.path ?? [])]).slice(4)}`);
        }
        return {
          page: { items, bytes: response.bytes },
          hasMore: wire.has_more,
          cursor: wire.last_id ?? null,
        };
      },
      { signal, cursorField: 'last_id' },
    );

  return {
    // Deleted ones included: they stay listed as archived.
    apiKeys: (signal) => list({ path: 'api_keys', query: [LIMIT] }, apiKey, toApiKey, signal),
    // All but the default one, which has no name of its own.
    workspaces: (signal) =>
      list({ path: 'workspaces', query: [LIMIT, ['include_archived', 'true']] }, workspace, toWorkspace, signal),
  };
}
