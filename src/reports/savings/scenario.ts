import type { Format } from '../../shared/format.ts';
import type { Section } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import type { Sums } from '../table/sums.ts';
import type { Effect } from '../whatIf/effect.ts';
import type { PeriodRates } from '../whatIf/periodRates.ts';

/** All that scenarios are made of. */
export interface ScenarioInput {
  readonly data: ReportData;
  readonly format: Format;
  /** What the period used, of what passes the filters. */
  readonly lines: readonly UsageLine[];
  readonly total: Sums;
  /** What all of the organization used: what it pays and does usually. */
  readonly everything: readonly UsageLine[];
  readonly rates: PeriodRates;
  /** UTC day `YYYY-MM-DD` of the list prices. */
  readonly listDay: string;
}

export interface Outcome {
  readonly name: string;
  readonly effect: Effect;
  /** Words for the tokens as the scenario has them: `in batch`. */
  readonly unpricedAs: string;
}

/** What the period would have cost, had something been otherwise. */
export interface ScenarioResult {
  readonly section: Section;
  /** All rows of the section together; none where it has none. */
  readonly outcomes: readonly Outcome[];
}

export type Scenario = (input: ScenarioInput) => ScenarioResult;
