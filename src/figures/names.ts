import type { Names } from '../ledger/nameTable.ts';
import { nameOfValue } from '../shared/dimensions.ts';
import type { Value } from '../shared/explorer.ts';
import * as terms from '../shared/terms.ts';

/** A `null` workspace is the default one. One whose name is not known shows its id. */
export function workspaceName(id: string, names: Names): string {
  return nameOfValue('workspace', id) ?? names.workspaces.get(id) ?? id;
}

export function workspaceValue(id: string, names: Names): Value {
  const name = workspaceName(id, names);
  return { id, name, detail: id === name ? '' : id };
}

/** A `null` key is Console, OAuth or a service account. */
export function apiKeyName(id: string, names: Names): string {
  return nameOfValue('apiKey', id) ?? names.apiKeys.get(id) ?? id;
}

const COST_TYPES: ReadonlyMap<string, string> = new Map([
  ['tokens', 'Tokens'],
  ['web_search', 'Web search'],
  ['code_execution', 'Code execution'],
  ['session_usage', 'Session usage'],
]);

export function costTypeName(costType: string): string {
  return COST_TYPES.get(costType) ?? (costType || terms.OTHER);
}
