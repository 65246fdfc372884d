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
  /** Usage of the period that passes the filters. */
  readonly lines: readonly UsageLine[];
  readonly total: Sums;
  /** Usage of the period without filters: it has the usual rates and hit rates. */
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

/** Cost of the period, had something been otherwise. */
export interface ScenarioResult {
  readonly section: Section;
  /** All rows of the section together; none where it has none. */
  readonly outcomes: readonly Outcome[];
}

export type Scenario = (input: ScenarioInput) => ScenarioResult;
