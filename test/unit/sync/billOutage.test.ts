import assert from 'node:assert/strict';
import { AdminApiError, type Failure, noAnswer } from '../../../src/adminApi/errors.ts';
import { BillOutage } from '../../../src/sync/billOutage.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { ACME, NOW, Shelf } from '../ledger/kit.ts';

const FACTS = { status: 500, requestId: 'req_1', apiMessage: '' };

/** Two windows on one ledger. */
class Bench implements Disposable {
  now = NOW;
  readonly warned: string[] = [];
  readonly #shelf = new Shelf();
  readonly ours = this.#window();
  readonly theirs = this.#window();

  #window(): BillOutage {
    const { syncState } = this.#shelf.open().organization(ACME);
    return new BillOutage({ syncState, clock: { now: () => this.now }, warn: (line) => this.warned.push(line) });
  }

  fail(failure: Failure, askedUntil: number | null = null): Promise<void> {
    return this.ours.survive(() => Promise.reject(new AdminApiError(failure, undefined, askedUntil)));
  }

  [Symbol.dispose](): void {
    this.#shelf[Symbol.dispose]();
  }
}

describe('Bills that cannot be read', () => {
  it('bills that cannot be read are left alone for some minutes by every window, and reported until they can be read', async () => {
    using bench = new Bench();
    await bench.fail({ ...FACTS, kind: 'server', retryAt: null });
    for (const outage of [bench.ours, bench.theirs]) assert.deepEqual([outage.status, outage.isPaused], [500, true]);
    assert.match(bench.warned.join(), /^the bills could not be read: server \(500, req_1\)$/);
    bench.now += 6 * MINUTE;
    assert.deepEqual([bench.theirs.status, bench.theirs.isPaused], [500, false]);
    bench.theirs.end();
    assert.deepEqual([bench.ours.status, bench.ours.isPaused], [null, false]);
  });

  it('bills that the key may not read are left alone longer, unless a refresh is forced', async () => {
    using bench = new Bench();
    await bench.fail({ ...FACTS, status: 403, kind: 'forbidden' });
    bench.now += 14 * MINUTE;
    assert.equal(bench.ours.isPaused, true);
    bench.ours.endPause();
    assert.deepEqual([bench.theirs.isPaused, bench.theirs.status], [false, 403], 'but it is told until they are there');
  });

  it('bills are not called forbidden after an answer of something in the API’s place', async () => {
    using bench = new Bench();
    await bench.fail({ ...FACTS, status: 403, kind: 'intermediary' });
    assert.equal(bench.ours.status, 0);
  });

  it('bill failures that concern the whole API, or a mistake of our own, are thrown', async () => {
    using bench = new Bench();
    await assert.rejects(bench.ours.survive(() => Promise.reject(noAnswer('offline'))));
    await assert.rejects(bench.ours.survive(() => Promise.reject(noAnswer('invalidKey'))));
    await assert.rejects(bench.fail({ ...FACTS, kind: 'rateLimited', retryAt: null }));
    await assert.rejects(
      bench.fail({ ...FACTS, kind: 'server', retryAt: NOW + HOUR }, NOW + HOUR),
      'a pause is for all',
    );
    await assert.rejects(bench.ours.survive(() => Promise.reject(new Error('database or disk is full'))));
    assert.deepEqual([bench.ours.status, bench.warned], [null, []]);
  });

  it('a bill failure of long ago, or by a clock that was wrong, is not reported', async () => {
    using bench = new Bench();
    await bench.fail({ ...FACTS, kind: 'server', retryAt: null });
    bench.now += 2 * HOUR;
    assert.deepEqual([bench.ours.status, bench.ours.isPaused], [null, false]);
    bench.now -= DAY;
    assert.deepEqual([bench.ours.status, bench.ours.isPaused], [null, false]);
  });
});
