import type { Page } from '../source/source.ts';
import { malformed, noAnswer } from './errors.ts';

/** A page with what its envelope says of the next one. */
export interface PageResult<Item> {
  readonly page: Page<Item>;
  readonly hasMore: boolean;
  readonly cursor: string | null;
}

export interface PageGuard {
  readonly signal: AbortSignal;
  /** Name of the cursor in the answer, for the error. */
  readonly cursorField: 'next_page' | 'last_id';
  readonly maxPages?: number;
}

const MAX_PAGES = 1000;

/**
 * Page after page; the first is asked for with an undefined cursor. More without a cursor, a cursor seen before, and
 * more pages than any report has are `malformed`: a part is never passed off as the whole.
 */
export async function* pages<Item>(
  getPage: (cursor: string | undefined) => Promise<PageResult<Item>>,
  guard: PageGuard,
): AsyncGenerator<Page<Item>, void, void> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let count = 1; ; count += 1) {
    if (guard.signal.aborted) throw noAnswer('aborted');
    const result = await getPage(cursor);
    yield result.page;
    if (!result.hasMore) return;
    if (!result.cursor || seen.has(result.cursor) || count >= (guard.maxPages ?? MAX_PAGES)) {
      throw malformed(guard.cursorField, { status: 200 });
    }
    seen.add(result.cursor);
    cursor = result.cursor;
  }
}
