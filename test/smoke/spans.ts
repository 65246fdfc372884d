import type { RequestRecord } from '../adminApi/requestRecord.ts';

/** Start of the span that was asked for, ms; NaN for a question about none. */
export function startOf({ query }: RequestRecord): number {
  return Date.parse(query.get('starting_at')?.[0] ?? '');
}

/** Start of the earliest hour of usage that was asked for, ms; infinite where none was. */
export function oldestHour(requests: readonly RequestRecord[]): number {
  const hours = requests.filter(({ query }) => query.get('bucket_width')?.[0] === '1h');
  return Math.min(...hours.map(startOf));
}
