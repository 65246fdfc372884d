import type { PageCommand } from '../../src/shared/fromPage.ts';
import type { Problem } from '../../src/shared/panelView.ts';

export interface Remedy {
  readonly label: string;
  readonly command: PageCommand;
}

const TRY_AGAIN: Remedy = { label: 'Try Again', command: 'claudeUsage.refresh' };
const SET_KEY: Remedy = { label: 'Set Admin API Key', command: 'claudeUsage.setAdminKey' };
const USE_SAMPLE: Remedy = { label: 'Explore with Sample Data', command: 'claudeUsage.useSampleData' };
const LEAVE_SAMPLE: Remedy = { label: 'Leave Sample Data', command: 'claudeUsage.leaveSampleData' };
const SHOW_LOG: Remedy = { label: 'Show Log', command: 'claudeUsage.showLog' };

/** Words a problem, and whether the figures below it are of now. */
export function problemText({ kind, message }: Problem): string {
  return kind === 'bills' ? message : `${message} The figures below are the last known ones.`;
}

/** Lists the user's remedies for a problem, the likeliest first. */
export function remediesFor(kind: Problem['kind']): readonly Remedy[] {
  switch (kind) {
    case 'refused':
      return [SET_KEY, TRY_AGAIN, SHOW_LOG];
    case 'offline':
    case 'rateLimited':
    case 'failed':
    case 'ledger':
    case 'bills':
      return [TRY_AGAIN, SHOW_LOG];
  }
}

/**
 * Lists the remedies where there are no figures at all: also the ways to another account, so that nobody is stuck. Another
 * key opens no database.
 */
export function remediesWithoutFigures(kind: Problem['kind'], sample: boolean): readonly Remedy[] {
  const ways = sample ? [LEAVE_SAMPLE] : kind === 'ledger' ? [USE_SAMPLE] : [SET_KEY, USE_SAMPLE];
  return [...new Set([...remediesFor(kind), ...ways])];
}
