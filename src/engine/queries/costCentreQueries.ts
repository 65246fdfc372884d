import { type CostCentres, costCentresOf } from '../../figures/costCentres/costCentres.ts';
import type { ParsedCostCentres } from '../../figures/costCentres/parseCostCentres.ts';
import { SAMPLE_COST_CENTRES } from '../../sample/planning.ts';
import type { Summary } from '../../shared/summary.ts';
import type { BudgetQueries } from './budgetQueries.ts';

/** Cost centres of one organization. The scopes have been refreshed. */
export class CostCentreQueries {
  readonly #names: Pick<BudgetQueries, 'directory' | 'areScopesKnown'>;
  readonly #isSample: boolean;
  #set: ParsedCostCentres;

  constructor(set: ParsedCostCentres, isSample: boolean, names: Pick<BudgetQueries, 'directory' | 'areScopesKnown'>) {
    this.#names = names;
    this.#isSample = isSample;
    this.#set = isSample ? { centres: SAMPLE_COST_CENTRES, bad: [] } : set;
  }

  /** Takes over what has been set. The sample does not. */
  set(set: ParsedCostCentres): void {
    if (!this.#isSample) this.#set = set;
  }

  /** All of them, with what in the setting does not count. */
  all(): CostCentres {
    return costCentresOf(this.#set, this.#names.directory());
  }

  /** Field of the summary; none while a name that is not found may still become known. */
  mistakes(now: number): Pick<Summary, 'badCostCentres'> {
    if (this.#set.centres.length === 0) return { badCostCentres: this.#set.bad };
    return this.#names.areScopesKnown(now) ? { badCostCentres: this.all().bad } : {};
  }
}
