import assert from 'node:assert/strict';
import { outcomeOf } from '../../../src/otel/answer.ts';
import { withoutHeaders } from '../../../src/otel/headers.ts';
import { encodeResponse } from '../../otel/decode.ts';

const NOW = Date.UTC(2026, 10, 19, 14, 7);
const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const JSON_TYPE = { 'content-type': 'application/json' };
const clean = (text: string) => withoutHeaders(text, { 'dd-api-key': 'hush-hush' });

function outcome(status: number, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  return outcomeOf({ status, headers, body: Buffer.from(body) }, NOW, clean);
}

/** `google.rpc.Status`: a code and a message. */
function statusOf(message: string): Uint8Array {
  const text = Buffer.from(message);
  return Buffer.concat([Buffer.from([0x08, 3, 0x12, text.length]), text]);
}

describe('outcomeOf', () => {
  const taken: readonly [what: string, body: string | Uint8Array, headers: Readonly<Record<string, string>>][] = [
    ['an empty answer', '', {}],
    ['an answer of the protocol', encodeResponse(null), PROTOBUF],
    ['an empty answer in JSON', '{}', JSON_TYPE],
    ['an answer of an empty partial success', '{"partialSuccess":{}}', JSON_TYPE],
    ['a plain text', 'ok', { 'content-type': 'text/plain' }],
    ['a word as a page', 'OK', { 'content-type': 'text/html' }],
    ['bytes that are no answer of the protocol', Buffer.from([0xff, 0xff, 0xff]), PROTOBUF],
  ];
  for (const [what, body, headers] of taken) {
    it(`outcomeOf takes ${what} of status 200 for a success`, () => {
      assert.deepEqual(outcome(200, body, headers), { kind: 'taken', warning: null });
    });
  }

  it('outcomeOf takes a web page of status 200 for none of a receiver’s: what was sent is sent again', () => {
    const page = '\n<!doctype html><title>Sign in</title>';
    assert.deepEqual(outcome(200, page, { 'content-type': 'text/html; charset=utf-8' }), {
      kind: 'later',
      problem:
        'A web page answered, not a receiver of metrics. Check the endpoint, and whether a proxy wants a sign-in.',
      retryAt: null,
    });
  });

  it('outcomeOf tells what a receiver has rejected of what it took, in its own words', () => {
    const partly = { rejectedDataPoints: 12, errorMessage: 'too old, hush-hush' };
    const warning = 'The receiver rejected 12 series: too old, ***';
    assert.deepEqual(outcome(200, encodeResponse(partly), PROTOBUF), { kind: 'taken', warning });
    const inJson = JSON.stringify({ partialSuccess: { rejectedDataPoints: '12', errorMessage: 'too old, hush-hush' } });
    assert.deepEqual(outcome(200, inJson, JSON_TYPE), { kind: 'taken', warning });
    const one = encodeResponse({ rejectedDataPoints: 1, errorMessage: '' });
    assert.deepEqual(outcome(200, one, PROTOBUF), { kind: 'taken', warning: 'The receiver rejected one series.' });
    const warned = encodeResponse({ rejectedDataPoints: 0, errorMessage: 'slow down' });
    assert.deepEqual(outcome(200, warned, PROTOBUF), {
      kind: 'taken',
      warning: 'The receiver took everything, with a warning: slow down',
    });
  });

  for (const status of [429, 502, 503, 504]) {
    it(`outcomeOf has a request that was answered with ${status} sent again, when the receiver says`, () => {
      const problem = `The receiver answered with status ${status}: busy.`;
      assert.deepEqual(outcome(status, 'busy', { 'retry-after': '120' }), {
        kind: 'later',
        problem,
        retryAt: NOW + 120_000,
      });
      const date = new Date(NOW + 60_000).toUTCString();
      assert.deepEqual(outcome(status, 'busy', { 'retry-after': date }), {
        kind: 'later',
        problem,
        retryAt: NOW + 60_000,
      });
      for (const nonsense of ['soon', '-5', new Date(NOW - 60_000).toUTCString()]) {
        assert.deepEqual(outcome(status, 'busy', { 'retry-after': nonsense }), {
          kind: 'later',
          problem,
          retryAt: null,
        });
      }
      assert.deepEqual(outcome(status, 'busy'), { kind: 'later', problem, retryAt: null });
    });
  }

  const words: readonly [what: string, body: string | Uint8Array, headers: Readonly<Record<string, string>>][] = [
    ['a plain text', 'invalid temporality', {}],
    ['the status of the protocol', statusOf('invalid temporality'), PROTOBUF],
    ['JSON with a message', '{"message":"invalid temporality"}', JSON_TYPE],
    ['JSON with an error', '{"error":"invalid temporality"}', JSON_TYPE],
    ['JSON with the message of an error', '{"error":{"code":400,"message":"invalid temporality"}}', JSON_TYPE],
    ['JSON with errors', '{"errors":["invalid temporality"]}', JSON_TYPE],
    ['JSON with the messages of errors', '{"errors":[{"message":"invalid temporality"}]}', {}],
  ];
  for (const [what, body, headers] of words) {
    it(`outcomeOf tells a refusal in the receiver’s words, from ${what}`, () => {
      const problem = 'The receiver answered with status 400: invalid temporality.';
      assert.deepEqual(outcome(400, body, headers), { kind: 'refused', problem });
    });
  }

  it('outcomeOf shows no page, no secret, no control characters and no end of words', () => {
    const problemOf = (body: string | Uint8Array, headers = {}) => {
      const found = outcome(403, body, headers);
      return 'problem' in found ? found.problem : '';
    };
    assert.equal(problemOf('<html>Sign in</html>'), 'The receiver answered with status 403.');
    assert.equal(problemOf('Sign in', { 'content-type': 'text/html' }), 'The receiver answered with status 403.');
    assert.equal(problemOf('no such key: hush-hush'), 'The receiver answered with status 403: no such key: ***.');
    assert.equal(problemOf('a\u202eb\n\tc\u0000d'), 'The receiver answered with status 403: ab c d.');
    assert.ok(problemOf('long '.repeat(1000)).length < 400);
    assert.equal(problemOf(Buffer.from([0x12, 200]), PROTOBUF), 'The receiver answered with status 403.');
  });

  for (const status of [0, 301, 302, 307, 308]) {
    it(`outcomeOf refuses to follow the redirect of status ${status}`, () => {
      const found = outcome(status, '', { location: 'https://elsewhere.example/hush-hush' });
      assert.deepEqual(found, {
        kind: 'refused',
        problem: 'The receiver points to another address. Set the endpoint to that one.',
      });
    });
  }

  for (const status of [400, 401, 404, 415, 500, 501]) {
    it(`outcomeOf sends nothing again that was answered with ${status}`, () => {
      assert.equal(outcome(status, 'no', { 'retry-after': '1' }).kind, 'refused');
    });
  }

  it('outcomeOf has what was answered with 413 made of less', () => {
    const problem = 'The receiver answered with status 413: request body too large.';
    assert.deepEqual(outcome(413, 'request body too large'), { kind: 'tooLarge', problem });
  });
});
