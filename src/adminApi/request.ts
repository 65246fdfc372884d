import { errorIn, hasRequestId, requestIdOf } from './answerError.ts';
import { AskedPause } from './askedPause.ts';
import type { BaseUrl } from './baseUrl.ts';
import { AdminApiError, malformed } from './errors.ts';
import type { Credential } from './key.ts';
import { type AttemptResult, type RetryOptions, withRetries } from './retry.ts';
import type { Headers, HttpResponse, QueuedTransport, SharedResponse } from './transport.ts';

/** Address of the extension: integrations are asked to say it in their User-Agent. */
const ADDRESS = 'https://marketplace.visualstudio.com/items?itemName=claude-usage.claude-usage';

export interface ApiRequest {
  /** Below `/v1/organizations/`. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Value of `anthropic-beta`. */
  readonly beta?: string;
}

/** A body that is JSON; what it holds is still unknown. */
export interface JsonResponse {
  readonly json: unknown;
  /** Size of the body before compression. */
  readonly bytes: number;
  readonly requestId: string;
}

export type GetJson = (request: ApiRequest, signal: AbortSignal) => Promise<JsonResponse>;

export interface RequesterOptions {
  readonly baseUrl: BaseUrl;
  readonly credential: Credential;
  /** The extension's. */
  readonly version: string;
  readonly transport: QueuedTransport;
  readonly retry: RetryOptions;
  readonly info: (line: string) => void;
  /** Told the `Date` of every answer that is the API's own word, ms: a machine's clock may be wrong, the API's is not. */
  readonly onServerDate: (date: number) => void;
}

export interface Requester {
  /** GET with the headers that every request carries, with retries, to JSON. Throws an AdminApiError. */
  readonly getJson: GetJson;
  /** See `Source`. */
  askOnce(until: number): void;
}

export function createRequester(options: RequesterOptions): Requester {
  const { credential, transport, retry } = options;
  const { deps } = retry;
  const redact = (text: string) => credential.redact(text);
  const common = {
    accept: 'application/json',
    'anthropic-version': '2023-06-01',
    'user-agent': `claude-usage-vscode/${options.version} (${ADDRESS})`,
  };

  const attempt = async (url: URL, headers: Headers, signal: AbortSignal): Promise<AttemptResult<JsonResponse>> => {
    const start = deps.now();
    let answer: SharedResponse;
    try {
      answer = await transport.send(url, headers, signal);
    } catch (error) {
      if (!(error instanceof AdminApiError)) throw error;
      return { ok: false, error, headers: {} };
    }
    const asked = `GET ${url.pathname}${readable(url.search)}`;
    if (!answer.isOwn) {
      options.info(`${asked} not sent: the API has just asked for a pause`);
      return readAnswer(answer, redact);
    }
    const date = serverDate(answer);
    if (date !== null) options.onServerDate(date);
    const size = Math.ceil(answer.body.byteLength / 1024);
    const requestId = requestIdOf(answer, redact);
    options.info(`${asked} ${answer.status}, ${size} KB, ${deps.now() - start} ms ${requestId}`);
    return readAnswer(answer, redact);
  };

  const pause = new AskedPause(retry);
  const getJson: GetJson = (request, signal) => {
    const url = new URL(`${options.baseUrl.origin}${options.baseUrl.prefix}/v1/organizations/${request.path}`);
    url.search = new URLSearchParams(request.query.map(([name, value]): [string, string] => [name, value])).toString();
    const beta = request.beta === undefined ? {} : { 'anthropic-beta': request.beta };
    return pause.keep(signal, (options) =>
      withRetries(options, signal, async () => {
        const outcome = await attempt(url, { ...common, ...beta, ...credential.header() }, signal);
        if (!outcome.ok) pause.note(outcome.error, outcome.headers);
        return outcome;
      }),
    );
  };
  return { getJson, askOnce: (until) => pause.askOnce(until) };
}

/**
 * Instant of the API's answer by its own clock, ms; null where unknown: a proxy's own answer lacks the API's
 * `request-id`, and one out of a cache has an `Age`.
 */
function serverDate(answer: HttpResponse): number | null {
  const { headers } = answer;
  if (!hasRequestId(answer) || headers['age'] !== undefined) return null;
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? null : date;
}

/** A 200 that is cut off or not JSON is a failure that may pass. A pause is the API's to ask for, nobody else's. */
function readAnswer(answer: HttpResponse, redact: (text: string) => string): AttemptResult<JsonResponse> {
  const { status, headers, body } = answer;
  const error = errorIn(answer, redact);
  if (error) return { ok: false, error, headers: error.kind === 'intermediary' ? {} : headers };
  const requestId = requestIdOf(answer, redact);
  const text = new TextDecoder().decode(body);
  try {
    const json: unknown = JSON.parse(text);
    return { ok: true, result: { json, bytes: body.byteLength, requestId } };
  } catch {
    // The parser's own error quotes the body, cut anywhere, so nothing could be redacted in it.
    const cause = new Error(`${body.byteLength} bytes that are not JSON`);
    const field = text.trimStart().startsWith('{') ? 'a body that is incomplete JSON' : 'body';
    return { ok: false, error: malformed(field, { status, requestId }, cause), headers };
  }
}

/** Only what is known to be harmless is decoded: a cursor is the API's text. */
function readable(search: string): string {
  return search.replaceAll('%3A', ':').replaceAll('%5B%5D', '[]');
}
