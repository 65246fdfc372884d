import type { Section } from './report.ts';

/** What a report says, without what all reports say of themselves. */
export interface ReportBody {
  /** Empty where the period has nothing. */
  readonly sections: readonly Section[];
  /** What is not in it, one sentence each. */
  readonly notIncluded: readonly string[];
}
