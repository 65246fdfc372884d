import assert from 'node:assert/strict';
import { ScopeDirectory } from '../../../../src/figures/budgets/scopeDirectory.ts';
import { NO_USAGE } from '../../../../src/shared/explorer.ts';
import type { ScopeDimension } from '../../../../src/shared/scope.ts';

const USED: Readonly<Record<ScopeDimension, readonly string[]>> = {
  workspace: ['', 'ws_gone'],
  apiKey: ['key_1', '', NO_USAGE],
  model: ['claude-opus-5-5', 'claude-haiku-4-5-20251001', 'code_execution'],
};

function resolve(dimension: ScopeDimension, value: string, used = USED): string {
  const directory = new ScopeDirectory({
    names: () => ({
      workspaces: new Map([
        ['ws_1', 'Production'],
        ['ws_2', 'Research'],
        ['ws_3', 'research'],
        ['ws_4', 'ws_1'],
      ]),
      apiKeys: new Map([
        ['key_1', 'CI'],
        ['key_2', 'web'],
        ['key_3', 'web'],
        ['key_4', 'none'],
      ]),
    }),
    defaultWorkspaceId: () => 'ws_default',
    used: (of) => used[of],
  });
  const found = directory.resolve({ dimension, value });
  return 'scope' in found ? `${found.scope.id}: ${found.scopeName}` : found.reason;
}

describe('ScopeDirectory', () => {
  for (const [what, dimension, value, expected] of [
    ['an id', 'workspace', 'ws_2', 'ws_2: Research'],
    ['an id that another has for a name', 'workspace', 'ws_1', 'ws_1: Production'],
    ['a name', 'workspace', 'Production', 'ws_1: Production'],
    ['a name in other letters', 'workspace', 'production', 'ws_1: Production'],
    ['a name whose letters tell it from another', 'workspace', 'Research', 'ws_2: Research'],
    ['the default workspace', 'workspace', 'default', ': Default workspace'],
    ['the default workspace’s real id', 'workspace', 'ws_default', ': Default workspace'],
    ['the default workspace’s name', 'workspace', 'Default workspace', ': Default workspace'],
    ['a value that has lost its name', 'workspace', 'ws_gone', 'ws_gone: ws_gone'],
    ['an API key that was never used', 'apiKey', 'key_2', 'key_2: web'],
    ['usage without an API key', 'apiKey', 'none', ': No API key'],
    ['a model that was used', 'model', 'claude-opus-5-5', 'claude-opus-5-5: Opus 5.5'],
    ['a model by its name', 'model', 'opus 5.5', 'claude-opus-5-5: Opus 5.5'],
    ['a snapshot by its model', 'model', 'claude-haiku-4-5', 'claude-haiku-4-5-20251001: Haiku 4.5'],
    ['a listed model that was never used', 'model', 'claude-sonnet-5-5', 'claude-sonnet-5-5: Sonnet 5.5'],
    ['a listed model by its name', 'model', 'Sonnet 5.5', 'claude-sonnet-5-5: Sonnet 5.5'],
    ['a listed model that has several ids', 'model', 'Haiku 3.5', 'claude-3-5-haiku: Haiku 3.5'],
  ] as const) {
    it(`ScopeDirectory finds ${what}`, () => {
      assert.equal(resolve(dimension, value), expected);
    });
  }

  for (const [what, dimension, value, expected] of [
    ['an unknown API key', 'apiKey', 'key_9', 'scope.apiKey is “key_9”, which is not the ID or name of an API key'],
    [
      'an unknown workspace',
      'workspace',
      'none',
      'scope.workspace is “none”, which is not the ID or name of a workspace',
    ],
    ['an unknown model', 'model', 'gpt-9', 'scope.model is “gpt-9”, which is not the ID or name of a model'],
    ['cost that has no key', 'apiKey', NO_USAGE, 'scope.apiKey is “-”, which is not the ID or name of an API key'],
    [
      'a name that two keys have',
      'apiKey',
      'web',
      '2 API keys have the name “web”, so write the ID of one in scope.apiKey',
    ],
    [
      'a name that two workspaces have in other letters',
      'workspace',
      'RESEARCH',
      '2 workspaces have the name “RESEARCH”, so write the ID of one in scope.workspace',
    ],
  ] as const) {
    it(`ScopeDirectory says in a sentence why ${what} is no scope`, () => {
      assert.equal(resolve(dimension, value), expected);
    });
  }

  it('ScopeDirectory takes a name of a model for ambiguous where two of it were used', () => {
    const used = { ...USED, model: ['claude-haiku-4-5', 'claude-haiku-4-5-20251001'] };
    assert.equal(resolve('model', 'claude-haiku-4-5', used), 'claude-haiku-4-5: Haiku 4.5');
    assert.equal(
      resolve('model', 'Haiku 4.5', used),
      '2 models have the name “Haiku 4.5”, so write the ID of one in scope.model',
    );
  });
});
