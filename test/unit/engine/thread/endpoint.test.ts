import assert from 'node:assert/strict';
import { Disconnected, Endpoint, RequestFailed } from '../../../../src/engine/thread/endpoint.ts';
import type { Asked, Handlers, Notification, Request } from '../../../../src/shared/rpc.ts';

interface Calls {
  readonly note: Notification<string>;
  readonly double: Request<number, number>;
  readonly copy: Request<string, string, number>;
}
type None = Record<never, never>;

describe('Endpoint', () => {
  let noted: string[];
  let asked: Asked<number> | undefined;
  let copied: PromiseWithResolvers<string>;
  let sent: unknown[];
  let near: Endpoint<Calls, None>;
  let far: Endpoint<None, Calls>;
  const handlers: Handlers<Calls> = {
    note: (line) => void noted.push(line),
    double: (number) => {
      if (number < 0) throw new RangeError('too small');
      return 2 * number;
    },
    copy: (_path, own) => {
      asked = own;
      return copied.promise;
    },
  };

  beforeEach(() => {
    [noted, sent, asked] = [[], [], undefined];
    copied = Promise.withResolvers();
    near = new Endpoint<Calls, None>((message) => {
      sent.push(message);
      far.receive(structuredClone(message));
    }, {});
    far = new Endpoint<None, Calls>((message) => near.receive(structuredClone(message)), handlers);
  });

  it('an endpoint hands notifications to their handlers', () => {
    near.notify('note', 'one');
    assert.deepEqual(noted, ['one']);
  });

  it('an endpoint answers each request by itself, in whatever order the answers come', async () => {
    const slow = near.request('copy', 'a');
    assert.equal(await near.request('double', 21), 42);
    copied.resolve('b');
    assert.equal(await slow, 'b');
  });

  it('an endpoint rejects a request whose handler has failed, with its reason', async () => {
    await assert.rejects(near.request('double', -1), new RequestFailed('too small'));
  });

  it('an endpoint reports the progress of a request until it is answered', async () => {
    const progress: number[] = [];
    const copying = near.request('copy', 'a', { onProgress: (done) => progress.push(done) });
    asked?.onProgress(0.5);
    asked?.onProgress(1);
    copied.resolve('b');
    await copying;
    asked?.onProgress(2);
    assert.deepEqual(progress, [0.5, 1]);
  });

  it('an endpoint aborts a request at the other end when its signal is aborted, and waits for the answer', async () => {
    const abort = new AbortController();
    const copying = near.request('copy', 'a', { signal: abort.signal });
    assert.equal(asked?.signal.aborted, false);
    abort.abort();
    assert.equal(asked?.signal.aborted, true);
    copied.resolve('half');
    assert.equal(await copying, 'half');
  });

  it('an endpoint sends no cancellation of a request that was answered', async () => {
    const abort = new AbortController();
    await near.request('double', 1, { signal: abort.signal });
    abort.abort();
    assert.deepEqual(sent, [{ call: 'double', params: 1, id: 1 }]);
  });

  it('an endpoint leaves nobody waiting where the other end is gone, and aborts the other end’s requests', async () => {
    const copying = near.request('copy', 'a');
    far.close();
    assert.equal(asked?.signal.aborted, true);
    near.close();
    await assert.rejects(copying, Disconnected);
  });

  it('an endpoint does not know a message that is no call, or one of another version', () => {
    for (const message of [null, 7, 'note', {}, { call: 'toString' }, { call: 'spend' }, { call: null }]) {
      assert.equal(far.receive(message), false, JSON.stringify(message));
    }
    assert.equal(near.receive({ reply: 99, value: 1 }), true, 'an answer that nobody waits for');
  });
});

describe('the calls of two ends', () => {
  it('the typecheck fails where a handler is missing or a call is of another kind', () => {
    const neverRun = (end: Endpoint<Calls, None>) => {
      const { note, double } = {} as Handlers<Calls>;
      // @ts-expect-error: a handler is missing
      new Endpoint<None, Calls>(() => {}, { note, double });
      // @ts-expect-error: a request is not a notification
      end.notify('double', 1);
      // @ts-expect-error: nobody answers a notification
      void end.request('note', 'one');
      // @ts-expect-error: the answer is of another type
      void (end.request('double', 1) satisfies Promise<string>);
    };
    assert.ok(neverRun);
  });
});
