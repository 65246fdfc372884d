import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { ApiKey, Workspace } from '../source/source.ts';
import { transaction } from './database.ts';

const nameRow = z.object({ type: z.enum(['api_key', 'workspace']), id: z.string(), name: z.string() });
const keyRow = z.object({ id: z.string(), status: z.string(), hint: z.string(), workspace_id: z.string() });
const defaultRow = z.object({ default_workspace_id: z.string() });

export interface Names {
  readonly apiKeys: ReadonlyMap<string, string>;
  readonly workspaces: ReadonlyMap<string, string>;
}

/** Names of keys and workspaces. One that is no longer listed keeps the name it had. */
export class NameTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  save(apiKeys: readonly ApiKey[], workspaces: readonly Workspace[]): void {
    transaction(this.#database, () => {
      const save = this.#database.prepare('INSERT OR REPLACE INTO name VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (const { id, name, status, hint, workspaceId } of apiKeys) {
        save.run(this.#organization, 'api_key', id, name, status, hint, workspaceId);
      }
      for (const { id, name, archived } of workspaces) {
        save.run(this.#organization, 'workspace', id, name, archived ? 'archived' : 'active', '', '');
      }
      const defaultId = apiKeys.find((key) => key.defaultWorkspaceId !== '')?.defaultWorkspaceId;
      if (defaultId === undefined) return;
      const remember = this.#database.prepare('UPDATE organization SET default_workspace_id = ? WHERE ref = ?');
      remember.run(defaultId, this.#organization);
    });
  }

  all(): Names {
    const statement = this.#database.prepare('SELECT type, id, name FROM name WHERE organization = ?');
    const names = { apiKeys: new Map<string, string>(), workspaces: new Map<string, string>() };
    for (const { type, id, name } of z.array(nameRow).parse(statement.all(this.#organization))) {
      names[type === 'api_key' ? 'apiKeys' : 'workspaces'].set(id, name);
    }
    return names;
  }

  /** Hints, by which API keys of one name differ, by id. */
  apiKeys(): ReadonlyMap<string, Pick<ApiKey, 'status' | 'hint' | 'workspaceId'>> {
    const statement = this.#database.prepare(`
      SELECT id, status, hint, workspace_id FROM name WHERE organization = ? AND type = 'api_key'`);
    const rows = z.array(keyRow).parse(statement.all(this.#organization));
    return new Map(rows.map(({ id, status, hint, workspace_id: workspaceId }) => [id, { status, hint, workspaceId }]));
  }

  /** Ids of the workspaces that are not archived. */
  activeWorkspaces(): string[] {
    const statement = this.#database.prepare(`
      SELECT id FROM name WHERE organization = ? AND type = 'workspace' AND status = 'active'`);
    return z
      .array(z.object({ id: z.string() }))
      .parse(statement.all(this.#organization))
      .map(({ id }) => id);
  }

  /** The default workspace's real id, which reports write as `null`; `''` while it is not known. */
  defaultWorkspaceId(): string {
    const statement = this.#database.prepare('SELECT default_workspace_id FROM organization WHERE ref = ?');
    return defaultRow.parse(statement.get(this.#organization)).default_workspace_id;
  }
}
