import assert from 'node:assert/strict';
import { AdminApiError, noAnswer } from '../../../src/adminApi/errors.ts';
import { type AttemptResult, REAL_DEPS, withRetries } from '../../../src/adminApi/retry.ts';
import { failureOf, fakeSurroundings, NOW, never } from './support.ts';

const limited = new AdminApiError({ status: 429, requestId: '', apiMessage: '', kind: 'rateLimited', retryAt: null });

function bed(outcomes: readonly AttemptResult<string>[], maxWaitMs = 10_000) {
  const recorded = { lines: [] as string[], pauses: [] as number[] };
  let tries = 0;
  const options = {
    deps: fakeSurroundings(recorded),
    maxWaitMs,
    info: (line: string) => recorded.lines.push(line),
  };
  const attempt = async () => outcomes[tries++] ?? assert.fail('asked once too often');
  return { ...recorded, run: (signal = never) => withRetries(options, signal, attempt), tries: () => tries };
}

const failed = (error: AdminApiError, headers = {}): AttemptResult<string> => ({ ok: false, error, headers });
const broken = failed(noAnswer('interrupted'));
const good: AttemptResult<string> = { ok: true, result: 'done' };

describe('retries', () => {
  it('retries end with the first result', async () => {
    const { run, pauses, lines } = bed([broken, broken, good]);
    assert.equal(await run(), 'done');
    assert.deepEqual(pauses, [437.5, 875]);
    assert.equal(lines.length, 2);
  });

  it('retries end with the last failure', async () => {
    const { run, tries } = bed([broken, broken, broken, broken]);
    assert.equal((await failureOf(run())).kind, 'interrupted');
    assert.equal(tries(), 4);
  });

  it('retries end at once where the pause would be too long, saying when to ask again', async () => {
    const { run, pauses } = bed([failed(limited)]);
    assert.deepEqual(await failureOf(run()), { ...limited.failure, retryAt: NOW + 45_000 });
    assert.deepEqual(pauses, []);
  });

  it('retries count earlier pauses against the longest wait', async () => {
    const wait = failed(limited, { 'retry-after': '6' });
    const { run, pauses } = bed([wait, wait]);
    assert.deepEqual(await failureOf(run()), { ...limited.failure, retryAt: NOW + 12_000 });
    assert.deepEqual(pauses, [6000]);
  });

  it('retries wait out a rate limit where that is allowed', async () => {
    const { run, pauses } = bed([failed(limited), good], 60_000);
    assert.equal(await run(), 'done');
    assert.deepEqual(pauses, [45_000]);
  });

  it('retries stop when cancelled, before a try and in a pause', async () => {
    const controller = new AbortController();
    const options = { deps: REAL_DEPS, maxWaitMs: 10_000, info: () => controller.abort() };
    const inPause = withRetries(options, controller.signal, async () => broken);
    assert.equal((await failureOf(inPause)).kind, 'aborted');
    assert.equal((await failureOf(bed([]).run(controller.signal))).kind, 'aborted');
  });
});
