import type { Names } from '../ledger/nameTable.ts';

/** A `null` workspace is the default one. One whose name is not known shows its id. */
export function workspaceName(id: string, names: Names): string {
  return id === '' ? 'Default workspace' : (names.workspaces.get(id) ?? id);
}

/** A `null` key is Console, OAuth or a service account. */
export function apiKeyName(id: string, names: Names): string {
  return id === '' ? 'No API key' : (names.apiKeys.get(id) ?? id);
}

const COST_TYPES: ReadonlyMap<string, string> = new Map([
  ['tokens', 'Tokens'],
  ['web_search', 'Web search'],
  ['code_execution', 'Code execution'],
  ['session_usage', 'Session usage'],
]);

export function costTypeName(costType: string): string {
  return COST_TYPES.get(costType) ?? (costType || 'Other');
}
