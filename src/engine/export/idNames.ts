import { apiKeyName, workspaceName } from '../../figures/names.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { Names } from '../../ledger/nameTable.ts';
import { csvCells } from '../../out/csv.ts';
import { harmless } from '../../shared/harmlessCell.ts';

/** What a row of usage is told apart by. */
export const SERIES_COLUMNS = [
  'workspace_id',
  'workspace_name',
  'api_key_id',
  'api_key_name',
  'model',
  'service_tier',
  'context_window',
  'inference_geo',
  'speed',
] as const;

/** Ids with their names, as cells. */
export class IdNames {
  readonly #names: Names;
  readonly #defaultWorkspaceId: string;

  constructor({ names }: OrganizationLedger) {
    this.#names = names.all();
    this.#defaultWorkspaceId = names.defaultWorkspaceId();
  }

  /** The default workspace has an empty id, whichever way the API writes it. */
  workspace(id: string): string[] {
    const own = id === this.#defaultWorkspaceId ? '' : id;
    return [own, workspaceName(own, this.#names)];
  }

  /** Null for what belongs to no usage. */
  apiKey(id: string | null): string[] {
    return id === null ? ['', ''] : [id, apiKeyName(id, this.#names)];
  }
}

/** Cells of text that somebody else may have written. */
export function textCells(cells: readonly string[]): string {
  return csvCells(cells.map(harmless));
}
