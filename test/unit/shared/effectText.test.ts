import assert from 'node:assert/strict';
import { explainChange } from '../../../src/figures/change/explainChange.ts';
import type { ChangeEffect } from '../../../src/shared/change.ts';
import { effectsText, effectText } from '../../../src/shared/effectText.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { type MadeUsage, used } from '../figures/change/made.ts';

const format = createFormat('en-US', 'UTC');
const changed = (before: readonly MadeUsage[], after: readonly MadeUsage[]) =>
  explainChange(used(...before), used(...after));
const text = (effect: ChangeEffect, before: MadeUsage, after: MadeUsage) =>
  effectText(effect, changed([before], [after]), format);

describe('effectText', () => {
  it('effectText writes large growth as a factor and the rest as a percentage', () => {
    const grown = [1.004, 1.04, 1.3, 2, 2.54, 14.6].map((by) =>
      text('volume', { uncached: 10 }, { uncached: 10 * by }),
    );
    assert.deepEqual(grown, ['more tokens', 'volume up 4%', 'volume up 30%', 'volume ×2', 'volume ×2.5', 'volume ×15']);
    assert.equal(text('volume', { uncached: 10 }, { uncached: 4 }), 'volume down 60%');
  });

  it('effectText names output where it grew and the volume of all tokens did not', () => {
    assert.equal(text('volume', { uncached: 100, output: 1 }, { uncached: 99, output: 3 }), 'output ×3');
  });

  it('effectText has decimals of hit rates that are near each other, and none that contradict the effect', () => {
    const rates = (from: number, to: number) =>
      text('cache', { uncached: 100 - from, reads: from }, { uncached: 100 - to, reads: to });
    assert.equal(rates(85, 20), 'cache hit rate down from 85% to 20%');
    assert.equal(rates(85, 85.4), 'cache hit rate up from 85.0% to 85.4%');
    const writes = text('cache', { uncached: 50, reads: 50 }, { writes: 50, reads: 50 });
    assert.equal(writes, 'less effective caching');
    assert.equal(text('cache', { writes: 50, reads: 50 }, { uncached: 50, reads: 50 }), 'more effective caching');
  });

  it('effectText says what is new or gone, of one value and of several', () => {
    const keys = changed([{ key: 'a', uncached: 1 }], [{ key: 'b', uncached: 1 }]);
    assert.equal(effectText('new', keys, format), 'new API keys');
    assert.equal(effectText('gone', keys, format), 'API keys no longer used');
    assert.equal(effectText('new', changed([], [{ uncached: 1 }]), format), 'new');
    assert.equal(effectText('gone', changed([{ uncached: 1 }], []), format), 'no longer used');
  });

  it('effectText gives a price its direction alone where a percentage would be nothing', () => {
    assert.equal(text('price', { uncached: 1 }, { uncached: 1, price: 1.5 }), 'price up 50%');
    assert.equal(text('price', { uncached: 1 }, { uncached: 1, price: 0.999 }), 'price down');
  });

  it('effectsText lists the effects that matter, the largest first', () => {
    const both = changed([{ uncached: 10, reads: 90 }], [{ uncached: 60, reads: 140, price: 1.001 }]);
    assert.equal(effectsText(both, format), 'volume ×2, cache hit rate down from 90% to 70%');
    assert.equal(effectsText(changed([{ uncached: 1 }], [{ uncached: 1 }]), format), '');
    const moved = changed([{ model: 'claude-sonnet-5-5', uncached: 1 }], [{ uncached: 1 }]);
    assert.equal(effectsText(moved, format, 'more Opus 5.5'), 'more Opus 5.5');
  });
});
