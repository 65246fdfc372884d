import * as z from 'zod';
import { AdminApiError, type AnswerFacts, type Failure } from './errors.ts';
import type { Answer } from './transport.ts';

const MESSAGE_LENGTH = 300;

const errorBody = z.object({
  error: z.object({
    message: z.string().catch(''),
    details: z.object({ error_code: z.string() }).nullish().catch(null),
  }),
  request_id: z.string().nullish().catch(null),
});
type ErrorBody = z.output<typeof errorBody>;

/** The failure that an answer outside 200–299 is; status and `details.error_code` decide, never the message. */
export function toError(answer: Answer, redact: (text: string) => string): AdminApiError {
  const body = readBody(answer.body);
  const facts: AnswerFacts = {
    status: answer.status,
    requestId: requestIdOf(answer, redact, body?.request_id ?? ''),
    apiMessage: plain(redact(body?.error.message ?? '')),
  };
  return new AdminApiError(toFailure(facts, body?.error.details?.error_code ?? ''));
}

/** `''` when there is none, or none that looks like one. */
export function requestIdOf(answer: Answer, redact: (text: string) => string, inBody = ''): string {
  const id = redact(answer.headers['request-id'] ?? inBody);
  return /^[\w-]{1,80}$/.test(id) ? id : '';
}

function toFailure(facts: AnswerFacts, errorCode: string): Failure {
  const { status } = facts;
  if (errorCode === 'organization_type_not_supported') return { ...facts, kind: 'individualAccount' };
  // 0 is how a browser-like fetch shows a redirect that it was told not to follow.
  if (status === 0 || (status >= 300 && status < 400)) return { ...facts, kind: 'redirect' };
  if (status === 401) return { ...facts, kind: 'invalidKey' };
  if (status === 403) return { ...facts, kind: 'forbidden' };
  if (status === 404) return { ...facts, kind: 'notFound' };
  if (status === 429) return { ...facts, kind: 'rateLimited', retryAt: null };
  if (status >= 500 || status === 408 || status === 409) return { ...facts, kind: 'server', retryAt: null };
  return { ...facts, kind: 'badRequest' };
}

function readBody(body: Uint8Array): ErrorBody | undefined {
  try {
    return errorBody.safeParse(JSON.parse(new TextDecoder().decode(body))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One line without control characters, cut to a length that fits a toast. */
function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH)}…` : line;
}
