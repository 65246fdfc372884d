import assert from 'node:assert/strict';
import { AskedPause } from '../../../src/adminApi/askedPause.ts';
import { AdminApiError, noAnswer } from '../../../src/adminApi/errors.ts';
import { errorOf, fakeSurroundings, NOW, never } from './support.ts';

const limited = new AdminApiError({ status: 429, requestId: '', apiMessage: '', kind: 'rateLimited', retryAt: null });
const HOUR = 3_600_000;

function open() {
  const recorded = { lines: [] as string[], pauses: [] as number[] };
  const deps = fakeSurroundings(recorded);
  const info = (line: string) => void recorded.lines.push(line);
  return { pause: new AskedPause({ deps, maxWaitMs: 20_000, info }), ...recorded, deps };
}

describe('A pause that the API has asked for', () => {
  it('a short pause that the API has asked for is waited for by whoever asks meanwhile', async () => {
    const { pause, pauses } = open();
    pause.note(limited, { 'retry-after': '7' });
    assert.equal(await pause.keep(never, async () => 'asked'), 'asked');
    assert.deepEqual(pauses, [7000]);
  });

  it('nothing is sent in an asked pause that is longer than any wait, and the error tells its end', async () => {
    const { pause } = open();
    pause.note(limited, { 'retry-after': '7200' });
    const error = await errorOf(pause.keep(never, () => assert.fail('it was sent')));
    assert.ok(error.failure.kind === 'rateLimited');
    assert.deepEqual([error.failure.retryAt, error.askedUntil], [NOW + 2 * HOUR, NOW + 2 * HOUR]);
  });

  it('there is no asked pause where the API gives no time, or one that is over', async () => {
    const { pause, pauses } = open();
    for (const headers of [
      {},
      { 'retry-after': '0' },
      { 'anthropic-ratelimit-requests-reset': '2027-01-01T00:00:00Z' },
    ]) {
      pause.note(limited, headers);
      assert.equal(await pause.keep(never, async () => 'asked'), 'asked');
    }
    assert.deepEqual(pauses, []);
  });

  it('an asked pause is a year at most, so that its end is an instant', async () => {
    const { pause } = open();
    pause.note(limited, { 'retry-after': '99999999999999' });
    const { askedUntil } = await errorOf(pause.keep(never, async () => {}));
    assert.equal(askedUntil, NOW + 366 * 24 * HOUR);
  });

  it('an asked pause lets one request of the user’s through, and the others once that is answered well', async () => {
    const { pause } = open();
    pause.askOnce(NOW + 2 * HOUR);
    const { promise, resolve } = Promise.withResolvers<void>();
    const asked: string[] = [];
    const ask = (name: string, until?: Promise<void>) =>
      pause.keep(never, async () => {
        asked.push(name);
        await until;
        return name;
      });
    const all = Promise.all([ask('first', promise), ask('second'), ask('third')]);
    assert.deepEqual(asked, ['first']);
    resolve();
    assert.deepEqual(await all, ['first', 'second', 'third']);
  });

  for (const [words, error, headers] of [
    ['that is refused', limited, { 'retry-after': '60' }],
    ['that never arrived', noAnswer('offline'), {}],
  ] as const) {
    it(`an asked pause lets no other request through after one ${words}`, async () => {
      const { pause } = open();
      pause.askOnce(NOW + 2 * HOUR);
      const first = pause.keep(never, async () => {
        pause.note(error, headers);
        throw error;
      });
      const second = errorOf(pause.keep(never, () => assert.fail('it was sent')));
      assert.equal(await errorOf(first), error);
      assert.equal((await second).kind, 'rateLimited');
    });
  }

  it('waiting for the end of an asked pause can be cancelled', async () => {
    const { pause } = open();
    pause.note(limited, { 'retry-after': '7' });
    assert.equal((await errorOf(pause.keep(AbortSignal.abort(), async () => {}))).kind, 'aborted');
  });
});
