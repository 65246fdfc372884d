import * as z from 'zod/mini';
import { changeQuestionSchema } from './changeQuestion.ts';
import { choiceSchema, pathSchema, savedViewSchema } from './choice.ts';
import { noteToSaveSchema } from './dayNote.ts';
import { type CallsOf, command, notification } from './rpc.ts';

/** Commands that the page may run. */
export const PAGE_COMMANDS = [
  'claudeUsage.refresh',
  'claudeUsage.setAdminKey',
  'claudeUsage.useSampleData',
  'claudeUsage.leaveSampleData',
  'claudeUsage.showLog',
  'claudeUsage.cancelHistory',
  'claudeUsage.openSettings',
  'claudeUsage.editBudgets',
  'claudeUsage.setBalance',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

const bytes: z.ZodMiniType<Uint8Array> = z.instanceof(Uint8Array);

/** Page → host. The page imports types alone of this file: its script has no schema of what it sends. */
export const fromPage = {
  /** A page has loaded, or become visible again: send the view, unless it has one already. */
  ready: notification(z.object({ choice: choiceSchema, hasView: z.boolean() })),
  choose: notification(choiceSchema),
  /** The choices that led to the one on show, the first one first: a page that is opened later leads back by them too. */
  path: notification(pathSchema),
  run: command(z.enum(PAGE_COMMANDS)),
  /** Fetches the data that the ledger lacks of the range, or stops that. */
  fetchMissing: notification(z.boolean()),
  /** Answered by `change`; null where nobody waits for it any longer. */
  askChange: notification(z.nullable(changeQuestionSchema)),
  saveView: notification(savedViewSchema),
  /** By its name. */
  deleteView: notification(z.string()),
  saveNote: notification(noteToSaveSchema),
  /** By its id. */
  deleteNote: notification(z.int()),
  /** Saves the chart that is shown. */
  exportCsv: command(z.undefined()),
  /** Id of a report, or `THIS_VIEW`. */
  openReport: command(z.string()),
  copy: command(z.string()),
  saveImage: command(bytes),
  /** A PNG that the page's own clipboard did not take. */
  copyImage: command(bytes),
};
export interface FromPage extends CallsOf<typeof fromPage> {}

/** Page actions: all but what the page says of itself, and the commands of VS Code. */
export type PageActions = Omit<FromPage, 'ready' | 'choose' | 'path' | 'run'>;
