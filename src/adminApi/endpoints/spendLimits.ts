import type { Page, SpendLimit } from '../../source/source.ts';
import { pages } from '../pages.ts';
import type { GetJson } from '../request.ts';
import { spendLimit, spendLimitPage, toSpendLimit } from '../schemas/spendLimits.ts';
import { parseResponse, pathOf } from '../schemas/wire.ts';

/** A preview, which most organizations are not enrolled in: the API then refuses the request. */
const BETA = 'spend-limit-reads-2026-09-26';

/** A thousand limits of the usual page, those of people among them: a question that a user waits for ends. */
const MAX_PAGES = 50;

/** `GET …/spend_limits`. A limit that cannot be read is left out and logged once. */
export function createSpendLimits(getJson: GetJson, warn: (line: string) => void) {
  const said = new Set<string>();
  return (signal: AbortSignal): AsyncIterable<Page<SpendLimit>> =>
    pages(
      async (cursor) => {
        const query = cursor === undefined ? [] : [['page', cursor] as const];
        const response = await getJson({ path: 'spend_limits', query, beta: BETA }, signal);
        const wire = parseResponse(spendLimitPage, response);
        const items: SpendLimit[] = [];
        for (const [index, raw] of wire.data.entries()) {
          const parsed = spendLimit.safeParse(raw);
          const limit = parsed.success ? toSpendLimit(parsed.data) : null;
          if (limit) items.push(limit);
          if (parsed.success) continue;
          const path = `spend_limits${pathOf(['data', index, ...(parsed.error.issues[0]?.path ?? [])]).slice(4)}`;
          if (!said.has(path)) warn(`a spend limit cannot be read: ${path}`);
          said.add(path);
        }
        return {
          page: { items, bytes: response.bytes },
          hasMore: wire.has_more,
          cursor: wire.next_page ?? null,
        };
      },
      { signal, cursorField: 'next_page', maxPages: MAX_PAGES },
    );
}
