import * as z from 'zod/mini';
import { unlinked } from '../shared/unlinked.ts';
import { AdminApiError, type AnswerFacts, type Failure } from './errors.ts';
import type { HttpResponse } from './transport.ts';

const MESSAGE_LENGTH = 300;
/** Bytes. A longer body of a 200 is a report, and is not read twice. */
const LONGEST_ENVELOPE = 16 * 1024;

/** The API's error envelope. */
const errorBody = z.object({
  type: z.literal('error'),
  error: z.object({
    type: z.string(),
    message: z.string(),
    details: z.catch(z.nullish(z.object({ error_code: z.string() })), null),
  }),
  request_id: z.catch(z.nullish(z.string()), null),
});
type ErrorBody = z.output<typeof errorBody>;

/**
 * Whether the API itself gave this answer: it has the API's `request-id`, or the API's error envelope for a body. Proxies,
 * firewalls and sign-in pages answer with any status. An answer without proof may still be a gateway's right one.
 */
export function isFromApi(answer: Pick<HttpResponse, 'headers' | 'body'>): boolean {
  return hasRequestId(answer) || readEnvelope(answer.body) !== undefined;
}

/** The API's ids begin with `req_`; other servers have headers of this name, too. */
export function hasRequestId({ headers }: Pick<HttpResponse, 'headers'>): boolean {
  return /^req_[\w-]{1,76}$/.test(headers['request-id'] ?? '');
}

/**
 * Whether something between here and the API gave this answer. A 200 without a request id counts as the API's where its
 * body could be a report, since gateways may drop headers; so does JSON that is cut off.
 */
export function isFromIntermediary(answer: HttpResponse): boolean {
  if (hasRequestId(answer)) return false;
  const { status, body } = answer;
  if (status < 200 || status >= 300) return readEnvelope(body) === undefined;
  const text = new TextDecoder().decode(body).trim();
  const json = parseJson(text);
  return json === undefined ? !text.startsWith('{') : !couldBeOfApi.safeParse(json).success;
}

/** The envelopes that the API has: a page, the organization, an error. */
const couldBeOfApi = z.union([
  z.object({ data: z.array(z.unknown()) }),
  z.object({ id: z.string(), name: z.string() }),
  errorBody,
]);

/**
 * The failure that an answer is; undefined where it is none. Status and `details.error_code` decide, never the message,
 * and nothing decides that the API did not say.
 */
export function errorIn(answer: HttpResponse, redact: (text: string) => string): AdminApiError | undefined {
  if (isFromIntermediary(answer)) {
    return new AdminApiError({ status: answer.status, requestId: '', apiMessage: '', kind: 'intermediary' });
  }
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const envelope = isSuccess && answer.body.byteLength > LONGEST_ENVELOPE ? undefined : readEnvelope(answer.body);
  if (isSuccess && envelope === undefined) return undefined;
  const facts: AnswerFacts = {
    status: answer.status,
    requestId: requestIdOf(answer, redact, envelope?.request_id ?? ''),
    apiMessage: plain(redact(envelope?.error.message ?? '')),
  };
  return new AdminApiError(toFailure(facts, envelope?.error.details?.error_code ?? ''));
}

/** `''` when there is none, or none that looks like one. */
export function requestIdOf(answer: HttpResponse, redact: (text: string) => string, inBody = ''): string {
  const id = redact(answer.headers['request-id'] ?? inBody);
  return /^[\w-]{1,80}$/.test(id) ? id : '';
}

function toFailure(facts: AnswerFacts, errorCode: string): Failure {
  const { status } = facts;
  if (errorCode === 'organization_type_not_supported') return { ...facts, kind: 'individualAccount' };
  // The answer began well, and then the API failed.
  if (status >= 200 && status < 300) return { ...facts, kind: 'server', retryAt: null };
  // 0 is how a browser-like fetch shows a redirect that it was told not to follow.
  if (status === 0 || (status >= 300 && status < 400)) return { ...facts, kind: 'redirect' };
  if (status === 401) return { ...facts, kind: 'invalidKey' };
  if (status === 403) return { ...facts, kind: 'forbidden' };
  if (status === 404) return { ...facts, kind: 'notFound' };
  if (status === 429) return { ...facts, kind: 'rateLimited', retryAt: null };
  if (status >= 500 || status === 408 || status === 409) return { ...facts, kind: 'server', retryAt: null };
  return { ...facts, kind: 'badRequest' };
}

function readEnvelope(body: Uint8Array): ErrorBody | undefined {
  return errorBody.safeParse(parseJson(new TextDecoder().decode(body))).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For a toast: no link, and cut to a length that fits. */
function plain(text: string): string {
  const line = unlinked(text);
  return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH)}…` : line;
}
