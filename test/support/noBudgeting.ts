import type { ReportSources } from '../../src/engine/queries/readReportData.ts';

/** For reports that ask for no budgets. */
export const NO_BUDGETING: ReportSources['budgeting'] = {
  budgets: () => ({ budgets: [], bad: [], accuracy: [] }),
  dailyCosts: () => null,
  runway: () => null,
  costCentres: () => ({ names: [], bad: [], hasUnknown: false, chargeOf: () => ({ centre: null, isByKey: false }) }),
};
