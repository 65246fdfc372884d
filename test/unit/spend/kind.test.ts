import assert from 'node:assert/strict';
import {
  combinedDetail,
  commonDetail,
  detailNamedBy,
  ITEMS,
  includes,
  isPlainGeo,
  type KindRules,
  kindElsewhereKey,
  kindKey,
  kindOfCost,
  knownGeo,
  NO_DETAIL,
  normalizeKind,
} from '../../../src/spend/kind.ts';
import { costRow, kind, otherRow, series } from './made.ts';

const plain: KindRules = { detail: NO_DETAIL, billedTiers: new Set(['standard', 'batch']), defaultWorkspaceId: '' };
const tokens = 'uncached_input_tokens';
const tierOf = (serviceTier: string, by = plain) => normalizeKind(series({ serviceTier }), tokens, by).serviceTier;

describe('a kind', () => {
  describe('by service tier', () => {
    it('a kind has the standard tier for flex, priority on demand and unknown tiers', () => {
      for (const tier of ['standard', 'flex', 'flex_discount', 'priority_on_demand', 'turbo', ''])
        assert.equal(tierOf(tier), 'standard', tier);
    });

    it('a kind keeps a tier that the bill names, and batch anyway', () => {
      const naming = { ...plain, billedTiers: new Set(['flex']) };
      assert.equal(tierOf('flex', naming), 'flex');
      assert.equal(tierOf('flex_discount', naming), 'standard');
      assert.equal(tierOf('batch', naming), 'batch');
    });
  });

  it('a kind of the default workspace is the same by its real id and by null', () => {
    const by = { ...plain, defaultWorkspaceId: 'wrkspc_default' };
    assert.deepEqual(
      normalizeKind(series({ workspaceId: 'wrkspc_default' }), tokens, by),
      normalizeKind(series(), tokens, by),
    );
    assert.equal(normalizeKind(series({ workspaceId: 'wrkspc_other' }), tokens, by).workspaceId, 'wrkspc_other');
  });

  it('a kind is the same for a short prompt, whether or not the report names its context window', () => {
    const of = (contextWindow: string) => kindKey(normalizeKind(series({ contextWindow }), tokens, plain));
    assert.equal(of('0-200k'), of(''));
    assert.notEqual(of('200k-1M'), of(''));
    assert.notEqual(of('1M-2M'), of('200k-1M'));
  });

  it('a kind has a geography and a speed only where usage was read in that detail', () => {
    const split = { ...plain, detail: { geo: 'us', fast: true } };
    const us = series({ inferenceGeo: 'us', speed: 'fast' });
    assert.deepEqual(normalizeKind(us, tokens, plain), kind());
    assert.deepEqual(normalizeKind(us, tokens, split), kind({ inferenceGeo: 'us', speed: 'fast' }));
    const other = series({ inferenceGeo: 'global', speed: 'standard' });
    assert.deepEqual(normalizeKind(other, tokens, split), kind());
    assert.deepEqual(normalizeKind(series({ inferenceGeo: 'not_available' }), tokens, split), kind());
  });

  it('a kind has only the geography of its detail: the rest is of another, or of none', () => {
    const split = { geo: 'us', fast: false };
    assert.deepEqual(
      ['', 'us', 'global'].map((geo) => knownGeo(geo, split)),
      ['not_us', 'us', 'global'],
    );
    assert.equal(knownGeo('', NO_DETAIL), '');
    assert.deepEqual(['', 'global', 'not_available', 'not_us', 'us', 'eu'].map(isPlainGeo), [
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('a kind of web searches has only a workspace', () => {
    const one = series({ model: 'a', serviceTier: 'batch', inferenceGeo: 'us', contextWindow: '200k-1M' });
    const other = series({ model: 'b', speed: 'fast' });
    const key = (of: typeof one) => kindKey(normalizeKind(of, 'web_search_requests', plain));
    assert.equal(key(one), key(other));
    assert.notEqual(key(one), key({ ...one, workspaceId: 'w' }));
  });

  it('kindKey keeps kinds apart whose dimensions would read alike when joined', () => {
    assert.notEqual(kindKey(kind({ workspaceId: 'a', model: 'b' })), kindKey(kind({ workspaceId: 'ab', model: '' })));
    assert.equal(kindElsewhereKey(kind({ workspaceId: 'a' })), kindElsewhereKey(kind({ workspaceId: 'b' })));
  });

  describe('of a line of the bill', () => {
    it('a line of the bill has the kind that usage is normalized to', () => {
      for (const item of ITEMS.slice(0, 5))
        assert.deepEqual(kindOfCost(costRow(1n, { tokenType: item }), plain), normalizeKind(series(), item, plain));
      assert.deepEqual(
        kindOfCost(otherRow(1n, 'web_search', { workspaceId: 'w' }), plain),
        normalizeKind(series({ workspaceId: 'w' }), 'web_search_requests', plain),
      );
    });

    it('a line of the bill that usage knows nothing of has no kind: code execution, sessions, anything new', () => {
      for (const type of ['code_execution', 'session_usage', 'teleportation', ''])
        assert.equal(kindOfCost(otherRow(1n, type), plain), null, type);
      assert.equal(kindOfCost(costRow(1n, { tokenType: 'thinking_tokens' }), plain), null);
    });
  });
});

describe('usage detail', () => {
  it('usage detail is the dearest geography that a bill names, and speed where it names fast', () => {
    assert.deepEqual(detailNamedBy([costRow(5n), costRow(5n, { inferenceGeo: 'not_available' })]), NO_DETAIL);
    const rows = [costRow(1n, { inferenceGeo: 'eu', speed: 'fast' }), costRow(2n, { inferenceGeo: 'us' })];
    assert.deepEqual(detailNamedBy(rows), { geo: 'us', fast: true });
  });

  it('usage detail does not depend on the order of a bill’s lines', () => {
    const rows = [costRow(2n, { inferenceGeo: 'us' }), costRow(2n, { inferenceGeo: 'eu' }), costRow(2n)];
    assert.deepEqual(detailNamedBy(rows), detailNamedBy(rows.toReversed()));
  });

  it('usage detail includes the needed one, and is common only where both readings have it', () => {
    const [us, fast, both] = [
      { geo: 'us', fast: false },
      { geo: '', fast: true },
      { geo: 'us', fast: true },
    ];
    assert.ok(includes(both, us) && includes(both, fast) && includes(us, NO_DETAIL));
    assert.ok(!includes(us, fast) && !includes(fast, us) && !includes({ geo: 'eu', fast: true }, us));
    assert.deepEqual(combinedDetail(us, fast), both);
    assert.deepEqual(commonDetail(us, both), us);
    assert.deepEqual(commonDetail({ geo: 'eu', fast: true }, both), fast);
  });
});
