import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { Names } from '../../ledger/nameTable.ts';
import type { Value } from '../../shared/explorer.ts';
import { apiKeyName, workspaceName, workspaceValue } from '../names.ts';

/** Names of workspaces and keys, with the detail by which they differ from namesakes. */
export class NameDirectory {
  readonly #names: Names;
  readonly #defaultWorkspaceId: string;
  readonly #keys: ReturnType<OrganizationLedger['names']['apiKeys']>;

  constructor(ledger: OrganizationLedger) {
    this.#names = ledger.names.all();
    this.#defaultWorkspaceId = ledger.names.defaultWorkspaceId();
    this.#keys = ledger.names.apiKeys();
  }

  workspace(id: string): Value {
    return workspaceValue(id, this.#names);
  }

  apiKey(id: string): Value {
    const name = apiKeyName(id, this.#names);
    const key = this.#keys.get(id);
    if (!key) return { id, name, detail: name === id ? '' : id };
    // A key may name the default workspace by its id, which no list has.
    const workspaceId = key.workspaceId === this.#defaultWorkspaceId ? '' : key.workspaceId;
    const workspace = workspaceName(workspaceId, this.#names);
    const status = key.status === 'active' ? '' : key.status;
    return { id, name, detail: [key.hint || id, status, workspace].filter((part) => part !== '').join(' · ') };
  }
}
