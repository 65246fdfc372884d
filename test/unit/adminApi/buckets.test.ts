import assert from 'node:assert/strict';
import { createBucketFilter } from '../../../src/adminApi/buckets.ts';
import { thrownBy } from './support.ts';

const bucket = (start: number, ...rows: number[]) => ({ start, end: start + 60_000, rows });

describe('buckets of one query', () => {
  it('pass once each', () => {
    const filter = createBucketFilter<number>(
      (row) => row,
      () => assert.fail('nothing to warn of'),
    );
    assert.deepEqual(filter([bucket(0, 1), bucket(60_000)]), [bucket(0, 1), bucket(60_000)]);
    assert.deepEqual(filter([bucket(120_000, 1)]), [bucket(120_000, 1)]);
  });

  it('are dropped with a line when they come again, on the same page or a later one', () => {
    const lines: string[] = [];
    const filter = createBucketFilter<number>(
      (row) => row,
      (line) => lines.push(line),
    );
    assert.deepEqual(filter([bucket(0, 1, 2), bucket(0, 1, 2)]), [bucket(0, 1, 2)]);
    assert.deepEqual(filter([bucket(0, 2, 1), bucket(60_000)]), [bucket(60_000)]);
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /1970-01-01T00:00:00.000Z twice/);
  });

  it('are malformed when the second says something else', () => {
    for (const other of [bucket(0, 1, 3), bucket(0, 3), bucket(0)]) {
      const filter = createBucketFilter<number>(
        (row) => row,
        () => {},
      );
      filter([bucket(0, 1, 2)]);
      const { failure } = thrownBy(() => filter([bucket(60_000), other]));
      assert.equal(failure.kind === 'malformed' && failure.field, 'data[1].starting_at');
    }
  });
});
