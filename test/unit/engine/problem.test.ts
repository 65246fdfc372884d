import assert from 'node:assert/strict';
import { AdminApiError, type Failure, noAnswer } from '../../../src/adminApi/errors.ts';
import { askAgainAt, billProblem, problemOf, withNextTry } from '../../../src/engine/problem.ts';
import { NewerSchemaError } from '../../../src/ledger/fault.ts';
import { createFormat } from '../../../src/shared/format.ts';
import type { Problem } from '../../../src/shared/panelView.ts';

const NOW = Date.UTC(2026, 10, 19, 14, 7);
const MINUTE = 60_000;
const FACTS = { status: 429, requestId: 'req_1', apiMessage: '' };

describe('A problem', () => {
  const kinds: Readonly<Record<Failure['kind'], Problem['kind']>> = {
    invalidKey: 'refused',
    forbidden: 'refused',
    individualAccount: 'refused',
    offline: 'offline',
    interrupted: 'offline',
    timeout: 'offline',
    intermediary: 'offline',
    rateLimited: 'rateLimited',
    server: 'failed',
    malformed: 'failed',
    redirect: 'failed',
    badRequest: 'failed',
    notFound: 'failed',
    tooLarge: 'failed',
    aborted: 'failed',
  };

  function failureOf(kind: Failure['kind']): Failure {
    if (kind === 'rateLimited' || kind === 'server') return { ...FACTS, kind, retryAt: null };
    return kind === 'malformed' ? { ...FACTS, kind, field: 'data' } : { ...FACTS, kind };
  }

  it('a problem is of one of five kinds, whatever the failure, and says what to do in a sentence', () => {
    for (const failure of (Object.keys(kinds) as Failure['kind'][]).map(failureOf)) {
      const { kind, message } = problemOf(new AdminApiError(failure));
      assert.equal(kind, kinds[failure.kind], failure.kind);
      assert.match(message, /^[A-Z].*\.$/s);
    }
  });

  it('a problem with the ledger tells a newer version’s file from a full disk', () => {
    const newer = problemOf(new NewerSchemaError('version 9'));
    const full = problemOf(new Error('database or disk is full'));
    assert.deepEqual([newer.kind, full.kind], ['ledger', 'ledger']);
    assert.match(newer.message, /Update the extension/);
    assert.notEqual(newer.message, full.message);
  });

  it('the pause after failures doubles, to five minutes at most', () => {
    const at = (failures: number) => (askAgainAt(noAnswer('offline'), failures, NOW, MINUTE, 0) - NOW) / MINUTE;
    assert.deepEqual([1, 2, 3, 4, 5, 50].map(at), [1, 2, 4, 5, 5, 5]);
    assert.equal((askAgainAt(noAnswer('offline'), 1, NOW, MINUTE, 1) - NOW) / MINUTE, 1.2);
    assert.equal((askAgainAt(noAnswer('offline'), 9, NOW, MINUTE, 1) - NOW) / MINUTE, 5);
    assert.equal((askAgainAt(noAnswer('offline'), 9, NOW, 120 * MINUTE, 0) - NOW) / MINUTE, 5);
  });

  it('the pause after a failure is as long as the API asks for, and the usual one where it asks for less', () => {
    const limited = (ms: number) => new AdminApiError({ ...FACTS, kind: 'rateLimited', retryAt: NOW + ms });
    assert.equal(askAgainAt(limited(5 * MINUTE), 1, NOW, MINUTE, 0), NOW + 5 * MINUTE);
    assert.equal(askAgainAt(limited(1000), 1, NOW, MINUTE, 0), NOW + MINUTE);
    assert.equal(askAgainAt(limited(600 * MINUTE), 1, NOW, MINUTE, 0), NOW + 600 * MINUTE);
  });

  it('a problem says when the API is asked again, in the user’s words and zone, and never too early', () => {
    const problem = problemOf(noAnswer('timeout'));
    const told = (locale: string, zone: string) =>
      withNextTry(problem, NOW + 2 * MINUTE + 1, createFormat(locale, zone)).message;
    assert.equal(
      told('en-US', 'UTC'),
      'The API took too long to answer. Check your network if this happens again. The extension will try again at 14:10 UTC.',
    );
    assert.match(told('de', 'Europe/Berlin'), / at 15:10 MEZ\.$/);
    const full = problemOf(new Error('database or disk is full'));
    assert.deepEqual(withNextTry(full, NOW, createFormat('en-US', 'UTC')), full, 'the API has nothing to do with that');
  });

  it('an answer that is not the API’s is not followed by a pause of a quarter of an hour', () => {
    const blocked = new AdminApiError({ ...FACTS, status: 403, kind: 'intermediary' });
    assert.equal(askAgainAt(blocked, 1, NOW, MINUTE, 0), NOW + MINUTE);
  });

  it('a refused key is asked about again in a quarter of an hour', () => {
    assert.equal(askAgainAt(new AdminApiError({ ...FACTS, kind: 'invalidKey' }), 9, NOW, MINUTE, 1), NOW + 15 * MINUTE);
  });

  it('a problem with the bills alone says what it means for the figures, and never that the key is refused', () => {
    assert.equal(billProblem(null), null);
    const told = [403, 500, 200, 0].map((status) => billProblem(status));
    assert.equal(new Set(told.map((problem) => problem?.message)).size, 4);
    for (const problem of told) {
      assert.equal(problem?.kind, 'bills');
      assert.match(problem?.message ?? '', /^[A-Z].* Until then, days without a bill are estimated from usage\.$/);
    }
    assert.match(billProblem(403)?.message ?? '', /can read usage but not cost/);
    assert.match(billProblem(500)?.message ?? '', /\(error 500\)/);
  });
});
