import type { ChangeQuestion } from '../src/shared/changeQuestion.ts';
import type { Choice, SavedView } from '../src/shared/choice.ts';
import type { FromPage } from '../src/shared/fromPage.ts';
import type { OfferedReport } from '../src/shared/offeredReports.ts';
import type { Post } from '../src/shared/rpc.ts';
import type { FoldedTable } from './pageState.ts';

/** Actions of the explorer's components. */
export interface Actions {
  /** The newest choice, which the figures on show may not answer yet. */
  choice(): Choice;
  /** Changes the choice and leaves the path that led to it. */
  choose(change: Partial<Choice>): void;
  /** Drills down: the choice it came from stays in the breadcrumb. */
  drill(change: Partial<Choice>): void;
  /** The choices that led here, the first one first. */
  breadcrumb(): readonly Choice[];
  /** Goes back to one of them. */
  climb(index: number): void;
  recall(view: SavedView): void;
  /** Shows what has changed since the previous period. */
  explain(question: Omit<ChangeQuestion, 'id'>): void;
  /** The named reports, in the order that they are offered. */
  readonly reports: readonly OfferedReport[];
  /** Has the host do something, or run a command. */
  readonly post: Post<Omit<FromPage, 'ready' | 'choose' | 'path'>>;
  /** Hands over an image once it is made. */
  postImage(call: 'saveImage' | 'copyImage', png: Promise<Blob>): void;
  /** Shows one series alone; null for all. */
  isolate(id: string | null): void;
  /** Returns whether the user has opened a table. */
  isOpen(table: FoldedTable): boolean;
  setOpen(table: FoldedTable, isOpen: boolean): void;
}
