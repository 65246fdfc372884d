import assert from 'node:assert/strict';
import { Endpoint } from '../../../../src/engine/thread/endpoint.ts';
import { hostFetchOver } from '../../../../src/engine/thread/hostFetch.ts';
import type { FromEngine } from '../../../../src/engine/thread/protocol.ts';

const URL = 'https://api.example.com/v1/organizations/me';
const ANSWER = { status: 200, headers: {}, body: new Uint8Array([1, 2]) };

describe('A fetch by the extension host', () => {
  const open = () => {
    const sent: unknown[] = [];
    const host = new Endpoint<FromEngine, Record<never, never>>((message) => void sent.push(message), {});
    const answer = (reply: number, value: typeof ANSWER | null) => host.receive({ reply, value });
    return { sent, answer, fetch: hostFetchOver(host) };
  };

  it('a fetch by the host is sent with its headers, and answered by its id', async () => {
    const { sent, answer, fetch } = open();
    const { signal } = new AbortController();
    const [first, second] = [fetch(URL, { accept: 'a' }, signal), fetch(URL, { accept: 'b' }, signal)];
    assert.deepEqual(sent, [
      { call: 'fetch', id: 1, params: { url: URL, headers: { accept: 'a' } } },
      { call: 'fetch', id: 2, params: { url: URL, headers: { accept: 'b' } } },
    ]);
    answer(2, { ...ANSWER, status: 404 });
    answer(1, ANSWER);
    assert.equal((await first).status, 200);
    assert.equal((await second).status, 404);
  });

  it('a fetch by the host is sent with its body, where it has one', async () => {
    const { sent, answer, fetch } = open();
    const body = new Uint8Array([3, 4]);
    const answered = fetch(URL, {}, new AbortController().signal, body);
    assert.deepEqual(sent, [{ call: 'fetch', id: 1, params: { url: URL, headers: {}, body } }]);
    answer(1, ANSWER);
    assert.equal((await answered).status, 200);
  });

  it('a fetch by the host rejects when the host could not connect', async () => {
    const { answer, fetch } = open();
    const answered = fetch(URL, {}, new AbortController().signal);
    answer(1, null);
    await assert.rejects(answered, TypeError);
  });

  it('a fetch by the host is aborted there too, with the signal’s reason, and a later answer is ignored', async () => {
    const { sent, answer, fetch } = open();
    const abort = new AbortController();
    const answered = fetch(URL, {}, abort.signal);
    abort.abort(new RangeError('enough'));
    await assert.rejects(answered, RangeError);
    assert.deepEqual(sent[1], { cancel: 1 });
    answer(1, ANSWER);
    assert.equal(sent.length, 2);
  });

  it('a fetch by the host is not begun when its signal is aborted', async () => {
    const { sent, fetch } = open();
    await assert.rejects(async () => fetch(URL, {}, AbortSignal.abort()));
    assert.deepEqual(sent, []);
  });
});
