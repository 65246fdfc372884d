import assert from 'node:assert/strict';
import type { Failure } from '../../../src/adminApi/errors.ts';
import { mayRetry, pauseAfter } from '../../../src/adminApi/retryPause.ts';
import { NOW } from './support.ts';

const facts = { requestId: '', apiMessage: '' };
const limited: Failure = { ...facts, status: 429, kind: 'rateLimited', retryAt: null };
const broken: Failure = { ...facts, status: 0, kind: 'interrupted' };
const server = (status: number): Failure => ({ ...facts, status, kind: 'server', retryAt: null });
const refused = (status: number): Failure => ({ ...facts, status, kind: 'badRequest' });

function pause(failure: Failure, headers: Record<string, string> = {}, tries = 1, chance = 0) {
  return pauseAfter(failure, headers, tries, NOW, () => chance);
}

describe('a request that failed', () => {
  it('a request is sent again after 408, 409, 429, 5xx, a broken connection and a cut body', () => {
    const cut: Failure = { ...facts, status: 200, kind: 'malformed', field: 'body' };
    for (const failure of [server(408), server(409), limited, server(500), server(529), broken, cut]) {
      assert.equal(mayRetry(failure, {}, 1), true, failure.kind);
    }
  });

  it('a request is never sent again after 400, 401, 403 and 404, whatever the header says', () => {
    for (const status of [400, 401, 403, 404])
      assert.equal(mayRetry(refused(status), { 'x-should-retry': 'true' }, 1), false);
  });

  it('a request is not sent again when it was too slow, too large, sent elsewhere or cancelled', () => {
    for (const kind of ['timeout', 'tooLarge', 'aborted'] as const) {
      assert.equal(mayRetry({ ...facts, status: 0, kind }, {}, 1), false);
    }
    assert.equal(mayRetry({ ...facts, status: 302, kind: 'redirect' }, { 'x-should-retry': 'true' }, 1), false);
  });

  it('a request is sent again after an intermediary’s outage or page, not after its block', () => {
    const between = (status: number): Failure => ({ ...facts, status, kind: 'intermediary' });
    const again = [200, 503, 0, 302, 401, 403, 404, 407, 429, 451].filter((status) => mayRetry(between(status), {}, 1));
    assert.deepEqual(again, [200, 503]);
  });

  it('a request follows x-should-retry after any other failure', () => {
    assert.equal(mayRetry(refused(422), { 'x-should-retry': 'true' }, 1), true);
    assert.equal(mayRetry(limited, { 'x-should-retry': 'false' }, 1), false);
    assert.equal(mayRetry(server(500), { 'x-should-retry': 'false' }, 1), false);
  });

  it('a request is sent four times at most, twice where there is no connection', () => {
    assert.equal(mayRetry(broken, {}, 3), true);
    assert.equal(mayRetry(broken, {}, 4), false);
    const offline: Failure = { ...facts, status: 0, kind: 'offline' };
    assert.equal(mayRetry(offline, {}, 1), true);
    assert.equal(mayRetry(offline, {}, 2), false);
  });
});

describe('the pause before the next try', () => {
  it('the pause before the next try doubles from half a second to eight, less a quarter by chance', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 9].map((tries) => pause(broken, {}, tries)),
      [500, 1000, 2000, 4000, 8000, 8000],
    );
    assert.equal(pause(server(500), {}, 1, 1), 375);
  });

  it('the pause before the next try is what retry-after-ms asks for, before retry-after', () => {
    assert.equal(pause(limited, { 'retry-after-ms': '1500.5', 'retry-after': '9' }), 1500.5);
    assert.equal(pause(limited, { 'retry-after-ms': 'soon', 'retry-after': '9' }), 9000);
  });

  it('the pause before the next try is what retry-after asks for, in seconds or as a date', () => {
    assert.equal(pause(server(503), { 'retry-after': '120' }), 120_000);
    assert.equal(pause(limited, { 'retry-after': new Date(NOW + 7000).toUTCString() }), 7000);
  });

  it('the pause before the next try is short when the asked time is over', () => {
    assert.equal(pause(limited, { 'retry-after': '0' }), 500);
    assert.equal(pause(limited, { 'retry-after': new Date(NOW - 7000).toUTCString() }), 500);
  });

  it('the pause before the next try lasts until the rate limit is reset, a minute at most', () => {
    const reset = (at: number) => ({ 'anthropic-ratelimit-requests-reset': new Date(at).toISOString() });
    assert.equal(pause(limited, reset(NOW + 12_000)), 12_000);
    assert.equal(pause(limited, reset(NOW + 600_000)), 60_000);
    assert.equal(pause(limited, reset(NOW - 1000)), 30_000);
    assert.equal(pause(server(500), reset(NOW + 12_000)), 500);
  });

  it('the pause before the next try is 30 to 60 seconds after a rate limit without any hint', () => {
    assert.equal(pause(limited), 30_000);
    assert.equal(pause(limited, {}, 1, 0.99), 59_700);
  });
});
