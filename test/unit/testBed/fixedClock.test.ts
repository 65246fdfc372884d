import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { runOffset } from '../../workbench/runClock.ts';

const MINUTE = 60_000;
/** By a clock that nothing has shifted. */
const machineNow = () => performance.timeOrigin + performance.now();
const isOfThisRun = (instant: number) => Math.abs(instant - machineNow() - (runOffset() ?? 0)) < MINUTE;

describe('the clock of a test run', () => {
  it('the clock of a test run is the same here, in a thread and in a process', async () => {
    assert.notEqual(runOffset(), undefined, 'mocha starts node with it');
    assert.ok(isOfThisRun(Date.now()));
    const worker = new Worker("require('node:worker_threads').parentPort.postMessage(Date.now())", { eval: true });
    const [inThread]: unknown[] = await once(worker, 'message');
    assert.ok(isOfThisRun(Number(inThread)), `${inThread}`);
    const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'Date.now()']);
    assert.ok(isOfThisRun(Number(stdout)), stdout);
  });

  it('the clock of a test run leaves dates what they are', () => {
    assert.ok(isOfThisRun(Reflect.construct(Date, []).getTime()));
    assert.ok(isOfThisRun(Date.parse(Date())));
    assert.ok(new Date() instanceof Date);
    assert.equal(new Date().constructor, Date);
    assert.equal(new Date(2026, 10, 29).getDate(), 29);
    assert.equal(new Date('2026-11-29T14:07:00Z').getTime(), Date.UTC(2026, 10, 29, 14, 7));
    class Moment extends Date {}
    assert.ok(new Moment() instanceof Moment && isOfThisRun(new Moment().getTime()));
  });
});
