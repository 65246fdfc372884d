import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemovalSignal } from '../../../src/account/removalSignal.ts';

/** One window's signal, and how often another one raised it. */
class Window {
  raised = 0;
  readonly troubles: string[] = [];
  readonly signal: RemovalSignal;
  #waiting = Promise.withResolvers<void>();

  constructor(folder: string) {
    const onRaised = () => {
      this.raised += 1;
      this.#waiting.resolve();
    };
    this.signal = new RemovalSignal(folder, onRaised, (line) => this.troubles.push(line));
  }

  async isTold(): Promise<void> {
    await this.#waiting.promise;
    this.#waiting = Promise.withResolvers<void>();
  }
}

let folder: string;
let windows: Window[];
const open = (path = folder) => {
  const window = new Window(path);
  windows.push(window);
  return window;
};

describe('the signal that the key was removed', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claude-usage-signal-'));
    windows = [];
  });
  afterEach(() => {
    for (const { signal } of windows) signal[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the signal of a removed key is heard of in every other window, not in its own', async () => {
    const [one, two, three] = [open(), open(), open()];
    one.signal.raise();
    await Promise.all([two.isTold(), three.isTold()]);
    assert.deepEqual([one.raised, two.raised, three.raised], [0, 1, 1]);
  });

  it('the signal of a removed key is heard of again, even after the clock was set back', async () => {
    const [one, two] = [open(), open()];
    one.signal.raise();
    await two.isTold();
    utimesSync(join(folder, 'key-removed'), new Date(0), new Date(1000));
    await two.isTold();
    assert.equal(two.raised, 2);
  });

  it('the signal of a removed key is no news to a window that is opened later', async () => {
    const one = open();
    one.signal.raise();
    const two = open();
    writeFileSync(join(folder, 'ledger.db'), '');
    utimesSync(join(folder, 'key-removed'), new Date(0), new Date(1000));
    await two.isTold();
    assert.equal(two.raised, 1);
  });

  it('the signal of a removed key makes the folder it needs, for its owner alone', () => {
    const missing = join(folder, 'not', 'yet');
    open(missing).signal.raise();
    assert.equal(statSync(missing).mode & 0o777, 0o700);
    assert.equal(statSync(join(missing, 'key-removed')).mode & 0o777, 0o600);
  });

  it('the signal of a removed key ends in a line for the log where the folder cannot be had', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const window = open(join(file, 'folder'));
    window.signal.raise();
    assert.equal(window.troubles.length, 2);
    assert.match(window.troubles[0] ?? '', /will not notice when the key is removed in other windows: ENOTDIR|EEXIST/);
    assert.match(window.troubles[1] ?? '', /could not notify other windows/);
    assert.doesNotThrow(() => window.signal[Symbol.dispose]());
  });

  it('the signal of a removed key does not fail when it is disposed of twice', () => {
    const { signal } = open();
    signal[Symbol.dispose]();
    assert.doesNotThrow(() => signal[Symbol.dispose]());
  });
});
