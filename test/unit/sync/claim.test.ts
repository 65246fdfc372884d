import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Claim } from '../../../src/sync/claim.ts';
import { SECOND } from '../../../src/time/utc.ts';
import { ACME, NOW, Shelf } from '../ledger/kit.ts';

/** Two windows on one ledger, with mocked timers. */
class Bench implements Disposable {
  now = NOW;
  readonly #shelf = new Shelf();
  readonly [0] = this.#window();
  readonly [1] = this.#window();

  constructor() {
    mock.timers.enable({ apis: ['setTimeout'] });
  }

  #window() {
    const { syncState } = this.#shelf.open().organization(ACME);
    return { name: 'fillingUntil', syncState, clock: { now: () => this.now } } as const;
  }

  pass(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.now += SECOND;
      mock.timers.tick(SECOND);
    }
  }

  [Symbol.dispose](): void {
    mock.timers.reset();
    this.#shelf[Symbol.dispose]();
  }
}

describe('A lease', () => {
  it('a lease is held as long as its window lives, however long that takes', () => {
    using bench = new Bench();
    using lease = Claim.take(bench[0]);
    assert.ok(lease);
    for (let minute = 0; minute < 5; minute += 1) {
      bench.pass(60);
      assert.equal(Claim.take(bench[1]), null);
      assert.deepEqual([Claim.isHeld(bench[1]), Claim.isAbandoned(bench[1])], [true, false]);
    }
  });

  it('a lease is free at once when it is given back', () => {
    using bench = new Bench();
    Claim.take(bench[0])?.[Symbol.dispose]();
    assert.deepEqual([Claim.isHeld(bench[1]), Claim.isAbandoned(bench[1])], [false, false]);
    using lease = Claim.take(bench[1]);
    assert.ok(lease);
  });

  it('a lease of a window that died is abandoned within half a minute, and taken by one other', () => {
    using bench = new Bench();
    Claim.take(bench[0]);
    bench.pass(20);
    mock.timers.reset();
    mock.timers.enable({ apis: ['setTimeout'] });
    assert.equal(Claim.take(bench[1]), null);
    bench.pass(25);
    assert.deepEqual([Claim.isHeld(bench[1]), Claim.isAbandoned(bench[1])], [false, true]);
    using lease = Claim.take(bench[1]);
    assert.ok(lease);
    assert.equal(Claim.take(bench[0]), null);
  });

  it('a lease that was taken over while its window slept is not given back by that one', () => {
    using bench = new Bench();
    const slept = Claim.take(bench[0]);
    bench.now += 60 * SECOND;
    using lease = Claim.take(bench[1]);
    assert.ok(slept && lease);
    const until = bench[1].syncState.get('fillingUntil');
    bench.now += SECOND;
    slept[Symbol.dispose]();
    assert.equal(bench[1].syncState.get('fillingUntil'), until);
    assert.equal(Claim.take(bench[0]), null);
  });

  it('a lease is held by a window whose clock is some seconds ahead, and not by one whose clock is wrong', () => {
    using bench = new Bench();
    bench[0].syncState.set('fillingUntil', NOW + 30 * SECOND);
    assert.equal(Claim.take(bench[1]), null);
    bench[0].syncState.set('fillingUntil', NOW + 90 * SECOND);
    assert.equal(Claim.isHeld(bench[1]), false);
    using lease = Claim.take(bench[1]);
    assert.ok(lease);
  });

  it('a lease does not throw where its ledger was closed meanwhile', () => {
    using bench = new Bench();
    const closed = () => {
      throw new Error('the database is closed');
    };
    const syncState = { ...bench[0].syncState, get: () => 0, claim: () => true, set: closed };
    const lease = Claim.take({ ...bench[0], syncState });
    bench.pass(20);
    assert.doesNotThrow(() => lease?.[Symbol.dispose]());
  });
});
