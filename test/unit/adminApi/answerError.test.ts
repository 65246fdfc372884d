import assert from 'node:assert/strict';
import { toError } from '../../../src/adminApi/answerError.ts';
import { redact } from '../../../src/adminApi/key.ts';
import { KEY } from './support.ts';

function failure(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = { status, headers, body: new TextEncoder().encode(text) };
  return toError(answer, (said) => redact(said, KEY)).failure;
}

function said(type: string, message: string, errorCode?: string) {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return { type: 'error', error: { type, message, ...details }, request_id: 'req_body' };
}

describe('an answer that is an error', () => {
  it('is told by its status', () => {
    const kinds = [0, 301, 307, 400, 401, 402, 403, 404, 408, 409, 413, 418, 429, 500, 503, 529].map(
      (status) => failure(status, said('x', 'm')).kind,
    );
    assert.deepEqual(kinds, [
      'redirect',
      'redirect',
      'redirect',
      'badRequest',
      'invalidKey',
      'badRequest',
      'forbidden',
      'notFound',
      'server',
      'server',
      'badRequest',
      'badRequest',
      'rateLimited',
      'server',
      'server',
      'server',
    ]);
  });

  it('is an individual account by its error code, never by its words', () => {
    const message = 'The Admin API is unavailable for individual accounts.';
    const code = 'organization_type_not_supported';
    assert.equal(failure(400, said('invalid_request_error', message, code)).kind, 'individualAccount');
    assert.equal(failure(403, said('permission_error', message, code)).kind, 'individualAccount');
    assert.equal(failure(403, said('permission_error', message)).kind, 'forbidden');
    assert.equal(failure(400, said('invalid_request_error', message, 'a_new_code')).kind, 'badRequest');
  });

  it('carries the request id of the header, else of the body', () => {
    assert.equal(failure(500, said('x', 'm'), { 'request-id': 'req_head' }).requestId, 'req_head');
    assert.equal(failure(500, said('x', 'm')).requestId, 'req_body');
    assert.equal(failure(500, '<html>').requestId, '');
    assert.equal(failure(500, said('x', 'm'), { 'request-id': 'no id <b>' }).requestId, '');
  });

  it("carries the API's words on one line, redacted and cut short", () => {
    const { apiMessage } = failure(401, said('authentication_error', `bad\r\nkey ${KEY} ${'x'.repeat(900)}`));
    assert.match(apiMessage, /^bad key \*\*\* x+…$/);
    assert.equal(apiMessage.length, 301);
  });

  it('may have a body of any other shape', () => {
    for (const body of ['', '<html>', 'null', '[]', '{"error":"text"}', '{"error":{"message":7,"details":"?"}}']) {
      assert.deepEqual(failure(403, body), { status: 403, requestId: '', apiMessage: '', kind: 'forbidden' });
    }
  });
});
