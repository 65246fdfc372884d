import assert from 'node:assert/strict';
import { createSemaphore } from '../../../src/adminApi/semaphore.ts';
import { failureOf, never } from './support.ts';

function held() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { promise, resolve, reject };
}

describe('the semaphore', () => {
  it('the semaphore runs as many as its width at a time, and the others in the order they came', async () => {
    const gate = createSemaphore<void>(2, () => false);
    const holds = [held(), held(), held(), held()];
    const started: number[] = [];
    const runs = holds.map((hold, index) =>
      gate(never, () => {
        started.push(index);
        return hold.promise;
      }),
    );
    await Promise.resolve();
    assert.deepEqual(started, [0, 1]);
    holds[1]?.resolve();
    await runs[1];
    holds[0]?.reject(new Error('a failure frees its place too'));
    await assert.rejects(runs[0] ?? Promise.resolve());
    assert.deepEqual(started, [0, 1, 2, 3]);
    for (const hold of holds) hold.resolve();
    await Promise.allSettled(runs);
  });

  it('the semaphore rejects one that waits once its signal aborts', async () => {
    const gate = createSemaphore<string>(1, () => false);
    const first = held();
    const running = gate(never, () => first.promise.then(() => 'first'));
    const controller = new AbortController();
    const waiting = gate(controller.signal, () => assert.fail('must not run'));
    controller.abort();
    assert.equal((await failureOf(waiting)).kind, 'aborted');
    first.resolve();
    await running;
    assert.equal(await gate(never, async () => 'free again'), 'free again');
    assert.equal((await failureOf(gate(controller.signal, async () => 'late'))).kind, 'aborted');
  });

  it('the semaphore gives a result that is for all to those that wait, and runs those that come later', async () => {
    const gate = createSemaphore<string>(1, (result) => result === 'patience');
    const first = held();
    const running = gate(never, () => first.promise.then(() => 'patience'));
    const waiting = [1, 2].map(() => gate(never, () => assert.fail('must not run')));
    first.resolve();
    assert.deepEqual(await Promise.all([running, ...waiting]), ['patience', 'patience', 'patience']);
    assert.equal(await gate(never, async () => 'asked'), 'asked');
  });
});
