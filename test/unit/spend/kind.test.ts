import assert from 'node:assert/strict';
import {
  bothSplits,
  commonSplits,
  covers,
  type Folding,
  fold,
  geoTold,
  ITEMS,
  isPlainGeo,
  kindElsewhereKey,
  kindKey,
  kindOfCost,
  NO_SPLITS,
  splitsNamedBy,
} from '../../../src/spend/kind.ts';
import { costRow, kind, otherRow, series } from './made.ts';

const plain: Folding = { splits: NO_SPLITS, billedTiers: new Set(['standard', 'batch']), defaultWorkspaceId: '' };
const tokens = 'uncached_input_tokens';
const tierOf = (serviceTier: string, by = plain) => fold(series({ serviceTier }), tokens, by).serviceTier;

describe('a kind', () => {
  describe('by service tier', () => {
    it('folds flex, priority on demand and tiers unheard of into standard', () => {
      for (const tier of ['standard', 'flex', 'flex_discount', 'priority_on_demand', 'turbo', ''])
        assert.equal(tierOf(tier), 'standard', tier);
    });

    it('keeps a tier that the bill names, and batch anyway', () => {
      const naming = { ...plain, billedTiers: new Set(['flex']) };
      assert.equal(tierOf('flex', naming), 'flex');
      assert.equal(tierOf('flex_discount', naming), 'standard');
      assert.equal(tierOf('batch', naming), 'batch');
    });
  });

  it('of the default workspace is one, by its real id and by null', () => {
    const by = { ...plain, defaultWorkspaceId: 'wrkspc_default' };
    assert.deepEqual(fold(series({ workspaceId: 'wrkspc_default' }), tokens, by), fold(series(), tokens, by));
    assert.equal(fold(series({ workspaceId: 'wrkspc_other' }), tokens, by).workspaceId, 'wrkspc_other');
  });

  it('is the same for a short prompt that the report names and one that it does not', () => {
    const of = (contextWindow: string) => kindKey(fold(series({ contextWindow }), tokens, plain));
    assert.equal(of('0-200k'), of(''));
    assert.notEqual(of('200k-1M'), of(''));
    assert.notEqual(of('1M-2M'), of('200k-1M'));
  });

  it('is told apart by geography and speed only where usage was', () => {
    const split = { ...plain, splits: { geo: 'us', fast: true } };
    const us = series({ inferenceGeo: 'us', speed: 'fast' });
    assert.deepEqual(fold(us, tokens, plain), kind());
    assert.deepEqual(fold(us, tokens, split), kind({ inferenceGeo: 'us', speed: 'fast' }));
    const other = series({ inferenceGeo: 'global', speed: 'standard' });
    assert.deepEqual(fold(other, tokens, split), kind());
    assert.deepEqual(fold(series({ inferenceGeo: 'not_available' }), tokens, split), kind());
  });

  it('is told apart by the geography of its split alone: the rest is of another, or of none', () => {
    const split = { geo: 'us', fast: false };
    assert.deepEqual(
      ['', 'us', 'global'].map((geo) => geoTold(geo, split)),
      ['not_us', 'us', 'global'],
    );
    assert.equal(geoTold('', NO_SPLITS), '');
    assert.deepEqual(['', 'global', 'not_available', 'not_us', 'us', 'eu'].map(isPlainGeo), [
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('of web searches is by workspace alone', () => {
    const one = series({ model: 'a', serviceTier: 'batch', inferenceGeo: 'us', contextWindow: '200k-1M' });
    const other = series({ model: 'b', speed: 'fast' });
    const key = (of: typeof one) => kindKey(fold(of, 'web_search_requests', plain));
    assert.equal(key(one), key(other));
    assert.notEqual(key(one), key({ ...one, workspaceId: 'w' }));
  });

  it('has a key that no dimension can be mistaken in', () => {
    assert.notEqual(kindKey(kind({ workspaceId: 'a', model: 'b' })), kindKey(kind({ workspaceId: 'ab', model: '' })));
    assert.equal(kindElsewhereKey(kind({ workspaceId: 'a' })), kindElsewhereKey(kind({ workspaceId: 'b' })));
  });

  describe('of a line of the bill', () => {
    it('is the kind that usage folds to', () => {
      for (const item of ITEMS.slice(0, 5))
        assert.deepEqual(kindOfCost(costRow(1n, { tokenType: item }), plain), fold(series(), item, plain));
      assert.deepEqual(
        kindOfCost(otherRow(1n, 'web_search', { workspaceId: 'w' }), plain),
        fold(series({ workspaceId: 'w' }), 'web_search_requests', plain),
      );
    });

    it('is none for what usage knows nothing of: code execution, sessions, whatever comes', () => {
      for (const type of ['code_execution', 'session_usage', 'teleportation', ''])
        assert.equal(kindOfCost(otherRow(1n, type), plain), null, type);
      assert.equal(kindOfCost(costRow(1n, { tokenType: 'thinking_tokens' }), plain), null);
    });
  });
});

describe('splits', () => {
  it('are the dearest geography that the bill names, and speed where it names fast', () => {
    assert.deepEqual(splitsNamedBy([costRow(5n), costRow(5n, { inferenceGeo: 'not_available' })]), NO_SPLITS);
    const rows = [costRow(1n, { inferenceGeo: 'eu', speed: 'fast' }), costRow(2n, { inferenceGeo: 'us' })];
    assert.deepEqual(splitsNamedBy(rows), { geo: 'us', fast: true });
  });

  it('do not depend on the order of the lines', () => {
    const rows = [costRow(2n, { inferenceGeo: 'us' }), costRow(2n, { inferenceGeo: 'eu' }), costRow(2n)];
    assert.deepEqual(splitsNamedBy(rows), splitsNamedBy(rows.toReversed()));
  });

  it('cover what is needed, and count only where both readings have them', () => {
    const [us, fast, both] = [
      { geo: 'us', fast: false },
      { geo: '', fast: true },
      { geo: 'us', fast: true },
    ];
    assert.ok(covers(both, us) && covers(both, fast) && covers(us, NO_SPLITS));
    assert.ok(!covers(us, fast) && !covers(fast, us) && !covers({ geo: 'eu', fast: true }, us));
    assert.deepEqual(bothSplits(us, fast), both);
    assert.deepEqual(commonSplits(us, both), us);
    assert.deepEqual(commonSplits({ geo: 'eu', fast: true }, both), fast);
  });
});
