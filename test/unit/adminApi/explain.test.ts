import assert from 'node:assert/strict';
import type { Failure } from '../../../src/adminApi/errors.ts';
import { explain } from '../../../src/adminApi/explain.ts';

const facts = { status: 403, requestId: 'req_7', apiMessage: '' };
const plain = [
  'invalidKey',
  'forbidden',
  'individualAccount',
  'badRequest',
  'notFound',
  'offline',
  'interrupted',
  'timeout',
  'intermediary',
  'redirect',
  'tooLarge',
  'aborted',
] as const;
const all: readonly Failure[] = [
  ...plain.map((kind) => ({ ...facts, kind })),
  { ...facts, kind: 'rateLimited', retryAt: null },
  { ...facts, kind: 'server', retryAt: 1 },
  { ...facts, kind: 'malformed', field: 'data[0].results' },
];

describe('explanations', () => {
  it('explanations are sentences, no two alike, with the request id after what happened', () => {
    const explained = all.map(explain);
    assert.equal(new Set(explained).size, all.length);
    for (const text of explained) assert.match(text, /^[A-Z][^.]*(\.[a-z][^.]*)* \(request req_7\)\.( [A-Z].*\.)?$/);
  });

  it('explanations say what to do, but for a request that was cancelled', () => {
    for (const failure of all) {
      const isEnough = failure.kind === 'aborted';
      assert.equal(/\(request req_7\)\. [A-Z]/.test(explain(failure)), !isEnough, failure.kind);
    }
  });

  it('explanations do without a request id', () => {
    assert.equal(explain({ ...facts, requestId: '', kind: 'aborted' }), 'The request was cancelled.');
  });

  it("explanations quote the API's own words, which may say what no code says", () => {
    const apiMessage = 'The Admin API is unavailable for individual accounts.';
    assert.match(
      explain({ ...facts, apiMessage, kind: 'forbidden' }),
      /“The Admin API is unavailable for individual accounts”/,
    );
  });

  it('explanations name the field that is wrong', () => {
    assert.match(explain({ ...facts, kind: 'malformed', field: 'data[0].results' }), /data\[0\]\.results/);
    assert.match(explain({ ...facts, kind: 'malformed', field: 'body' }), /apiBaseUrl/);
  });

  it('explanations tell an encoding that cannot be undone from an answer of another shape', () => {
    assert.match(
      explain({ ...facts, kind: 'malformed', field: 'content-encoding' }),
      /is compressed in a way that cannot be read/,
    );
  });

  it('explanations tell trouble of the API with its status, unless that says that all is well', () => {
    const server = { requestId: '', apiMessage: 'Overloaded', kind: 'server', retryAt: null } as const;
    assert.equal(
      explain({ ...server, status: 529 }),
      'The API is having problems (error 529): “Overloaded”. They usually pass within minutes.',
    );
    assert.equal(
      explain({ ...server, status: 200 }),
      'The API is having problems: “Overloaded”. They usually pass within minutes.',
    );
  });

  it('explanations never call a key refused by an answer that is not the API’s', () => {
    const sentence = explain({ ...facts, requestId: '', kind: 'intermediary' });
    assert.match(sentence, /^Something other than the API answered with status 403, such as a proxy/);
    assert.doesNotMatch(sentence, /\bkey\b|Console/);
    assert.match(explain({ ...facts, status: 0, requestId: '', kind: 'intermediary' }), /the API answered, such as/);
  });
});
