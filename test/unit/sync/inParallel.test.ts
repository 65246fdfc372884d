import assert from 'node:assert/strict';
import { inParallel, type Task } from '../../../src/sync/inParallel.ts';

const never = new AbortController().signal;

describe('Tasks in parallel', () => {
  it('inParallel runs four tasks at a time, in their order, and takes tasks added to the queue', async () => {
    const started: number[] = [];
    let underWay = 0;
    const task = (index: number) => async () => {
      started.push(index);
      underWay += 1;
      assert.ok(underWay <= 4);
      await Promise.resolve();
      underWay -= 1;
      if (index === 2) queue.push(task(9));
    };
    const queue: Task[] = [1, 2, 3, 4, 5, 6].map(task);
    await inParallel(queue, never);
    assert.deepEqual(started, [1, 2, 3, 4, 5, 6, 9]);
  });

  it('inParallel gives tasks to whoever is free, also where a queue was empty for a while', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    let underWay = 0;
    const one = async () => {
      underWay += 1;
      if (underWay === 4) held.resolve();
      await held.promise;
    };
    const queue: Task[] = [() => promise.then(() => void queue.push(one, one, one, one))];
    const done = inParallel(queue, never);
    setImmediate(resolve);
    await done;
    assert.equal(underWay, 4);
  });

  it('inParallel ends with the first failure: no task is begun after it, not even one added by a task under way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = () => assert.fail('must not be begun');
    const queue: Task[] = [];
    queue.push(
      () => Promise.reject(new Error('429')),
      () => promise.then(() => void queue.push(late)),
      () => promise,
      () => promise,
      late,
    );
    const done = inParallel(queue, never);
    setImmediate(resolve);
    await assert.rejects(done, /429/);
  });
});
