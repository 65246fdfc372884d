import assert from 'node:assert/strict';
import { HostFetches } from '../../../../src/engine/thread/hostFetchClient.ts';
import type { FromEngine } from '../../../../src/engine/thread/protocol.ts';

const URL = 'https://api.example.com/v1/organizations/me';
const ANSWER = { status: 200, headers: {}, body: new Uint8Array([1, 2]) };

describe('A fetch by the extension host', () => {
  const open = () => {
    const sent: FromEngine[] = [];
    return { sent, fetches: new HostFetches((message) => void sent.push(message)) };
  };

  it('is asked for with its headers, and answered by its id', async () => {
    const { sent, fetches } = open();
    const { signal } = new AbortController();
    const [first, second] = [fetches.fetch(URL, { accept: 'a' }, signal), fetches.fetch(URL, { accept: 'b' }, signal)];
    const ids = sent.map((message) => (message.type === 'fetch' ? message.id : null));
    assert.deepEqual(sent[0], { type: 'fetch', id: ids[0], url: URL, headers: { accept: 'a' } });
    fetches.settle(Number(ids[1]), { ...ANSWER, status: 404 });
    fetches.settle(Number(ids[0]), ANSWER);
    assert.equal((await first).status, 200);
    assert.equal((await second).status, 404);
  });

  it('fails when the host could not connect', async () => {
    const { sent, fetches } = open();
    const answer = fetches.fetch(URL, {}, new AbortController().signal);
    fetches.settle(sent[0]?.type === 'fetch' ? sent[0].id : 0, null);
    await assert.rejects(answer, TypeError);
  });

  it('is aborted at the host too, with the signal’s reason, and an answer that comes after is nobody’s', async () => {
    const { sent, fetches } = open();
    const abort = new AbortController();
    const answer = fetches.fetch(URL, {}, abort.signal);
    abort.abort(new RangeError('enough'));
    await assert.rejects(answer, RangeError);
    const id = sent[0]?.type === 'fetch' ? sent[0].id : 0;
    assert.deepEqual(sent[1], { type: 'abortFetch', id });
    fetches.settle(id, ANSWER);
    assert.equal(sent.length, 2);
  });

  it('is not begun when the signal has ended', async () => {
    const { sent, fetches } = open();
    await assert.rejects(async () => fetches.fetch(URL, {}, AbortSignal.abort()));
    assert.deepEqual(sent, []);
  });
});
