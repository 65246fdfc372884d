/** A table as it is shown, sorted and copied: worded once, whatever its figures are of. */
export interface Sheet {
  /** Heard, not seen: what is right above names it already. */
  readonly caption: string;
  /** Heading of the lines' names. */
  readonly head: string;
  /** Heading of their ids where they are copied; null where ids tell nothing. */
  readonly ids: string | null;
  readonly columns: readonly Column[];
  /** Equals stay in this order. */
  readonly lines: readonly Line[];
  /** How they stand before anyone sorts them. */
  readonly sorted: Sort;
  readonly total: Line | null;
  /** The figures of some lines as one, for those that are folded away; not there where lines do not add up. */
  readonly together?: (lines: readonly Line[]) => readonly Cell[];
}

export interface Column {
  /** What it is sorted by stays, whatever the heading says. */
  readonly key: string;
  readonly name: string;
  /** The heading where it is copied, with its unit: `Cost (USD)`. */
  readonly copied: string;
  /** Beside the others, not on a par with them. */
  readonly faint?: boolean;
}

export interface Line {
  /** No two lines have the same. */
  readonly id: string;
  readonly name: string;
  /** What tells it from a namesake; `''` when the name says it all. */
  readonly detail: string;
  /** For who hovers over the name. */
  readonly hint?: string;
  /** Sorts the names where their letters do not. */
  readonly order?: number;
  readonly cells: readonly Cell[];
}

/** Worded when it is shown: of hundreds of rows most are folded away. */
export interface Cell {
  /** What it is sorted by; null where nothing is known. */
  readonly order: bigint | number | null;
  text(): string;
  /** The exact figure, for who hovers over it; `''` where the text is exact. */
  title(): string;
  /** A plain decimal number, or `''`. */
  copied(): string;
}

/** Key of the column of names. */
export const NAME = 'name';

export interface Sort {
  /** Key of a column. */
  readonly by: string;
  readonly descending: boolean;
}

/** What a click on a heading sorts by: the largest first, names from A; once more turns it around. */
export function nextSort(now: Sort, by: string): Sort {
  return { by, descending: now.by === by ? !now.descending : by !== NAME };
}

/** The wished order, or the table's own where it has no such column. */
export function sortOf({ columns, sorted }: Sheet, wished: Sort | null): Sort {
  const isThere = wished && (wished.by === NAME || columns.some(({ key }) => key === wished.by));
  return isThere ? wished : sorted;
}

/** The lines in order. What is not known goes last either way. */
export function sortLines(sheet: Sheet, wished: Sort | null): readonly Line[] {
  const { by, descending } = sortOf(sheet, wished);
  const column = sheet.columns.findIndex(({ key }) => key === by);
  const sign = descending ? -1 : 1;
  return [...sheet.lines].sort((a, b) => {
    if (column < 0) return sign * byName(a, b);
    const [x, y] = [a.cells[column]?.order ?? null, b.cells[column]?.order ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return x === y ? 0 : x < y ? -sign : sign;
  });
}

/** Where lines stand among all of a sheet. */
export function positionsOf(all: readonly Line[]): (lines: readonly Line[]) => number[] {
  const positions = new Map(all.map(({ id }, at) => [id, at]));
  return (lines) => lines.flatMap(({ id }) => positions.get(id) ?? []);
}

function byName(a: Line, b: Line): number {
  if (a.order !== undefined && b.order !== undefined) return a.order - b.order;
  return collator.compare(a.name, b.name);
}

const collator = new Intl.Collator(undefined, { numeric: true });
