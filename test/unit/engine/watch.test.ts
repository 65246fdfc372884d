import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Watch } from '../../../src/engine/watch.ts';

describe('A watch', () => {
  let took = 0;
  let looks = 0;
  let clock = 0;
  const look = () => {
    looks += 1;
    clock += took;
  };
  const pass = (ms: number) => mock.timers.tick(ms);

  beforeEach(() => {
    [took, looks, clock] = [0, 0, 0];
    mock.timers.enable({ apis: ['setTimeout'] });
    mock.method(performance, 'now', () => clock);
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  it('a watch looks at its interval, until it is disposed of', () => {
    const watch = new Watch(2000, look);
    for (let second = 0; second < 10; second += 1) pass(1000);
    assert.equal(looks, 5);
    watch[Symbol.dispose]();
    pass(10_000);
    assert.equal(looks, 5);
  });

  it('a watch takes a fifth of the time at most, where a look takes long', () => {
    took = 1000;
    using watch = new Watch(2000, look);
    assert.ok(watch);
    for (let second = 0; second < 102; second += 1) pass(1000);
    assert.equal(looks, 21);
  });

  it('a watch is over when its look disposes of it', () => {
    const watch: Watch = new Watch(2000, () => {
      look();
      watch[Symbol.dispose]();
    });
    pass(10_000);
    assert.equal(looks, 1);
  });
});
