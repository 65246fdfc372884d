import assert from 'node:assert/strict';
import { apiKey, organization, toApiKey, toWorkspace, workspace } from '../../../../src/adminApi/schemas/directory.ts';
import { parseResponse } from '../../../../src/adminApi/schemas/wire.ts';
import { thrownBy } from '../support.ts';

const reply = (json: unknown) => ({ json, bytes: 0, requestId: '' });
const key = {
  id: 'apikey_1',
  type: 'api_key',
  name: 'ci',
  status: 'active',
  partial_key_hint: 'sk-ant-api03-R2D...igAA',
};
const plain = { id: 'apikey_1', name: 'ci', status: 'active', hint: 'sk-ant-api03-R2D...igAA' };

function readKey(more: Record<string, unknown>) {
  return toApiKey(apiKey.parse({ ...key, ...more }));
}

describe('names', () => {
  it('the name of the organization is read with its id', () => {
    const me = { id: 'org-1', name: 'Acme Robotics', type: 'organization' };
    assert.deepEqual(parseResponse(organization, reply(me)), { id: 'org-1', name: 'Acme Robotics' });
    assert.equal(thrownBy(() => parseResponse(organization, reply({ name: 'x' }))).kind, 'malformed');
  });

  it('names of keys in a workspace are read with its id, wherever that is told', () => {
    const scope = { type: 'workspace', workspace_id: 'wrkspc_1' };
    const there = { ...plain, workspaceId: 'wrkspc_1', defaultWorkspaceId: '' };
    assert.deepEqual(readKey({ scope, workspace_id: 'wrkspc_1' }), there);
    assert.deepEqual(readKey({ scope }), there);
    assert.deepEqual(readKey({ workspace_id: 'wrkspc_1' }), there);
  });

  it('names of keys in the default workspace are read with its real id', () => {
    const scope = { type: 'workspace', workspace_id: 'wrkspc_default' };
    const there = { ...plain, workspaceId: '', defaultWorkspaceId: 'wrkspc_default' };
    assert.deepEqual(readKey({ scope, workspace_id: null }), there);
  });

  it('names of keys of the whole organization, and of keys without a hint, are read', () => {
    const everywhere = { ...plain, workspaceId: '', defaultWorkspaceId: '' };
    assert.deepEqual(readKey({ scope: { type: 'organization' }, workspace_id: null }), everywhere);
    assert.deepEqual(readKey({ partial_key_hint: null, status: 'dreaming' }), {
      ...everywhere,
      hint: '',
      status: 'dreaming',
    });
  });

  it('names of workspaces are read, of archived ones too', () => {
    const data = [
      { id: 'wrkspc_1', name: 'Production', archived_at: null, tags: {} },
      { id: 'wrkspc_2', name: 'Old', archived_at: '2026-01-01T00:00:00Z' },
    ];
    assert.deepEqual(
      data.map((each) => toWorkspace(workspace.parse(each))),
      [
        { id: 'wrkspc_1', name: 'Production', archived: false },
        { id: 'wrkspc_2', name: 'Old', archived: true },
      ],
    );
  });
});
