/** Calls between the extension host and the engine's thread. Both come from one build, so the compiler is enough. */
import type { BaseUrl } from '../../adminApi/baseUrl.ts';
import type { Headers, HttpResponse } from '../../adminApi/transport.ts';
import type { Report, ReportRequest } from '../../reports/report.ts';
import type { EngineSettings, LiveSettings } from '../../settings.ts';
import type { AlertNotice } from '../../shared/alert.ts';
import type { BudgetPeriod } from '../../shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../../shared/budgetChoices.ts';
import type { PastPeriod } from '../../shared/budgetPreview.ts';
import type { ChangeQuestion } from '../../shared/changeQuestion.ts';
import type { Choice, SavedView } from '../../shared/choice.ts';
import type { NoteToSave } from '../../shared/dayNote.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import type { Value } from '../../shared/explorer.ts';
import type { MeasurementChoices, MeasurementResult } from '../../shared/measurement.ts';
import type { ChangeAnswer, PanelView, Problem } from '../../shared/panelView.ts';
import type { CallFailure, CallMessage, Notification, Post, Request } from '../../shared/rpc.ts';
import type { BalanceEntry, BalanceSet, BalanceState } from '../../shared/runway.ts';
import type { Scope } from '../../shared/scope.ts';
import type { SpendState } from '../../shared/summary.ts';
import type { Organization } from '../../source/source.ts';

export interface KeyAccount {
  readonly type: 'key';
  readonly baseUrl: BaseUrl;
  readonly key: string;
  /** Organization of the key, once it has been proven. */
  readonly organization: Organization | null;
  /** A proxy is configured. */
  readonly preferHost: boolean;
}

/** Source of the figures: an organization's key, or the sample. */
export type Account = KeyAccount | { readonly type: 'sample' };

/** Everything that an engine is started with. */
export interface EngineConfig extends EngineSettings {
  /** Headers of what is exported to OpenTelemetry; a sentence where they must not be sent. */
  readonly otelHeaders: Headers | string;
  readonly account: Account;
  /** Path of the database file. */
  readonly ledgerPath: string;
  readonly version: string;
  /** BCP 47 */
  readonly locale: string;
  readonly focused: boolean;
  /** Id of the window, of no other one. */
  readonly window: string;
}

/** Outcome of asking the API about a key. */
export type KeyCheck =
  | { readonly outcome: 'valid'; readonly organization: Organization }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'unchecked'; readonly message: string };

export type RefreshOutcome = 'refreshed' | 'tooSoon' | Problem;

/** Something that is made once for a user, from the ledger, after the missing data have been fetched. */
export type Job =
  /** `organization`: id of the one that it has to be of; left out for the one in use. */
  | {
      readonly kind: 'report';
      readonly request: ReportRequest;
      readonly organization?: string | undefined;
      /** For a file that stays: its days are of UTC, whatever the setting, and names that it charges by have to be known. */
      readonly isMonthly?: true;
    }
  /** Values that the days of a period can be filtered by. */
  | { readonly kind: 'values'; readonly from: string; readonly to: string }
  /** A part of the ledger as CSV, written to a file. Days are of UTC, both inclusive. */
  | {
      readonly kind: 'export';
      readonly what: ExportPart;
      readonly from: string;
      readonly to: string;
      readonly path: string;
    };

/** Call of a tool by a language model: its input is whatever the model has written. */
export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
  /** Bytes that the answer may have; undefined where the chat sets no limit of its own. */
  readonly mostBytes: number | undefined;
}

/** Part of the ledger to export: see `FORMATS`. */
export type ExportPart = 'usage' | 'cost' | 'attribution';

export type JobOutcome =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'values'; readonly values: Readonly<Record<Dimension, readonly Value[]>> }
  /** `missingDays` have begun, and the ledger has nothing of them. */
  | { readonly kind: 'export'; readonly rows: number; readonly missingDays: number }
  /** One sentence that says what to do. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Progress of a job, 0 to 1. */
export interface JobProgress {
  /** `reading history` */
  readonly what: string;
  readonly done: number;
}

/** Actions of the user in the panel that the engine carries out. */
export interface PanelNotifications {
  /** Fetch the missing data of the panel's choice, or stop that. */
  readonly fetchMissing: Notification<boolean>;
  /** What has changed; `change` answers it. Null: nobody waits for it any longer. */
  readonly askChange: Notification<ChangeQuestion | null>;
  readonly saveView: Notification<SavedView>;
  /** By its name. */
  readonly deleteView: Notification<string>;
  readonly saveNote: Notification<NoteToSave>;
  /** By its id. */
  readonly deleteNote: Notification<number>;
}

/** Host → engine. */
export interface ToEngine extends PanelNotifications {
  readonly start: Notification<EngineConfig>;
  readonly checkKey: Request<{ readonly account: KeyAccount; readonly version: string }, KeyCheck>;
  /** With `anyway` in spite of a pause that the API has asked for. */
  readonly refresh: Request<{ readonly anyway: boolean }, RefreshOutcome>;
  /** What has been set since the start. */
  readonly settings: Notification<LiveSettings>;
  /** True when the window gets the focus, false when it loses it. */
  readonly focus: Notification<boolean>;
  readonly cancelHistory: Notification<undefined>;
  /** Choice of the panel; null while no panel is visible. */
  readonly panel: Notification<Choice | null>;
  /** API key to measure, by its id; null for everything. */
  readonly startMeasuring: Request<string | null, CallFailure>;
  readonly stopMeasuring: Request<undefined, CallFailure>;
  /** A sentence where there is nothing to measure. */
  readonly measurementChoices: Request<undefined, MeasurementChoices | string>;
  /** The user of this window has been shown an alert, by its id. */
  readonly alertShown: Notification<string>;
  /** A budget, by its name, is to be quiet to the next midnight, UTC, but for thresholds of 100 % and more. */
  readonly snoozeBudget: Notification<string>;
  /** The cause of an unusual event, by its id, is to be quiet from now on. */
  readonly markExpected: Notification<string>;
  /** A sentence where there is none to be had. */
  readonly balance: Request<undefined, BalanceState | string>;
  /** A sentence where it cannot be taken over. */
  readonly setBalance: Request<BalanceEntry, BalanceSet | string>;
  readonly removeBalance: Request<undefined, CallFailure>;
  /** Values that a budget can be for; a sentence where there are none. */
  readonly budgetChoices: Request<undefined, BudgetChoices | string>;
  /** Limits of the Console; none where they cannot be read. */
  readonly spendLimits: Request<undefined, readonly OfferedLimit[]>;
  /** Whole periods of a scope before the running one, the newest first. */
  readonly pastPeriods: Request<{ readonly scope: Scope; readonly period: BudgetPeriod }, readonly PastPeriod[]>;
  readonly runJob: Request<Job, JobOutcome, JobProgress>;
  /** JSON that answers a call of a tool by a language model; an aborted one answers with nothing. */
  readonly askTool: Request<ToolCall, string>;
  /** Ends what is under way and lets go of the database. */
  readonly stop: Request<undefined, void>;
}

/** News of the engine. */
export interface EngineNews {
  readonly state: Notification<SpendState>;
  readonly view: Notification<PanelView>;
  readonly change: Notification<ChangeAnswer>;
  /** The organization that the key belongs to, found out now. */
  readonly organization: Notification<Organization>;
  readonly log: Notification<{ readonly level: 'info' | 'warn'; readonly line: string }>;
  /** A sentence to show to the user once. */
  readonly notice: Notification<string>;
  /** The result of a measurement, for the user of this window alone. */
  readonly measured: Notification<MeasurementResult>;
  /** Files of monthly reports that this window has written, in a sentence, and the path of the first. */
  readonly monthlyReports: Notification<{ readonly message: string; readonly path: string }>;
  /** To be shown to the user of this window alone; `alertShown` answers it. */
  readonly alert: Notification<AlertNotice>;
}

/** A GET, or a POST where it has a body. */
export interface FetchByHost {
  readonly url: string;
  readonly headers: Headers;
  readonly body?: Uint8Array;
}

/** Engine → host. */
export interface FromEngine extends EngineNews {
  /** By the host's own fetch; null where it could not connect. */
  readonly fetch: Request<FetchByHost, HttpResponse | null>;
}

/** Tells the host. */
export type SendNews = Post<EngineNews>;
export type NewsMessage = CallMessage<EngineNews>;
