import assert from 'node:assert/strict';
import { type PageGuard, type PageResult, pages } from '../../../src/adminApi/pages.ts';
import { failureOf, never } from './support.ts';

const leaf = (item: number, cursor: string | null, hasMore = cursor !== null): PageResult<number> => ({
  page: { items: [item], bytes: 1 },
  hasMore,
  cursor,
});

async function read(leaves: readonly PageResult<number>[], guard: Partial<PageGuard> = {}) {
  const cursors: (string | undefined)[] = [];
  const items: number[] = [];
  const ask = async (cursor: string | undefined) => {
    cursors.push(cursor);
    return leaves[cursors.length - 1] ?? assert.fail('asked once too often');
  };
  const all = async () => {
    for await (const page of pages(ask, { signal: never, cursorField: 'next_page', ...guard }))
      items.push(...page.items);
  };
  return { cursors, items, done: all() };
}

describe('pages', () => {
  it('pages follow one another by their cursors', async () => {
    const { cursors, items, done } = await read([leaf(1, 'a'), leaf(2, 'b'), leaf(3, null)]);
    await done;
    assert.deepEqual(items, [1, 2, 3]);
    assert.deepEqual(cursors, [undefined, 'a', 'b']);
  });

  it('pages end where there is no more, whatever the cursor', async () => {
    const { items, done } = await read([leaf(1, 'a', false)]);
    await done;
    assert.deepEqual(items, [1]);
  });

  it('pages are malformed with more but no cursor', async () => {
    for (const cursor of [null, '']) {
      const { done } = await read([leaf(1, cursor, true)], { cursorField: 'last_id' });
      const failure = await failureOf(done);
      assert.equal(failure.kind === 'malformed' && failure.field, 'last_id');
    }
  });

  it('pages are malformed with a cursor seen before', async () => {
    const { done } = await read([leaf(1, 'a'), leaf(2, 'b'), leaf(3, 'a')]);
    assert.equal((await failureOf(done)).kind, 'malformed');
  });

  it('pages are malformed without an end', async () => {
    const { done, items } = await read([leaf(1, 'a'), leaf(2, 'b')], { maxPages: 2 });
    assert.equal((await failureOf(done)).kind, 'malformed');
    assert.deepEqual(items, [1, 2]);
  });

  it('pages are not asked for after a cancellation', async () => {
    const controller = new AbortController();
    const running = pages(async () => leaf(1, 'a'), { signal: controller.signal, cursorField: 'next_page' });
    await running.next();
    controller.abort();
    assert.equal((await failureOf(running.next())).kind, 'aborted');
  });
});
