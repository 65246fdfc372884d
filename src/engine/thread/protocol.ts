/** What the extension host and the engine's thread say to each other. Both come from one build, so the compiler is enough. */
import type { BaseUrl } from '../../adminApi/baseUrl.ts';
import type { Answer, Headers } from '../../adminApi/transport.ts';
import type { Report, ReportRequest } from '../../reports/report.ts';
import type { Choice, SavedView } from '../../shared/choice.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { Value } from '../../shared/explorer.ts';
import type { PanelView, Trouble } from '../../shared/panelView.ts';
import type { SpendState } from '../../shared/summary.ts';
import type { Organization } from '../../source.ts';

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
  /** E-mail addresses are shortened. */
  readonly shortEmails: boolean;
  readonly focused: boolean;
}

/** How a question to the API about a key ended. */
export type KeyCheck =
  | { readonly outcome: 'valid'; readonly organization: Organization }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'unchecked'; readonly message: string };

export type RefreshOutcome = 'refreshed' | 'tooSoon' | Trouble;

/** Something that is made once, of what the ledger has after what it lacks has been fetched. */
export type Work =
  /**
   * `organization`: id of the one that it has to be of; null where that is not known, as of a tab of a version that knew one
   * alone; left out for the one in use.
   */
  | { readonly kind: 'report'; readonly request: ReportRequest; readonly organization?: string | null | undefined }
  /** What the days of a period can be narrowed to. */
  | { readonly kind: 'values'; readonly from: string; readonly to: string }
  /** A part of the ledger as CSV, written to a file. Days are of UTC, both inclusive. */
  | {
      readonly kind: 'export';
      readonly what: ExportPart;
      readonly from: string;
      readonly to: string;
      readonly path: string;
    };

/** What of the ledger: see `FORMATS` of the export. */
export type ExportPart = 'usage' | 'cost' | 'attribution';

export type WorkOutcome =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'values'; readonly values: Readonly<Record<Dimension, readonly Value[]>> }
  /** `missingDays` have begun, and the ledger has nothing of them. */
  | { readonly kind: 'export'; readonly rows: number; readonly missingDays: number }
  /** One sentence that says what to do. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** What work is at, and how far, 0 to 1. */
export interface WorkProgress {
  readonly what: string;
  readonly done: number;
}

/** Host → engine. `id` ties an answer to its question. */
export type ToEngine =
  | { readonly type: 'start'; readonly config: EngineConfig }
  | {
      readonly type: 'checkKey';
      readonly id: number;
      readonly account: Account & { type: 'key' };
      readonly version: string;
    }
  /** `anyway`: in spite of a pause that the API has asked for. */
  | { readonly type: 'refresh'; readonly id: number; readonly anyway: boolean }
  | { readonly type: 'focus'; readonly focused: boolean }
  | { readonly type: 'cancelHistory' }
  /** What the panel shows; null while no panel is visible. */
  | { readonly type: 'panel'; readonly choice: Choice | null }
  /** Fetch what the ledger lacks of it, or stop that. */
  | { readonly type: 'fetchLacking'; readonly wanted: boolean }
  | { readonly type: 'saveView'; readonly view: SavedView }
  | { readonly type: 'deleteView'; readonly name: string }
  | { readonly type: 'work'; readonly id: number; readonly work: Work }
  | { readonly type: 'cancelWork'; readonly id: number }
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
  | { readonly type: 'working'; readonly id: number; readonly progress: WorkProgress }
  | { readonly type: 'worked'; readonly id: number; readonly outcome: WorkOutcome }
  | { readonly type: 'stopped'; readonly id: number };
