import { rfc3339 } from '../world/time.ts';
import type { WorldKey, WorldWorkspace } from '../world/world.ts';
import type { Answer, Call } from './answer.ts';
import { ApiError, badRequest } from './apiError.ts';
import { flag, integer, list, oneOf, type Query, readQuery, single } from './query.ts';

interface Entry {
  readonly id: string;
}

const PAGING = ['limit', 'after_id', 'before_id'];
const CREATOR = 'user_01TestBedCreator';

/** `GET /v1/organizations/me` */
export function organizationMe(call: Call): Answer {
  readQuery(call.parameters, []);
  return { json: () => JSON.stringify({ ...call.organization.world.organization, type: 'organization' }) };
}

/** `GET /v1/organizations/api_keys`: archived keys stay listed; a workspace's filter leaves the organization's keys out. */
export function apiKeys(call: Call): Answer {
  const query = readQuery(call.parameters, [...PAGING, 'status', 'workspace_id', 'created_by_user_id']);
  const status = oneOf(query, 'status', ['active', 'archived', 'expired', 'inactive']);
  const workspace = single(query, 'workspace_id');
  const creator = single(query, 'created_by_user_id');
  const { world } = call.organization;
  const defaultId = world.workspaces.find(({ isDefault }) => isDefault)?.id;
  const keys = world.keys.filter(
    (key) =>
      (status === undefined || key.status === status) &&
      (creator === undefined || creator === CREATOR) &&
      (workspace === undefined || (key.scope === null ? workspace === defaultId : key.scope === workspace)),
  );
  return idPage(
    keys.map((key) => keyEntry(key, defaultId)),
    query,
  );
}

export function apiKey(call: Call, id: string): Answer {
  const { world } = call.organization;
  const key = world.keys.find((candidate) => candidate.id === id);
  if (!key) throw new ApiError(404, `API key ${id} not found`);
  return { json: () => JSON.stringify(keyEntry(key, world.workspaces.find(({ isDefault }) => isDefault)?.id)) };
}

/** `GET /v1/organizations/workspaces`: archived ones and the default one come only when asked for. */
export function workspaces(call: Call): Answer {
  const query = readQuery(call.parameters, [...PAGING, 'include_archived', 'include_default', 'ids[]']);
  const archived = flag(query, 'include_archived');
  const standard = flag(query, 'include_default');
  const ids = list(query, 'ids');
  const found = call.organization.world.workspaces.filter(
    ({ id, isDefault, archivedAt }) =>
      (archived || archivedAt === undefined) && (standard || !isDefault) && (ids === undefined || ids.includes(id)),
  );
  return idPage(found.map(workspaceEntry), query);
}

export function workspace(call: Call, id: string): Answer {
  const found = call.organization.world.workspaces.find((candidate) => candidate.id === id);
  if (!found) throw new ApiError(404, `Workspace ${id} not found`);
  return { json: () => JSON.stringify(workspaceEntry(found)) };
}

function idPage(entries: readonly Entry[], query: Query): Answer {
  const limit = integer(query, 'limit', { fallback: 20, most: 1000 });
  const position = (name: string) => {
    const id = single(query, name);
    if (id === undefined) return undefined;
    const index = entries.findIndex((entry) => entry.id === id);
    if (index < 0) throw badRequest(`${name}: no such object`);
    return index;
  };
  const after = position('after_id');
  const before = position('before_id');
  if (after !== undefined && before !== undefined) throw badRequest('Only one of after_id and before_id can be given.');
  const first = before === undefined ? (after ?? -1) + 1 : Math.max(0, before - limit);
  const data = entries.slice(first, before ?? first + limit);
  const hasMore = before === undefined ? first + limit < entries.length : first > 0;
  const bounds = { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
  return { json: () => JSON.stringify({ data, ...bounds, has_more: hasMore }) };
}

function keyEntry(key: WorldKey, defaultId: string | undefined): Entry {
  const isWide = typeof key.scope === 'object' && key.scope !== null;
  return entry({
    id: key.id,
    type: 'api_key',
    name: key.name,
    status: key.status,
    created_at: rfc3339(key.createdAt),
    expires_at: key.expiresAt === undefined ? null : rfc3339(key.expiresAt),
    partial_key_hint: key.hint,
    created_by: { id: CREATOR, type: 'user' },
    principal: null,
    scope: isWide ? key.scope : { type: 'workspace', workspace_id: key.scope ?? defaultId },
    workspace_id: isWide ? null : key.scope,
  });
}

function workspaceEntry(found: WorldWorkspace): Entry {
  return entry({
    id: found.id,
    type: 'workspace',
    name: found.name,
    created_at: rfc3339(found.createdAt),
    archived_at: found.archivedAt === undefined ? null : rfc3339(found.archivedAt),
    display_color: '#6C5BB9',
    compartment_id: null,
    external_key_id: null,
    tags: {},
    user_profile_id: null,
    data_residency: { workspace_geo: 'us', default_inference_geo: 'global', allowed_inference_geos: 'unrestricted' },
  });
}

function entry<Fields extends Entry>(fields: Fields): Entry {
  return fields;
}
