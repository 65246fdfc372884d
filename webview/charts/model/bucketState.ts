import type { ChartBucket } from '../../../src/shared/panelView.ts';

/** State of a bucket's data: `unknown` is drawn as a gap with a name, `ahead` as nothing at all. Neither is zero. */
export type BucketState = 'known' | 'unknown' | 'ahead';

/** Finds the state of each bucket. Those after the running one are ahead. */
export function bucketStates(chart: {
  readonly buckets: readonly Pick<ChartBucket, 'basis' | 'running'>[];
}): BucketState[] {
  const running = chart.buckets.findIndex((bucket) => bucket.running);
  return chart.buckets.map(({ basis }, index) => {
    if (basis !== 'none') return 'known';
    return running >= 0 && index > running ? 'ahead' : 'unknown';
  });
}

/** Finds runs of unknown buckets by their first and last index. */
export function unknownSpans(states: readonly BucketState[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const [index, state] of states.entries()) {
    if (state !== 'unknown') continue;
    const run = runs.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}
