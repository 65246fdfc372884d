import assert from 'node:assert/strict';
import type { ApiKey, Workspace } from '../../../src/source/source.ts';
import { ACME, OTHER, Shelf } from './kit.ts';

function key(id: string, name: string, own: Partial<ApiKey> = {}): ApiKey {
  return { id, name, status: 'active', hint: '', workspaceId: '', defaultWorkspaceId: '', ...own };
}

function space(id: string, name: string, archived = false): Workspace {
  return { id, name, archived };
}

describe('Names in the ledger', () => {
  it('names in the ledger outlive archiving, and being listed at all', () => {
    using shelf = new Shelf();
    const { names } = shelf.open().organization(ACME);
    names.save([key('apikey_1', 'old-bot', { status: 'archived' })], [space('wrkspc_1', 'Retired', true)]);
    names.save([key('apikey_2', 'ci')], []);
    assert.equal(names.all().apiKeys.get('apikey_1'), 'old-bot');
    assert.equal(names.all().apiKeys.get('apikey_2'), 'ci');
    assert.equal(names.all().workspaces.get('wrkspc_1'), 'Retired');
  });

  it('names in the ledger follow a change, and are text whatever they say', () => {
    using shelf = new Shelf();
    const { names } = shelf.open().organization(ACME);
    const odd = "'; DROP TABLE name; -- \u0000 ![i](https://trap.invalid)";
    names.save([key('apikey_1', 'before')], []);
    names.save([key('apikey_1', odd)], []);
    assert.equal(names.all().apiKeys.get('apikey_1'), odd);
  });

  it('names of one organization are never another’s', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).names.save([key('apikey_1', 'ci')], [space('wrkspc_1', 'Production')]);
    const other = ledger.organization(OTHER).names.all();
    assert.deepEqual([other.apiKeys.size, other.workspaces.size], [0, 0]);
  });

  it('names in the ledger include the default workspace’s real id, once a key has it', () => {
    using shelf = new Shelf();
    const { names } = shelf.open().organization(ACME);
    assert.equal(names.defaultWorkspaceId(), '');
    names.save([key('apikey_1', 'a'), key('apikey_2', 'b', { defaultWorkspaceId: 'wrkspc_default' })], []);
    names.save([key('apikey_1', 'a')], []);
    assert.equal(names.defaultWorkspaceId(), 'wrkspc_default', 'and keep it');
  });

  it('the organization’s own name follows the API', () => {
    using shelf = new Shelf();
    const ledger = shelf.open();
    ledger.organization(ACME).syncState.set('checkedAt', 5);
    assert.equal(ledger.organization({ ...ACME, name: 'Acme Robots' }).syncState.get('checkedAt'), 5);
  });
});
