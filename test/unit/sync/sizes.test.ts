import assert from 'node:assert/strict';
import { Sizes } from '../../../src/sync/sizes.ts';

describe('Sizes of answers', () => {
  it('sizes are unknown before the first answer', () => {
    const sizes = new Sizes();
    assert.equal(sizes.expect('1h', 5), null);
    assert.equal(sizes.fit('1h', 1000, 24), 24);
  });

  it('sizes give the bytes to expect, and the buckets that fit', () => {
    const sizes = new Sizes();
    sizes.note('1h', 3000, 3);
    assert.equal(sizes.expect('1h', 5), 5000);
    assert.equal(sizes.fit('1h', 4500, 24), 4);
    assert.equal(sizes.expect('1m', 1), null, 'one thing says nothing of another');
  });

  it('sizes follow a bigger answer at once and a smaller one little by little', () => {
    const sizes = new Sizes();
    sizes.note('1h', 1000, 1);
    sizes.note('1h', 9000, 1);
    assert.equal(sizes.expect('1h', 1), 9000);
    sizes.note('1h', 1000, 1);
    assert.equal(sizes.expect('1h', 1), 7000);
  });

  it('sizes let at least one bucket through, and learn nothing from an answer without any', () => {
    const sizes = new Sizes();
    sizes.note('1h', 1e6, 1);
    assert.equal(sizes.fit('1h', 10, 24), 1);
    sizes.note('1m', 70, 0);
    assert.equal(sizes.expect('1m', 1), null);
    sizes.note('empty', 0, 10);
    assert.equal(sizes.fit('empty', 100, 1), 100);
  });
});
