import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type KeyKind, keyOf, kindOfKey } from './http/credentials.ts';
import { type Route, routeOf } from './http/routes.ts';

/** One request as it came in and was answered. Values of secrets are never in it. */
export interface RequestRecord {
  /** Also the `request-id` of the answer. */
  readonly id: string;
  readonly route: Route;
  readonly method: string;
  readonly path: string;
  /** Decoded names with their values in order. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: KeyKind;
  /** ms since 1970 by the real clock, whatever the server's own says. */
  readonly at: number;
  /** Requests under way when this one came, itself included. */
  readonly underWay: number;
  /** 0 until it is answered, and for ever where no answer was sent. */
  status: number;
  /** Of the body before compression, and as sent. */
  bytes: number;
  bytesSent: number;
  /** Milliseconds until the answer was sent or the connection was gone; undefined while it is under way. */
  took: number | undefined;
}

const SECRET_HEADERS = ['x-api-key', 'authorization', 'cookie', 'proxy-authorization'];

/** A request that has just come in. `others` are the keys of further organizations. */
export function newRecord(
  request: IncomingMessage,
  { underWay, others }: { underWay: number; others: readonly string[] },
): RequestRecord {
  const url = urlOf(request);
  const query = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) query.set(name, [...(query.get(name) ?? []), value]);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    SECRET_HEADERS.includes(name) ? '***' : String(value),
  ]);
  return {
    id: `req_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
    route: routeOf(url.pathname),
    method: request.method ?? '',
    path: url.pathname,
    query,
    headers: Object.fromEntries(headers),
    key: kindOfKey(keyOf(request.headers), others),
    at: Date.now(),
    underWay,
    status: 0,
    bytes: 0,
    bytesSent: 0,
    took: undefined,
  };
}

export function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://127.0.0.1');
}
