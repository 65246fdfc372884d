import type { Page, SpendLimit } from '../../source/source.ts';
import type { GetJson } from '../request.ts';
import { spendLimit, spendLimitPage, toSpendLimit } from '../schemas/spendLimits.ts';
import { parseResponse, pathOf } from '../schemas/wire.ts';

/** A preview, which most organizations are not enrolled in: the API then refuses the request. */
const BETA = 'spend-limit-reads-2026-09-26';

/** `GET …/spend_limits`, in one request. A limit that cannot be read is left out and logged once. */
export function createSpendLimits(getJson: GetJson, warn: (line: string) => void) {
  const said = new Set<string>();
  return async (signal: AbortSignal): Promise<Page<SpendLimit>> => {
    const response = await getJson({ path: 'spend_limits', query: [], beta: BETA }, signal);
    const { data } = parseResponse(spendLimitPage, response);
    const items: SpendLimit[] = [];
    for (const [index, raw] of data.entries()) {
      const parsed = spendLimit.safeParse(raw);
      const limit = parsed.success ? toSpendLimit(parsed.data) : null;
      if (limit) items.push(limit);
      if (parsed.success) continue;
      const path = `spend_limits${pathOf(['data', index, ...(parsed.error.issues[0]?.path ?? [])]).slice(4)}`;
      if (!said.has(path)) warn(`a spend limit cannot be read: ${path}`);
      said.add(path);
    }
    return { items, bytes: response.bytes };
  };
}
