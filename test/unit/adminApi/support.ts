import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AdminApi, type AdminApiOptions, createAdminApi } from '../../../src/adminApi/client.ts';
import { AdminApiError, type Failure } from '../../../src/adminApi/errors.ts';
import type { RetryDeps } from '../../../src/adminApi/retry.ts';
import type { HostFetch } from '../../../src/adminApi/transport.ts';

export const KEY = 'sk-ant-admin01-Secret_Secret-Secret0123456789';
export const NOW = Date.UTC(2026, 10, 22, 14, 7);
export const never = new AbortController().signal;

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse, count: number) => void;

export interface TestServer {
  readonly origin: string;
  readonly requests: readonly http.IncomingMessage[];
  close(): Promise<void>;
}

/** A server on loopback that answers as `handle` does; `count` is the number of the request, from 1. */
export async function serve(handle: Handler): Promise<TestServer> {
  const requests: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request);
    handle(request, response, requests.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(
  response: http.ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_011', ...headers });
  response.end(JSON.stringify(body));
}

/** An origin where nothing listens. */
export async function closedOrigin(): Promise<string> {
  const server = await serve(() => {});
  await server.close();
  return server.origin;
}

export const noHost: HostFetch = () => Promise.reject(new TypeError('fetch failed'));

export interface Recorded {
  readonly lines: string[];
  readonly pauses: number[];
}

/** A clock that only the pauses move. */
export function fakeSurroundings(recorded: Recorded): RetryDeps {
  let now = NOW;
  return {
    now: () => now,
    random: () => 0.5,
    delay(ms, signal) {
      recorded.pauses.push(ms);
      now += ms;
      return signal.aborted ? Promise.reject(signal.reason) : Promise.resolve();
    },
  };
}

/** A client whose pauses take no time and whose log is kept. */
export function testClient(origin: string, options: Partial<AdminApiOptions> = {}): { api: AdminApi } & Recorded {
  const recorded: Recorded = { lines: [], pauses: [] };
  const api = createAdminApi({
    baseUrl: { origin, prefix: '' },
    key: KEY,
    version: '1.2.3',
    log: { info: (line) => recorded.lines.push(line), warn: (line) => recorded.lines.push(line) },
    hostFetch: noHost,
    preferHost: false,
    maxWaitMs: 60_000,
    deps: fakeSurroundings(recorded),
    ...options,
  });
  return { api, ...recorded };
}

/** The failure that something ends in; anything but an AdminApiError fails the test. */
export async function failureOf(running: Promise<unknown>): Promise<Failure> {
  return (await errorOf(running)).failure;
}

export async function errorOf(running: Promise<unknown>): Promise<AdminApiError> {
  try {
    await running;
  } catch (error) {
    assert.ok(error instanceof AdminApiError, String(error));
    return error;
  }
  return assert.fail('nothing went wrong');
}

export function thrownBy(run: () => unknown): AdminApiError {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof AdminApiError, String(error));
    return error;
  }
  return assert.fail('nothing went wrong');
}
