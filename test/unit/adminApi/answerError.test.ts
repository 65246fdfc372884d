import assert from 'node:assert/strict';
import { errorIn, isFromApi, isFromIntermediary } from '../../../src/adminApi/answerError.ts';
import { redact } from '../../../src/adminApi/key.ts';
import { KEY } from './support.ts';

function answered(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text) };
}

function failure(status: number, body: unknown, headers: Record<string, string> = {}) {
  const error = errorIn(answered(status, body, headers), (said) => redact(said, KEY));
  return error?.failure ?? assert.fail(`${status} is no error`);
}

function said(type: string, message: string, errorCode?: string) {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return { type: 'error', error: { type, message, ...details }, request_id: 'req_body' };
}

describe('an answer that is an error', () => {
  it('the kind of an error is told by the status of the answer', () => {
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

  it('an individual account is known by its error code, never by its words', () => {
    const message = 'The Admin API is unavailable for individual accounts.';
    const code = 'organization_type_not_supported';
    assert.equal(failure(400, said('invalid_request_error', message, code)).kind, 'individualAccount');
    assert.equal(failure(403, said('permission_error', message, code)).kind, 'individualAccount');
    assert.equal(failure(403, said('permission_error', message)).kind, 'forbidden');
    assert.equal(failure(400, said('invalid_request_error', message, 'a_new_code')).kind, 'badRequest');
  });

  it('an error carries the request id of the header, else of the body', () => {
    assert.equal(failure(500, said('x', 'm'), { 'request-id': 'req_head' }).requestId, 'req_head');
    assert.equal(failure(500, said('x', 'm')).requestId, 'req_body');
    assert.equal(failure(500, '<html>').requestId, '');
    const { request_id: _, ...withoutId } = said('x', 'm');
    assert.equal(failure(500, withoutId, { 'request-id': 'no id <b>' }).requestId, '');
  });

  it("an error carries the API's words on one line, without links, redacted and cut short", () => {
    const { apiMessage } = failure(
      401,
      said('authentication_error', `bad\r\n\u202e[key](command:x) ${KEY} ${'x'.repeat(900)}`),
    );
    assert.match(apiMessage, /^bad \[key\] \(command:x\) \*\*\* x+…$/);
    assert.equal(apiMessage.length, 301);
  });

  it('an error may have a body of any other shape where it has a request id', () => {
    for (const body of ['', '<html>', 'null', '[]', '{"error":"text"}', '{"error":{"message":7,"details":"?"}}']) {
      assert.deepEqual(failure(403, body, { 'request-id': 'req_head' }), {
        status: 403,
        requestId: 'req_head',
        apiMessage: '',
        kind: 'forbidden',
      });
    }
  });

  it('an error with status 200 tells what the API says, as a failure that may pass', () => {
    assert.deepEqual(failure(200, said('overloaded_error', 'Overloaded')), {
      status: 200,
      requestId: 'req_body',
      apiMessage: 'Overloaded',
      kind: 'server',
      retryAt: null,
    });
  });
});

const foreign = [
  [403, '<html>Blocked by policy</html>'],
  [401, '<html>Proxy login</html>'],
  [407, ''],
  [404, '<html>Not found</html>'],
  [451, ''],
  [302, ''],
  [0, ''],
  [200, '<html>Log in</html>'],
  [200, { login: true }],
  [200, ''],
  [200, []],
  [200, { data: { login: true } }],
  [503, '<html>Service unavailable</html>'],
  [429, '<html>Slow down</html>'],
  [401, { error: { type: 'authentication_error', message: 'Invalid key of this gateway' } }],
  [403, { type: 'error', error: 'blocked' }],
] as const;

describe('an answer without proof that the API gave it', () => {
  for (const [status, body] of foreign) {
    it(`an answer without proof of the API is an intermediary's: ${status} ${JSON.stringify(body)}`, () => {
      const headers = { 'request-id': 'f0e1d2c3-not-the-api', 'retry-after': '7200' };
      assert.deepEqual(failure(status, body, headers), {
        status,
        requestId: '',
        apiMessage: '',
        kind: 'intermediary',
      });
      assert.equal(isFromApi(answered(status, body, headers)), false);
    });
  }

  it('an answer without proof of the API counts as a report where it could be one: gateways drop headers', () => {
    const page = { data: [], has_more: false, next_page: null };
    for (const body of [page, { id: 'org', name: 'Acme' }, '{"data":[{"start']) {
      assert.equal(isFromIntermediary(answered(200, body)), false);
      assert.equal(errorIn(answered(200, body), String), undefined);
      assert.equal(isFromApi(answered(200, body)), false);
    }
  });
});

describe('an answer of the API', () => {
  it('an answer of the API is known by its request id or its error envelope, whatever the status', () => {
    for (const status of [200, 302, 401, 403, 503]) {
      const headers = { 'request-id': 'req_head' };
      assert.equal(isFromApi(answered(status, '', headers)), true);
      assert.equal(isFromIntermediary(answered(status, '', headers)), false);
      assert.equal(isFromApi(answered(status, said('x', 'm'))), true);
      assert.equal(isFromIntermediary(answered(status, said('x', 'm'))), false);
    }
  });
});
