import { malformed } from './errors.ts';

export interface Bucket<Row> {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly Row[];
}

/**
 * Keeps buckets apart by their start for the length of one query. The same bucket again is dropped with a line in the
 * log; a bucket that says something else than its namesake is `malformed`. Two buckets are the same when their number of
 * rows and the sum of `weigh` over them are: whole pages need not be kept for a fault this rare.
 */
export function createBucketFilter<Row>(weigh: (row: Row) => number, warn: (line: string) => void) {
  const seen = new Map<number, { readonly rows: number; readonly weight: number }>();
  return (buckets: readonly Bucket<Row>[]): readonly Bucket<Row>[] =>
    buckets.filter((bucket, index) => {
      let weight = 0;
      for (const row of bucket.rows) weight += weigh(row);
      const earlier = seen.get(bucket.start);
      if (!earlier) {
        seen.set(bucket.start, { rows: bucket.rows.length, weight });
        return true;
      }
      if (earlier.rows !== bucket.rows.length || earlier.weight !== weight) {
        throw malformed(`data[${index}].starting_at`, { status: 200 });
      }
      warn(`the API sent the bucket of ${new Date(bucket.start).toISOString()} twice: the second is left out`);
      return false;
    });
}
