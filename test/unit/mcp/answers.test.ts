import assert from 'node:assert/strict';
import { Answers } from '../../../src/mcp/answers.ts';

const SETUP = { version: '', server: '', ledger: '', enabled: true, sample: false, zone: 'UTC', historyDays: 90 };

/** A thread that answers with the input, tells its own id, and breaks or leaves when it is asked to. */
const THREAD = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ id, name, input }) => {
  if (name === 'break') throw new RangeError('broken');
  if (name === 'leave') process.exit();
  parentPort.postMessage({ id, text: JSON.stringify({ input, threadId }), isError: false });
});`;

describe('Answers', () => {
  const answers = new Answers(new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`));
  const ask = async (name: string, input: unknown = {}) =>
    JSON.parse((await answers.answer({ setup: SETUP, name, input })).text);

  it('Answers are those of the questions, from one thread', async () => {
    const both = await Promise.all([ask('a', 1), ask('b', 2)]);
    assert.deepEqual(
      both.map(({ input }) => input),
      [1, 2],
    );
    assert.equal(both[0].threadId, both[1].threadId);
    assert.equal((await ask('c')).threadId, both[0].threadId);
  });

  it('Answers reject what a thread that breaks was asked, and come from a new one then', async () => {
    const { threadId } = await ask('a');
    const broken = await Promise.allSettled([ask('break'), ask('b')]);
    assert.deepEqual(
      broken.map((each) => each.status === 'rejected' && each.reason.message),
      ['broken', 'broken'],
    );
    assert.notEqual((await ask('c', 3)).threadId, threadId);
  });

  it('Answers reject what a thread that ends of itself was asked, and come from a new one then', async () => {
    const { threadId } = await ask('a');
    await assert.rejects(ask('leave'), /the thread has ended/);
    assert.notEqual((await ask('c', 3)).threadId, threadId);
  });
});
