import type { Choice, SavedView } from '../../src/shared/choice.ts';
import type { FoldedTable } from '../pageState.ts';

/** What the parts of the explorer can ask of the page. */
export interface Actions {
  /** The newest choice, which the figures on show may not answer yet. */
  choice(): Choice;
  /** Changes the choice and leaves the path that led to it. */
  choose(change: Partial<Choice>): void;
  /** Goes deeper: the choice it came from stays as a crumb. */
  drill(change: Partial<Choice>): void;
  /** The choices that led here, the first one first. */
  crumbs(): readonly Choice[];
  /** Back to one of them. */
  climb(index: number): void;
  recall(view: SavedView): void;
  saveView(name: string): void;
  deleteView(name: string): void;
  /** Fetches what the ledger lacks of the range. */
  fetchLacking(): void;
  cancelFetching(): void;
  exportCsv(): void;
  openReport(): void;
  /** Puts a table on the clipboard, as tab-separated text. */
  copy(text: string): void;
  savePicture(png: Promise<Blob>): void;
  /** One that the page's own clipboard did not take. */
  copyPicture(png: Promise<Blob>): void;
  /** Shows one series alone; null for all. */
  isolate(id: string | null): void;
  /** Whether the user has opened a table. */
  isOpen(table: FoldedTable): boolean;
  setOpen(table: FoldedTable, isOpen: boolean): void;
}
