import assert from 'node:assert/strict';
import { withDeadline } from '../../../src/adminApi/fallbackTransport.ts';
import { failureOf, never } from './support.ts';

const deaf = () => new Promise<never>(() => {});

describe('a deadline', () => {
  it('a deadline passes a result or an error on where it comes in time', async () => {
    assert.equal(await withDeadline([never], 1000, async () => 'in time'), 'in time');
    await assert.rejects(
      withDeadline([never], 1000, () => Promise.reject(new RangeError('mine'))),
      RangeError,
    );
  });

  it('a deadline rejects with a timeout even if the run ignores its signal', async () => {
    assert.equal((await failureOf(withDeadline([never], 5, deaf))).kind, 'timeout');
  });

  it('a deadline keeps no timer once there is a result', async () => {
    const inner = await withDeadline([never], 5, async (signal) => signal);
    await failureOf(withDeadline([never], 20, deaf));
    assert.equal(inner.aborted, false);
  });

  it('a deadline aborts the run and rejects when an outer signal aborts', async () => {
    const controller = new AbortController();
    const inner = Promise.withResolvers<AbortSignal>();
    const running = withDeadline([never, controller.signal], 1000, (signal) => {
      inner.resolve(signal);
      return deaf();
    });
    const signal = await inner.promise;
    controller.abort();
    assert.equal((await failureOf(running)).kind, 'aborted');
    assert.equal(signal.aborted, true);
    assert.equal((await failureOf(withDeadline([never, controller.signal], 1000, deaf))).kind, 'aborted');
  });
});
