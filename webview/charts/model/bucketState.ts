import type { ChartBucket } from '../../../src/shared/panelView.ts';

/** `unknown` is drawn as a gap with a name, `ahead` as nothing at all: neither is zero. */
export type BucketState = 'known' | 'unknown' | 'ahead';

/** What is known of each bucket. Those after the running one have not happened yet. */
export function bucketStates(chart: {
  readonly buckets: readonly Pick<ChartBucket, 'basis' | 'running'>[];
}): BucketState[] {
  const running = chart.buckets.findIndex((bucket) => bucket.running);
  return chart.buckets.map(({ basis }, index) => {
    if (basis !== 'none') return 'known';
    return running >= 0 && index > running ? 'ahead' : 'unknown';
  });
}

/** The first and last index of each stretch of unknown buckets. */
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
