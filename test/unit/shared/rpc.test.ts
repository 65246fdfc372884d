import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import {
  type CallsOf,
  command,
  dispatch,
  encodeCall,
  type Handlers,
  notification,
  type Post,
} from '../../../src/shared/rpc.ts';

const amount = z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String });
const table = {
  look: notification(z.object({ from: z.string(), days: z.array(z.int()) })),
  pay: command(amount),
  refresh: command(z.undefined()),
};
type Calls = CallsOf<typeof table>;

describe('dispatch', () => {
  let heard: unknown[];
  const handlers: Handlers<Calls> = {
    look: (span) => void heard.push(span),
    pay: (paid) => {
      heard.push(paid);
      return paid > 5n ? 'That is too much.' : null;
    },
    refresh: async () => {
      throw new RangeError('not now');
    },
  };
  const receive = (message: unknown) => dispatch(table, handlers, message).outcome;

  beforeEach(() => {
    heard = [];
  });

  it('dispatch hands parsed parameters to the handler, without fields that are not declared', () => {
    receive({ call: 'look', params: { from: '2026-11-01', days: [1, 2], at: 7 } });
    assert.deepEqual(heard, [{ from: '2026-11-01', days: [1, 2] }]);
  });

  it('dispatch returns the failure of a command, and null where it succeeded', () => {
    assert.equal(receive({ call: 'pay', params: '6' }), 'That is too much.');
    assert.equal(receive({ call: 'pay', params: '5' }), null);
  });

  it('dispatch returns the rejection of a handler to the caller', async () => {
    await assert.rejects(async () => receive({ call: 'refresh' }), RangeError);
  });

  it('dispatch decodes parameters that encodeCall has encoded for a channel without bigint', () => {
    receive(JSON.parse(JSON.stringify(encodeCall(table, 'pay', 3n))));
    assert.deepEqual(heard, [3n]);
  });

  it('dispatch throws for a call that is not declared, also one that every object has', () => {
    for (const call of ['spend', 'toString', '__proto__']) {
      assert.throws(() => receive({ call }), { message: `no call is named ${call}` });
    }
    for (const message of [null, 'look', {}, { call: 7 }])
      assert.throws(() => receive(message), /^Error: no call is named/);
    assert.deepEqual(heard, []);
  });

  it('dispatch throws an error that names the malformed field', () => {
    const message = { call: 'look', params: { from: '2026-11-01', days: [1, 'two'] } };
    assert.throws(
      () => receive(message),
      (error) => error instanceof z.core.$ZodError && error.issues[0]?.path.join('.') === 'days.1',
    );
    assert.deepEqual(heard, []);
  });
});

describe('a table of calls', () => {
  it('a table of calls fails the typecheck where a handler is missing or a call is not as declared', () => {
    const neverRun = (post: Post<Calls>) => {
      const { look, pay, refresh } = {} as Handlers<Calls>;
      // @ts-expect-error: a handler is missing
      void ({ look, pay } satisfies Handlers<Calls>);
      // @ts-expect-error: a handler takes other parameters
      void ({ look, refresh, pay: (paid: string) => paid } satisfies Handlers<Calls>);
      // @ts-expect-error: a command answers with a sentence or null
      void ({ look, refresh, pay: () => 5 } satisfies Handlers<Calls>);
      // @ts-expect-error: nobody declares it
      post('spend', 5n);
      // @ts-expect-error: parameters of another type
      post('pay', '5');
      // @ts-expect-error: parameters are missing
      post('look');
      post('refresh');
    };
    assert.ok(neverRun);
  });
});
