import type { Plugin } from 'chart.js';
import { type BucketState, unknownSpans } from '../model/bucketState.ts';
import type { ChartTheme } from './chartTheme.ts';

/** Marks the stretches of which nothing is known yet with an empty, dashed field, so that they do not read as zero. */
export function unknownBuckets(states: () => readonly BucketState[], theme: () => ChartTheme): Plugin {
  return {
    id: 'unknownBuckets',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const { x: axis } = scales;
      if (!axis || states().length === 0) return;
      const bucket = chartArea.width / states().length;
      ctx.save();
      ctx.strokeStyle = theme().muted;
      ctx.fillStyle = theme().muted;
      ctx.setLineDash([3, 3]);
      for (const [first, last] of unknownSpans(states())) {
        const left = axis.getPixelForValue(first) - bucket * 0.4;
        const width = axis.getPixelForValue(last) + bucket * 0.4 - left;
        ctx.globalAlpha = 0.08;
        ctx.fillRect(left, chartArea.top, width, chartArea.height);
        ctx.globalAlpha = 0.5;
        ctx.strokeRect(left, chartArea.top, width, chartArea.height);
      }
      ctx.restore();
    },
  };
}
