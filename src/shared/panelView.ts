import type { Parsed } from './rpc.ts';
import type * as schemas from './toPage.ts';

/** Cost over time, stacked. Columns are series-major: the cell of series s and bucket b is at s × buckets.length + b. */
export type CostChart = Parsed<typeof schemas.costChartSchema>;

export type ChartBucket = Parsed<typeof schemas.bucketSchema>;

/** Final bills that were restated. */
export type Restated = Parsed<typeof schemas.restatedSchema>;

export type Progress = Parsed<typeof schemas.progressSchema>;

/** Reason why the figures shown are not of now. */
export type Problem = Parsed<typeof schemas.problemSchema>;

export type PanelSummary = Parsed<typeof schemas.summarySchema>;

export type Accuracy = Parsed<typeof schemas.accuracySchema>;

/** Contents of the panel. */
export type PanelView = Parsed<typeof schemas.viewSchema>;

/** What has changed since the previous period. */
export type ChangeAnswer = Parsed<typeof schemas.changeAnswerSchema>;
