import type { PageCommand } from '../../src/shared/fromPage.ts';
import type { Trouble } from '../../src/shared/panelView.ts';

export interface Mending {
  readonly label: string;
  readonly command: PageCommand;
}

const TRY_AGAIN: Mending = { label: 'Try Again', command: 'claudeUsage.refresh' };
const SET_KEY: Mending = { label: 'Set Admin API Key', command: 'claudeUsage.setAdminKey' };
const SHOW_LOG: Mending = { label: 'Show Log', command: 'claudeUsage.showLog' };

/** What went wrong, and whether what stands below it is of now. */
export function troubleText({ kind, message }: Trouble): string {
  return kind === 'bills' ? message : `${message} The figures below are the last good ones.`;
}

/** What the user can do about a trouble, the likeliest cure first. */
export function mendingsOf(kind: Trouble['kind']): readonly Mending[] {
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
