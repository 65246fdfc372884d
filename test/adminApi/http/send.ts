import type { ServerResponse } from 'node:http';
import type { RequestRecord } from '../requestRecord.ts';
import type { Encoded } from './encoding.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Encoded;
  /** Something between answers, not the API: there is no request id. */
  readonly isForeign?: boolean;
}

/**
 * Sends a whole reply, dated by the server's clock (ms), or with `cut` half of its body before the connection is closed.
 */
export function send(response: ServerResponse, record: RequestRecord, now: number, reply: Reply, cut = false): void {
  if (response.destroyed) return;
  const { body, encoding, bytes } = reply.body;
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'content-length': body.length,
    date: new Date(now).toUTCString(),
    ...(reply.isForeign === true ? {} : { 'request-id': record.id }),
    vary: 'Accept-Encoding',
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    ...reply.headers,
  });
  record.status = reply.status;
  record.bytes = bytes;
  const sent = cut ? body.subarray(0, Math.floor(body.length / 2)) : body;
  record.bytesSent = sent.length;
  if (cut) response.write(sent, () => response.destroy());
  else response.end(sent);
}

/** A small body that is sent as it is. */
export function plain(text: string): Encoded {
  const body = Buffer.from(text);
  return { body, encoding: 'identity', bytes: body.length };
}
