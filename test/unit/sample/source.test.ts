import assert from 'node:assert/strict';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { allOf, BY_KEY, NEVER, NOW, sourceAt, TODAY } from './asking.ts';

const source = sourceAt(NOW);
const hours = (count: number, limit: number) =>
  source.usage({ width: '1h', from: TODAY - count * HOUR, to: TODAY, groupBy: BY_KEY, limit }, NEVER);

async function sizes(pages: AsyncIterable<{ readonly items: readonly unknown[] }>): Promise<number[]> {
  const found: number[] = [];
  for await (const { items } of pages) found.push(items.length);
  return found;
}

describe('sample source', () => {
  it('the sample organization has a name', async () =>
    assert.equal((await source.organization(NEVER)).name, 'Acme Robotics'));

  it('the sample source answers in pages of as many buckets as asked for', async () => {
    assert.deepEqual(await sizes(hours(10, 4)), [4, 4, 2]);
    assert.deepEqual(await sizes(hours(8, 4)), [4, 4]);
    assert.deepEqual(await sizes(source.cost({ from: TODAY - 40 * DAY, to: TODAY, limit: 31 }, NEVER)), [31, 9]);
  });

  it('the sample source never gives more buckets a page than the API would', async () => {
    assert.deepEqual(await sizes(hours(200, 1000)), [168, 32]);
    assert.deepEqual(await sizes(source.cost({ from: TODAY - 40 * DAY, to: TODAY, limit: 90 }, NEVER)), [31, 9]);
  });

  it('the sample source answers an empty page when there is nothing yet', async () => {
    const ahead = { width: '1h', from: TODAY + DAY, to: TODAY + 2 * DAY, groupBy: BY_KEY, limit: 24 } as const;
    assert.deepEqual(await sizes(source.usage(ahead, NEVER)), [0]);
  });

  it('the sample source refuses a sixth dimension', async () => {
    const query = { width: '1d', from: TODAY - DAY, to: TODAY, groupBy: [...BY_KEY, 'speed'], limit: 1 } as const;
    await assert.rejects(allOf(source.usage(query, NEVER)), RangeError);
  });

  it('the sample source stops when its signal is aborted', async () => {
    const reason = new Error('enough');
    const aborted = AbortSignal.abort(reason);
    const query = { width: '1h', from: TODAY - 90 * DAY, to: TODAY, groupBy: BY_KEY, limit: 168 } as const;
    await assert.rejects(source.organization(aborted), reason);
    await assert.rejects(allOf(source.usage(query, aborted)), reason);
    const controller = new AbortController();
    await assert.rejects(async () => {
      for await (const { items } of source.usage(query, controller.signal)) {
        assert.equal(items.length, 168);
        controller.abort(reason);
      }
    }, reason);
  });

  it('the sample source lets other work have its turn while it makes up a long history', async () => {
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await allOf(hours(365 * 24, 168));
    clearImmediate(next);
    assert.ok(turns > 1);
  });
});
