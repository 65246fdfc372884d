/** What the extension host and the engine's thread say to each other. Both come from one build, so the compiler is enough. */
import type { BaseUrl } from '../adminApi/baseUrl.ts';
import type { Answer, Headers } from '../adminApi/transport.ts';
import type { HistoryRange, PanelView, Trouble } from '../shared/panelView.ts';
import type { SpendState } from '../shared/summary.ts';
import type { Organization } from '../source.ts';

/** Where figures come from. */
export type Account =
  | {
      readonly type: 'key';
      readonly baseUrl: BaseUrl;
      readonly key: string;
      /** Whose key it is, if that has been proven. */
      readonly organization: Organization | null;
      /** A proxy is configured. */
      readonly preferHost: boolean;
    }
  | { readonly type: 'sample' };

export interface EngineConfig {
  readonly account: Account;
  /** Path of the database file. */
  readonly ledgerPath: string;
  readonly version: string;
  readonly historyDays: number;
  readonly intervalMs: number;
  /** IANA name of the zone that days are cut in. */
  readonly zone: string;
  /** BCP 47 */
  readonly locale: string;
  readonly focused: boolean;
}

/** How a question to the API about a key ended. */
export type KeyCheck =
  | { readonly outcome: 'valid'; readonly organization: Organization }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'unchecked'; readonly message: string };

export type RefreshOutcome = 'refreshed' | 'tooSoon' | Trouble;

/** Host → engine. `id` ties an answer to its question. */
export type ToEngine =
  | { readonly type: 'start'; readonly config: EngineConfig }
  | {
      readonly type: 'checkKey';
      readonly id: number;
      readonly account: Account & { type: 'key' };
      readonly version: string;
    }
  | { readonly type: 'refresh'; readonly id: number }
  | { readonly type: 'focus'; readonly focused: boolean }
  | { readonly type: 'cancelHistory' }
  /** The range that the panel shows; null while no panel is visible. */
  | { readonly type: 'panel'; readonly range: HistoryRange | null }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer | null }
  | { readonly type: 'stop'; readonly id: number };

/** Engine → host. */
export type FromEngine =
  | { readonly type: 'state'; readonly state: SpendState }
  | { readonly type: 'view'; readonly view: PanelView }
  /** The organization that the key belongs to, found out now. */
  | { readonly type: 'organization'; readonly organization: Organization }
  | { readonly type: 'log'; readonly level: 'info' | 'warn'; readonly line: string }
  /** To be told to the user, once. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'fetch'; readonly id: number; readonly url: string; readonly headers: Headers }
  | { readonly type: 'abortFetch'; readonly id: number }
  | { readonly type: 'keyChecked'; readonly id: number; readonly check: KeyCheck }
  | { readonly type: 'refreshed'; readonly id: number; readonly outcome: RefreshOutcome }
  | { readonly type: 'stopped'; readonly id: number };
