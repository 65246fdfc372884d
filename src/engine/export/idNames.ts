import { csvCells } from '../../export/csv.ts';
import { apiKeyName, workspaceName } from '../../figures/names.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { Names } from '../../ledger/nameTable.ts';
import { harmless } from '../../shared/harmlessCell.ts';
import { type LineNames, SERIES_FIELDS, type SeriesField, type UsageDimension } from '../../source/series.ts';

/** Fields in the order of a file's columns: files only grow at their end, where the later ones are. */
const [FIRST_FIELDS, LATER_FIELDS] = [SERIES_FIELDS.slice(0, 7), SERIES_FIELDS.slice(7)];

/** Columns that identify a row of usage, and those of later versions, which a file ends with. */
export const SERIES_COLUMNS = columnsOf(FIRST_FIELDS);
export const LATER_SERIES_COLUMNS = columnsOf(LATER_FIELDS);

type Column = UsageDimension | 'workspace_name' | 'api_key_name';

/** Columns of fields: ids of workspaces and keys are followed by names. */
function columnsOf(fields: readonly SeriesField[]): readonly Column[] {
  return fields.flatMap(({ key, name }): Column[] => {
    if (key === 'workspaceId') return [name, 'workspace_name'];
    return key === 'apiKeyId' ? [name, 'api_key_name'] : [name];
  });
}

/** Cells of `SERIES_COLUMNS`, and of `LATER_SERIES_COLUMNS` with a comma before each. */
export interface SeriesText {
  readonly first: string;
  readonly later: string;
}

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

  /** Cells of a series, `more` behind those of `SERIES_COLUMNS`. */
  seriesText(names: LineNames, ...more: readonly string[]): SeriesText {
    const cells = (fields: readonly SeriesField[]) =>
      fields.flatMap(({ key }) => {
        if (key === 'workspaceId') return this.workspace(names.workspaceId);
        return key === 'apiKeyId' ? this.#apiKey(names.apiKeyId) : [names[key]];
      });
    return { first: textCells([...cells(FIRST_FIELDS), ...more]), later: lastCells(cells(LATER_FIELDS)) };
  }

  #apiKey(id: string | null): string[] {
    return id === null ? ['', ''] : [id, apiKeyName(id, this.#names)];
  }
}

/** Cells of text that somebody else may have written. */
export function textCells(cells: readonly string[]): string {
  return csvCells(cells.map(harmless));
}

/** The same at the end of a row. */
export function lastCells(cells: readonly string[]): string {
  return cells.map((cell) => `,${textCells([cell])}`).join('');
}
