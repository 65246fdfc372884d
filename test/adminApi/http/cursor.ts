import { createHash } from 'node:crypto';
import { rfc3339 } from '../world/time.ts';
import { badRequest } from './apiError.ts';
import type { Query } from './query.ts';

/** Identity of a query, without the page it asks for. */
export function fingerprint(endpoint: string, query: Query): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'page')
    .map(([name, values]) => `${name}=${[...values].sort().join(',')}`);
  return createHash('sha256')
    .update([endpoint, ...parameters.sort()].join('&'))
    .digest('base64url')
    .slice(0, 10);
}

/** An opaque cursor to the bucket that starts at `start`, good for its own query alone. */
export function timeCursor(start: number, print: string): string {
  return `page_${Buffer.from(`${rfc3339(start)} ${print}`).toString('base64')}`;
}

/** Where a cursor points. Throws a 400 on one that is not ours or was made for other parameters. */
export function readTimeCursor(cursor: string, print: string): number {
  const [start, bound] = decode(cursor);
  const instant = Date.parse(start);
  if (bound !== print || Number.isNaN(instant)) throw badRequest('page: Invalid page token');
  return instant;
}

/** The same for a position in a list of rows. */
export function rowCursor(position: number, print: string): string {
  return `page_${Buffer.from(`${position} ${print}`).toString('base64')}`;
}

export function readRowCursor(cursor: string, print: string): number {
  const [position, bound] = decode(cursor);
  if (bound !== print || !/^\d+$/.test(position)) throw badRequest('page: Invalid page token');
  return Number(position);
}

function decode(cursor: string): [string, string] {
  if (!cursor.startsWith('page_')) throw badRequest('page: Invalid page token');
  const [place = '', bound = ''] = Buffer.from(cursor.slice('page_'.length), 'base64').toString().split(' ');
  return [place, bound];
}
