/** A cost centre of `claudeUsage.costCentres`: who is charged for what some workspaces and API keys cost. */
export interface CostCentre {
  /** No two have the same. */
  readonly name: string;
  /** Ids or names, as they are set; `default` is the default workspace. */
  readonly workspaces: readonly string[];
  /** Ids or names, as they are set; `none` is usage without an API key. */
  readonly apiKeys: readonly string[];
}

/** What is charged to no cost centre, on screen and in files. */
export const UNASSIGNED = 'Unassigned';
