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
  starting_at?: unknown;
  ending_at?: unknown;
}

/** Spoils the body of a 200. `page` is the cursor that the request came with, `again` one that leads to this page. */
export function malform(json: string, how: Malformation, cursors: { page: string | null; again: string }): string {
  if (how === 'notJson') return '{"data": [oops]}';
  if (how === 'truncatedJson') return json.slice(0, Math.floor(json.length / 2));
  const body: unknown = JSON.parse(json);
  if (!isObject(body)) return json;
  const buckets = Array.isArray(body.data) ? body.data.filter(isObject) : [];
  const row = firstRow(body, buckets);
  const full = buckets.find(hasRows) ?? buckets[0];
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
    case 'foreignCurrency':
      Object.assign(row, { currency: 'EUR', amount: '3000', description: 'Sommerfest' });
      break;
    case 'otherNotation':
      for (const each of buckets.flatMap(rowsOf)) {
        if (typeof each.amount === 'string') each.amount = inOtherNotation(each.amount);
      }
      break;
    case 'hugeCount':
      row['output_tokens'] = Number.MAX_SAFE_INTEGER + 1;
      break;
    case 'newTokenType':
      row['reasoning_tokens'] = 77;
      break;
    case 'emptyCounts':
      for (const each of buckets.flatMap(rowsOf)) dropZeros(each);
      for (const bucket of buckets) if (!hasRows(bucket)) bucket.results = null;
      break;
    case 'repeatedRow':
      if (full) full.results = [...rowsOf(full), ...rowsOf(full).slice(0, 1)];
      break;
    case 'shiftedBucket':
      body.data = buckets.flatMap((bucket) => [bucket, { ...bucket, ...shifted(bucket) }]);
      break;
    case 'wideBucket':
      if (full) full.ending_at = new Date(instantOf(full.starting_at) + 2 * 86_400_000).toISOString();
      break;
    case 'duplicateBucket':
      body.data = buckets.flatMap((bucket) => (bucket === full ? [bucket, structuredClone(bucket)] : [bucket]));
      break;
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

/** The same decimal, written otherwise. */
function inOtherNotation(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole}${fraction}e-${fraction.length}`;
}

/** What counts nothing may be left unsaid, or be null. */
function dropZeros(row: Json): void {
  for (const [name, value] of Object.entries(row)) {
    if (value === 0) row[name] = null;
    else if (isObject(value) && Object.values(value).every((count) => count === 0)) delete row[name];
    else if (isObject(value)) dropZeros(value);
  }
}

/** The same bucket, 17 s later. */
function shifted({ starting_at, ending_at }: Json): Json {
  const later = (at: unknown) => new Date(instantOf(at) + 17_000).toISOString();
  return { starting_at: later(starting_at), ending_at: later(ending_at) };
}

function instantOf(at: unknown): number {
  return Date.parse(String(at));
}

function rowsOf({ results }: Json): Json[] {
  return Array.isArray(results) ? results.filter(isObject) : [];
}

function hasRows(bucket: Json): boolean {
  return Array.isArray(bucket.results) && bucket.results.length > 0;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
