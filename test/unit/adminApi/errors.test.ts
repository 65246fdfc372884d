import assert from 'node:assert/strict';
import { AdminApiError, malformed, noAnswer } from '../../../src/adminApi/errors.ts';
import { codeOf, safeCause } from '../../../src/adminApi/safeCause.ts';

describe('an error of the Admin API', () => {
  it('an error of the API says in the log what it is, with status, field, request and the API’s words', () => {
    const facts = { status: 400, requestId: 'req_1', apiMessage: 'too many dimensions' };
    assert.equal(
      new AdminApiError({ ...facts, kind: 'badRequest' }).message,
      'badRequest (400, req_1): too many dimensions',
    );
    assert.equal(malformed('data[0].results', { status: 200 }).message, 'malformed (200, data[0].results)');
    assert.equal(noAnswer('timeout').message, 'timeout');
  });

  it('an error of the API has a kind, a cause, and a failure that crosses threads', () => {
    const cause = new Error('why');
    const error = noAnswer('offline', cause);
    assert.deepEqual([error.name, error.kind, error.cause], ['AdminApiError', 'offline', cause]);
    assert.deepEqual(structuredClone(error.failure), error.failure);
  });
});

describe('a cause', () => {
  const hide = (text: string) => text.replaceAll('secret', '***');

  it('a cause is kept as redacted texts, with its own causes', () => {
    const inner = Object.assign(new Error('secret socket'), { code: 'ECONNRESET', request: 'secret' });
    const kept = safeCause(new TypeError('fetch of secret failed', { cause: inner }), hide);
    assert.equal(kept.message, 'TypeError: fetch of *** failed');
    assert.ok(kept.cause instanceof Error);
    assert.equal(kept.cause.message, 'Error: *** socket (ECONNRESET)');
    assert.deepEqual(Object.keys(kept.cause), []);
  });

  it('a cause may be anything, several errors in one, or its own cause', () => {
    assert.equal(safeCause('secret', hide).message, '***');
    const both = safeCause(new AggregateError([new Error('first'), new Error('second')], ''), hide);
    assert.match(String(both.cause), /first/);
    const loop = new Error('round');
    loop.cause = loop;
    assert.equal(safeCause(loop, hide).message, 'Error: round');
  });

  it('a cause has a code only where there is one', () => {
    assert.equal(codeOf(Object.assign(new Error(), { code: 'EPIPE' })), 'EPIPE');
    assert.equal(codeOf(Object.assign(new Error(), { code: 7 })), '');
    assert.equal(codeOf('EPIPE'), '');
  });
});
