import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Poller } from '../../../src/sync/poller.ts';

const START = Date.UTC(2026, 10, 19, 14, 7);
const MINUTE = 60_000;

/** A poller on mocked timers, whose work ends at once unless it is held. */
class Bench implements Disposable {
  now = START;
  random = 0;
  calls = 0;
  notBefore = 0;
  signal: AbortSignal | undefined;
  release: (() => void) | undefined;
  hold = false;
  readonly poller: Poller;

  constructor(focused = true) {
    mock.timers.enable({ apis: ['setTimeout'] });
    this.poller = new Poller({
      clock: { now: () => this.now },
      random: () => this.random,
      intervalMs: MINUTE,
      focused,
      work: async (signal) => {
        this.calls += 1;
        this.signal = signal;
        if (this.hold) await new Promise<void>((resolve) => (this.release = resolve));
        return this.notBefore;
      },
    });
  }

  /** Lets time pass, and what was begun end. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    mock.timers.tick(ms);
    await settled();
  }

  [Symbol.dispose](): void {
    this.poller[Symbol.dispose]();
    mock.timers.reset();
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('A poller', () => {
  it('a poller works again an interval after the last run has settled', async () => {
    using bench = new Bench();
    await bench.poller.now();
    await bench.pass(MINUTE - 1);
    assert.equal(bench.calls, 1);
    await bench.pass(1);
    assert.equal(bench.calls, 2);
    await bench.pass(MINUTE);
    assert.equal(bench.calls, 3);
  });

  it('a poller adds jitter, so that windows do not ask in step', async () => {
    using bench = new Bench();
    bench.random = 0.5;
    await bench.poller.now();
    await bench.pass(1.05 * MINUTE - 1);
    assert.equal(bench.calls, 1);
    await bench.pass(1);
    assert.equal(bench.calls, 2);
  });

  it('a poller runs one at a time: a second call joins the first', async () => {
    using bench = new Bench();
    bench.hold = true;
    const [first, second] = [bench.poller.now(), bench.poller.now()];
    await bench.pass(10 * MINUTE);
    bench.poller.setFocused(false);
    bench.poller.setFocused(true);
    assert.equal(bench.calls, 1);
    bench.release?.();
    await Promise.all([first, second]);
    assert.equal(bench.calls, 1);
  });

  it('a poller is five times slower out of focus', async () => {
    using bench = new Bench(false);
    await bench.poller.now();
    await bench.pass(5 * MINUTE - 1);
    assert.equal(bench.calls, 1);
    await bench.pass(1);
    assert.equal(bench.calls, 2);
  });

  it('a poller works at once on focus when the last run is an interval ago', async () => {
    using bench = new Bench(false);
    await bench.poller.now();
    await bench.pass(MINUTE);
    bench.poller.setFocused(true);
    await settled();
    assert.equal(bench.calls, 2);
  });

  it('a poller waits for the rest of the interval on focus when the last run is more recent', async () => {
    using bench = new Bench(false);
    await bench.poller.now();
    await bench.pass(MINUTE / 2);
    bench.poller.setFocused(true);
    await bench.pass(MINUTE / 2 - 1);
    assert.equal(bench.calls, 1);
    await bench.pass(1);
    assert.equal(bench.calls, 2);
  });

  it('a poller slows down at once when the window loses focus', async () => {
    using bench = new Bench();
    await bench.poller.now();
    bench.poller.setFocused(false);
    await bench.pass(MINUTE);
    assert.equal(bench.calls, 1);
  });

  it('a poller keeps a pause that its work wishes for, whatever has the focus', async () => {
    using bench = new Bench(false);
    bench.notBefore = START + 20 * MINUTE;
    await bench.poller.now();
    await bench.pass(10 * MINUTE);
    bench.poller.setFocused(true);
    await bench.pass(10 * MINUTE - 1);
    assert.equal(bench.calls, 1);
    await bench.pass(1);
    assert.equal(bench.calls, 2);
  });

  it('a poller works when the pause ends, out of focus too', async () => {
    using bench = new Bench(false);
    bench.notBefore = START + MINUTE;
    await bench.poller.now();
    await bench.pass(MINUTE);
    assert.equal(bench.calls, 2);
  });

  it('a poller does not wait longer when the clock is set back', async () => {
    using bench = new Bench();
    await bench.poller.now();
    bench.now -= 3_600_000;
    bench.poller.setFocused(false);
    bench.poller.setFocused(true);
    await bench.pass(MINUTE);
    assert.ok(bench.calls >= 2);
  });

  it('a poller works at once when it is checked after a sleep that its timer slept through', async () => {
    using bench = new Bench();
    await bench.poller.now();
    bench.now += MINUTE - 1;
    bench.poller.catchUp();
    assert.equal(bench.calls, 1, 'not before its time');
    bench.now += 1;
    bench.poller.catchUp();
    bench.poller.catchUp();
    await settled();
    assert.equal(bench.calls, 2);
    await bench.pass(MINUTE - 1);
    assert.equal(bench.calls, 2, 'and an interval later again');
    await bench.pass(1);
    assert.equal(bench.calls, 3);
  });

  it('a poller hurries on request, except where its work has wished for a pause', async () => {
    using bench = new Bench();
    await bench.poller.now();
    bench.poller.hurry();
    await settled();
    assert.equal(bench.calls, 2);
    bench.now += 9000;
    bench.poller.hurry();
    await settled();
    assert.equal(bench.calls, 2, 'once in ten seconds');
    bench.now += 1000;
    bench.notBefore = START + 20 * MINUTE;
    await bench.poller.now();
    bench.poller.hurry();
    bench.poller.catchUp();
    await settled();
    assert.equal(bench.calls, 3);
  });

  it('a poller that is stopped aborts its work, leaves no timer, and ignores further calls', async () => {
    using bench = new Bench();
    bench.hold = true;
    const under = bench.poller.now();
    bench.poller[Symbol.dispose]();
    bench.poller[Symbol.dispose]();
    assert.equal(bench.signal?.aborted, true);
    bench.release?.();
    await under;
    await bench.pass(10 * MINUTE);
    await bench.poller.now();
    bench.poller.setFocused(false);
    assert.equal(bench.calls, 1);
  });
});
