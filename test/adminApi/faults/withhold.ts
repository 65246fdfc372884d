import type { Lack } from './faults.ts';

/** The body of a report without some of what is in it: a 200 that looks whole. */
export function withhold(json: string, what: Lack): string {
  const body: unknown = JSON.parse(json);
  if (!isObject(body) || !Array.isArray(body['data'])) return json;
  const data: unknown[] = body['data'];
  switch (what) {
    case 'buckets':
      return JSON.stringify({ ...body, data: [] });
    case 'rows':
      return JSON.stringify({
        ...body,
        data: data.map((bucket) => (isObject(bucket) ? { ...bucket, results: [] } : bucket)),
      });
    case 'halves':
      return JSON.stringify({ ...body, data: data.map(halved) });
  }
}

/** Half of every number, and of every amount that is written as one. */
function halved(value: unknown): unknown {
  if (typeof value === 'number') return Math.floor(value / 2);
  if (Array.isArray(value)) return value.map(halved);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'amount' && typeof inner === 'string' ? String(Number(inner) / 2) : halved(inner),
    ]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
