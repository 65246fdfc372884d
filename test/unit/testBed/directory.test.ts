import assert from 'node:assert/strict';
import { type AdminApi, startAdminApi } from '../../adminApi/server.ts';
import { emptyOrganization } from '../../adminApi/worlds/empty.ts';
import { hostileNames, hostileWorld } from '../../adminApi/worlds/hostile.ts';
import { DEFAULT_WORKSPACE } from '../../adminApi/worlds/kit.ts';
import { smallWorld } from '../../adminApi/worlds/small.ts';
import { ask, body, cost, NOW, type Page, refusal, TODAY, usage } from './ask.ts';

const KEYS_PATH = '/v1/organizations/api_keys';
const WORKSPACES = '/v1/organizations/workspaces';
const CLAUDE_CODE = '/v1/organizations/usage_report/claude_code';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
  readonly archived_at?: string | null;
  readonly workspace_id?: string | null;
  readonly scope?: { readonly type: string };
}

interface IdPage {
  readonly data: readonly Entry[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

interface CodeRecord {
  readonly date: string;
  readonly actor: { readonly email_address?: string; readonly api_key_name?: string };
  readonly model_breakdown: readonly { readonly estimated_cost: { readonly amount: number } }[];
}

describe('test bed: directory', () => {
  let api: AdminApi;
  before(async () => {
    api = await startAdminApi({ world: smallWorld(TODAY), now: () => NOW });
  });
  after(() => api[Symbol.asyncDispose]());

  const list = (path: string, parameters = {}) => body<IdPage>(ask(api, path, parameters));

  it('the directory says who the organization is', async () => {
    const me = await body(ask(api, '/v1/organizations/me'));
    assert.deepEqual(me, { id: 'dc9f6c26-b22c-4831-8d01-0446bada88f1', name: 'Acme Robotics', type: 'organization' });
  });

  it('the directory lists every key, archived ones too, and pages by ids', async () => {
    const first = await list(KEYS_PATH, { limit: 4 });
    const second = await list(KEYS_PATH, { limit: 4, after_id: first.last_id ?? '' });
    assert.deepEqual([first.has_more, second.has_more], [true, false]);
    const names = [...first.data, ...second.data].map(({ name }) => name);
    assert.deepEqual(
      names,
      api.world.keys.map(({ name }) => name),
    );
    const back = await list(KEYS_PATH, { limit: 4, before_id: second.first_id ?? '' });
    assert.deepEqual(back.data, first.data);
    const archived = await list(KEYS_PATH, { status: 'archived' });
    assert.deepEqual(
      archived.data.map(({ name }) => name),
      ['old-bot'],
    );
  });

  it("the directory leaves the organization's own keys out of a workspace's", async () => {
    const ofDefault = await list(KEYS_PATH, { workspace_id: DEFAULT_WORKSPACE });
    assert.deepEqual(
      ofDefault.data.map(({ name, workspace_id }) => [name, workspace_id]),
      [
        ['ci', null],
        ['trial', null],
      ],
    );
    const wide = (await list(KEYS_PATH)).data.find(({ name }) => name === 'shared-tools');
    assert.deepEqual(wide?.scope, { type: 'organization' });
  });

  it('the directory shows archived workspaces and the default one only when asked', async () => {
    const names = async (parameters = {}) => (await list(WORKSPACES, parameters)).data.map(({ name }) => name);
    assert.deepEqual(await names(), ['Production', 'Research']);
    assert.deepEqual(await names({ include_archived: 'true' }), ['Production', 'Research', 'Retired']);
    assert.deepEqual(await names({ include_default: 'true' }), ['Default', 'Production', 'Research']);
  });

  it('the directory finds keys and workspaces by their ids, and is 404 for others', async () => {
    assert.equal((await body<Entry>(ask(api, `${WORKSPACES}/${DEFAULT_WORKSPACE}`))).name, 'Default');
    assert.equal((await body<Entry>(ask(api, `${KEYS_PATH}/apikey_01lab`))).name, 'lab');
    assert.equal((await refusal(ask(api, `${KEYS_PATH}/apikey_01nobody`))).error.type, 'not_found_error');
  });

  it('the test bed tells of Claude Code one day at a time, an hour late, in cents that are numbers', async () => {
    const records = (day: string) => body<Page<CodeRecord>>(ask(api, CLAUDE_CODE, { starting_at: day }));
    const days = await Promise.all(['2026-11-16', '2026-11-17', '2026-11-18'].map(records));
    const all = days.flatMap(({ data }) => data);
    assert.ok(all.length > 3);
    assert.ok(all.every(({ actor }) => actor.email_address !== undefined || actor.api_key_name !== undefined));
    assert.equal(typeof all[0]?.model_breakdown[0]?.estimated_cost.amount, 'number');
    assert.deepEqual((await records('2026-11-21')).data, []);
    assert.equal((await refusal(ask(api, CLAUDE_CODE, { starting_at: '2026-11-16T00:00:00Z' }))).status, 400);
  });

  it('the test bed serves an organization that has never sent anything', async () => {
    await using empty = await startAdminApi({ world: emptyOrganization(TODAY), now: () => NOW });
    const from = { starting_at: '2026-11-18T00:00:00Z' };
    assert.deepEqual(
      (await usage(empty, from)).data.map(({ results }) => results),
      [[], []],
    );
    assert.deepEqual(
      (await cost(empty, from)).data.map(({ results }) => results),
      [[], []],
    );
  });

  it('the directory carries hostile names through unharmed', async () => {
    await using hostile = await startAdminApi({ world: hostileWorld(TODAY, 'http://127.0.0.1:9'), now: () => NOW });
    const { data } = await body<IdPage>(ask(hostile, KEYS_PATH, { limit: 100 }));
    assert.deepEqual(
      data.map(({ name }) => name),
      hostileNames('http://127.0.0.1:9'),
    );
    assert.ok(data.some(({ name }) => name.length >= 5000));
  });
});
