import type * as z from 'zod';
import type { ApiKey, Page, Workspace } from '../../source.ts';
import type { Ask, Question } from '../ask.ts';
import { pages } from '../pages.ts';
import { apiKeyPage, toApiKey, toWorkspace, workspacePage } from '../schemas/directory.ts';
import { type directoryPage, parseReply } from '../schemas/wire.ts';

const LIMIT = ['limit', '1000'] as const;

/** Every key, deleted ones included: they stay listed as archived. */
export function readApiKeys(ask: Ask, signal: AbortSignal): AsyncIterable<Page<ApiKey>> {
  return list(ask, { path: 'api_keys', query: [LIMIT] }, apiKeyPage, toApiKey, signal);
}

/** Every workspace but the default one, which has no name of its own. */
export function readWorkspaces(ask: Ask, signal: AbortSignal): AsyncIterable<Page<Workspace>> {
  return list(
    ask,
    { path: 'workspaces', query: [LIMIT, ['include_archived', 'true']] },
    workspacePage,
    toWorkspace,
    signal,
  );
}

function list<Wire extends z.ZodType, Item>(
  ask: Ask,
  question: Question,
  schema: ReturnType<typeof directoryPage<Wire>>,
  toItem: (wire: z.output<Wire>) => Item,
  signal: AbortSignal,
): AsyncIterable<Page<Item>> {
  return pages(
    async (cursor) => {
      const after = cursor === undefined ? [] : [['after_id', cursor] as const];
      const reply = await ask({ ...question, query: [...question.query, ...after] }, signal);
      const wire = parseReply(schema, reply);
      return {
        page: { items: wire.data.map(toItem), bytes: reply.bytes },
        hasMore: wire.has_more,
        cursor: wire.last_id ?? null,
      };
    },
    { signal, cursorField: 'last_id' },
  );
}
