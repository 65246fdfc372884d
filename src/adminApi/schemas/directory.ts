import * as z from 'zod/mini';
import type { ApiKey, Workspace } from '../../source/source.ts';
import { wireText } from './wire.ts';

export const organization = z.object({ id: z.string().check(z.minLength(1)), name: z.string() });

/** The older `workspace_id` is null for the default workspace, whose real id `scope` has; newer versions have `scope` alone. */
export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  partial_key_hint: wireText,
  scope: z.nullish(z.object({ workspace_id: wireText })),
  workspace_id: wireText,
});

export const workspace = z.object({ id: z.string(), name: z.string(), archived_at: wireText });

export function toApiKey(wire: z.output<typeof apiKey>): ApiKey {
  const scoped = wire.scope?.workspace_id ?? '';
  return {
    id: wire.id,
    name: wire.name,
    status: wire.status,
    hint: wire.partial_key_hint ?? '',
    workspaceId: wire.workspace_id === undefined ? scoped : (wire.workspace_id ?? ''),
    defaultWorkspaceId: wire.workspace_id === null ? scoped : '',
  };
}

export function toWorkspace(wire: z.output<typeof workspace>): Workspace {
  return { id: wire.id, name: wire.name, archived: (wire.archived_at ?? null) !== null };
}
