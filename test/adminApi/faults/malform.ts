import type { Malformation } from './faults.ts';

interface Json {
  [name: string]: unknown;
  data?: unknown;
  results?: unknown;
  has_more?: unknown;
  next_page?: unknown;
  last_id?: unknown;
  amount?: unknown;
  uncached_input_tokens?: unknown;
}

/** Spoils the body of a 200. `page` is the cursor that the request came with, `again` one that leads to this page. */
export function malform(json: string, how: Malformation, cursors: { page: string | null; again: string }): string {
  if (how === 'notJson') return '{"data": [oops]}';
  if (how === 'truncatedJson') return json.slice(0, Math.floor(json.length / 2));
  const body: unknown = JSON.parse(json);
  if (!isObject(body)) return json;
  const buckets = Array.isArray(body.data) ? body.data.filter(isObject) : [];
  const row = firstRow(body, buckets);
  switch (how) {
    case 'missingField':
      delete row[fieldOf(row)];
      break;
    case 'mistypedField':
      row[fieldOf(row)] = { unexpected: true };
      break;
    case 'unknownEnum':
      for (const name of ['service_tier', 'context_window', 'inference_geo', 'cost_type', 'status', 'customer_type']) {
        if (typeof row[name] === 'string') row[name] = 'quantum';
      }
      break;
    case 'negativeCount':
      if (typeof row.amount === 'string') row.amount = `-${row.amount}`;
      else row.uncached_input_tokens = -5;
      break;
    case 'duplicateBucket': {
      const full = buckets.find(hasRows) ?? buckets[0];
      body.data = buckets.flatMap((bucket) => (bucket === full ? [bucket, structuredClone(bucket)] : [bucket]));
      break;
    }
    case 'repeatedCursor':
      body.has_more = true;
      if ('next_page' in body) body.next_page = cursors.page ?? cursors.again;
      else body.last_id = cursors.page ?? body.last_id;
      break;
    case 'moreWithoutCursor':
      body.has_more = true;
      body['next_page' in body ? 'next_page' : 'last_id'] = null;
      break;
  }
  return JSON.stringify(body);
}

/** The first row of the first bucket that has any, else the first entry, else the body itself. */
function firstRow(body: Json, buckets: readonly Json[]): Json {
  const results = buckets.find(hasRows)?.results;
  const row: unknown = Array.isArray(results) ? results[0] : buckets[0];
  return isObject(row) ? row : body;
}

/** A field that nobody can do without. */
function fieldOf(row: Json): string {
  return ['output_tokens', 'amount', 'core_metrics', 'name', 'results'].find((name) => name in row) ?? 'has_more';
}

function hasRows(bucket: Json): boolean {
  return Array.isArray(bucket.results) && bucket.results.length > 0;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
