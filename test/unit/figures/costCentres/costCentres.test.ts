import assert from 'node:assert/strict';
import { ScopeDirectory } from '../../../../src/figures/budgets/scopeDirectory.ts';
import { costCentresOf } from '../../../../src/figures/costCentres/costCentres.ts';
import type { CostCentre } from '../../../../src/shared/costCentre.ts';

const DIRECTORY = new ScopeDirectory({
  names: () => ({
    workspaces: new Map([
      ['ws_1', 'Production'],
      ['ws_2', 'Research'],
    ]),
    apiKeys: new Map([
      ['key_1', 'ci'],
      ['key_2', 'web'],
      ['key_3', 'web'],
    ]),
  }),
  defaultWorkspaceId: () => 'ws_default',
  used: () => [],
});

const centre = (name: string, workspaces: string[], apiKeys: string[] = []): CostCentre => ({
  name,
  workspaces,
  apiKeys,
});
const of = (...centres: CostCentre[]) => costCentresOf({ centres, bad: [] }, DIRECTORY);

describe('costCentresOf', () => {
  it('costCentresOf charges a line by its API key before its workspace, and the rest to nobody', () => {
    const { chargeOf, bad } = of(centre('Product', ['Production', 'default']), centre('Ops', [], ['ci']));
    const charged = (workspaceId: string, apiKeyId: string | null) => chargeOf({ workspaceId, apiKeyId });
    assert.deepEqual(charged('ws_1', 'key_1'), { centre: 'Ops', isByKey: true });
    assert.deepEqual(charged('ws_1', 'key_2'), { centre: 'Product', isByKey: false });
    assert.deepEqual(charged('', null), { centre: 'Product', isByKey: false });
    assert.deepEqual(charged('ws_2', ''), { centre: null, isByKey: false });
    assert.deepEqual(bad, []);
  });

  it('costCentresOf charges usage without an API key by “none”, and what belongs to no usage by its workspace', () => {
    const { chargeOf } = of(centre('People', [], ['none']), centre('Product', ['ws_1']));
    assert.equal(chargeOf({ workspaceId: 'ws_1', apiKeyId: '' }).centre, 'People');
    assert.equal(chargeOf({ workspaceId: 'ws_1', apiKeyId: null }).centre, 'Product');
  });

  it('costCentresOf counts the first of two centres with the same value, and names the other', () => {
    const { chargeOf, bad } = of(centre('A', ['Production'], ['key_1']), centre('B', ['ws_1'], ['ci']));
    assert.equal(chargeOf({ workspaceId: 'ws_1', apiKeyId: 'key_1' }).centre, 'A');
    assert.deepEqual(
      bad.map(({ message }) => message),
      [
        'Cost center “B”: apiKeys has “ci”, which already counts for “A”.',
        'Cost center “B”: workspaces has “ws_1”, which already counts for “A”.',
      ],
    );
  });

  it('costCentresOf says nothing of a value that a centre has twice', () => {
    assert.deepEqual(of(centre('A', ['Production', 'ws_1'])).bad, []);
  });

  it('costCentresOf names each value that is not found or not clear, and counts the others of its centre', () => {
    const { chargeOf, bad } = of(centre('A', ['Sales', 'Research'], ['web']));
    assert.deepEqual(bad, [
      { name: 'A', message: 'Cost center “A”: 2 API keys have the name “web”, so write the ID of one in apiKeys.' },
      { name: 'A', message: 'Cost center “A”: workspaces has “Sales”, which is not the ID or name of a workspace.' },
    ]);
    assert.equal(chargeOf({ workspaceId: 'ws_2', apiKeyId: 'key_2' }).centre, 'A');
  });

  it('costCentresOf has an unknown value where one is not found, and none where two have its name', () => {
    assert.equal(of(centre('A', ['Sales'])).hasUnknown, true);
    assert.equal(of(centre('A', ['Research'], ['web'])).hasUnknown, false);
  });
});
