import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultTaker } from './faults/faults.ts';
import { malform } from './faults/malform.ts';
import { withhold } from './faults/withhold.ts';
import type { Answer } from './http/answer.ts';
import { ApiError, errorBody } from './http/apiError.ts';
import { admit, keyOf } from './http/credentials.ts';
import type { Encoder } from './http/encoding.ts';
import type { RateLimit } from './http/rateLimit.ts';
import { answer, checkVersion, readBetas } from './http/routes.ts';
import { plain, send } from './http/send.ts';
import type { WireSpendLimit } from './http/spendLimits.ts';
import type { TestOrganization } from './organization.ts';
import type { RequestLogWriter } from './requestLog.ts';
import { newRecord, type RequestRecord, urlOf } from './requestRecord.ts';

/** What the server consists of, seen from one request. */
export interface HandlerParts {
  readonly now: () => number;
  readonly latency: () => number;
  readonly organization: TestOrganization;
  /** Further organizations, by the key that opens them. */
  readonly others: ReadonlyMap<string, TestOrganization>;
  readonly faults: FaultTaker;
  readonly log: RequestLogWriter;
  readonly encoder: Encoder;
  readonly rateLimit: RateLimit | undefined;
  /** Whether the organization may use the fast-mode beta. */
  readonly fastMode: boolean;
  /** Undefined where the organization is not enrolled in their beta. */
  readonly spendLimits: readonly WireSpendLimit[] | undefined;
  readonly elsewhere: string;
  /** Aborted when the server is disposed. */
  readonly signal: AbortSignal;
}

export function createHandler(parts: HandlerParts): RequestListener {
  return (request, response) => {
    const url = urlOf(request);
    const record = newRecord(request, { underWay: parts.log.underWay + 1, others: [...parts.others.keys()] });
    parts.log.begin(record);
    response.once('close', () => parts.log.end(record));
    serve(parts, request, url, response, record).catch(() => response.destroy());
  };
}

async function serve(
  parts: HandlerParts,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  record: RequestRecord,
): Promise<void> {
  const fault = parts.faults.take(record.route);
  const wait = parts.latency() + (fault?.kind === 'slow' ? fault.ms : 0);
  if (wait > 0) await delay(wait, undefined, { signal: parts.signal });
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'cut' && fault.where === 'before') {
    response.destroy();
    return;
  }
  const organization = parts.others.get(keyOf(request.headers) ?? '') ?? parts.organization;
  const headers = { 'anthropic-organization-id': organization.world.organization.id };
  try {
    const early = fault && earlyReply(fault, parts, url);
    if (early) {
      const { text, ...reply } = early;
      send(response, record, parts.now(), { ...reply, body: plain(text) });
      return;
    }
    const found = answerTo(parts, request, url, record, organization);
    const { json, lasting } =
      fault?.kind === 'malformed' || fault?.kind === 'lacking'
        ? { json: () => spoil(found, fault, url), lasting: undefined }
        : found;
    const body = await parts.encoder.encode(json, request.headers['accept-encoding'], lasting);
    send(response, record, parts.now(), { status: 200, headers, body }, fault?.kind === 'cut');
  } catch (error) {
    const refusal = error instanceof ApiError ? error : new ApiError(500, `Internal server error: ${String(error)}`);
    const body = plain(errorBody(refusal.status, refusal.message, record.id));
    send(response, record, parts.now(), { status: refusal.status, headers: { ...headers, ...refusal.headers }, body });
  }
}

/** Faults that stand in for the answer. Throws an ApiError for those that look like one of the API's own. */
function earlyReply(fault: Fault, parts: HandlerParts, url: URL) {
  switch (fault.kind) {
    case 'status':
      throw new ApiError(fault.status, fault.message ?? 'A fault that was asked for.', fault.headers);
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
        text: '<!doctype html><title>Just a moment</title><h1>Just a moment</h1>',
        isForeign: true,
      };
    case 'intermediary':
      return { status: fault.status, headers: fault.headers ?? {}, text: fault.body ?? '', isForeign: true };
    case 'redirect': {
      const location = fault.to ?? `${parts.elsewhere}${url.pathname}${url.search}`;
      return { status: fault.status ?? 302, headers: { location }, text: '' };
    }
    default:
      return undefined;
  }
}

function answerTo(
  parts: HandlerParts,
  request: IncomingMessage,
  url: URL,
  record: RequestRecord,
  organization: TestOrganization,
): Answer {
  if (request.method !== 'GET') throw new ApiError(405, 'Method Not Allowed', { allow: 'GET' });
  admit(record.key);
  parts.rateLimit?.spend(organization.world.organization.id, parts.now());
  checkVersion(request.headers['anthropic-version']);
  const betas = readBetas(request.headers['anthropic-beta'], {
    fastMode: parts.fastMode,
    spendLimits: parts.spendLimits !== undefined,
  });
  const { spendLimits } = parts;
  const call = { organization, now: parts.now(), path: url.pathname, parameters: url.searchParams, betas, spendLimits };
  return answer(record.route, call);
}

function spoil(found: Answer, fault: Extract<Fault, { kind: 'malformed' | 'lacking' }>, url: URL): string {
  if (fault.kind === 'lacking') return withhold(found.json(), fault.what);
  const page = url.searchParams.get('page') ?? url.searchParams.get('after_id');
  return malform(found.json(), fault.how, { page, again: found.again ?? '' });
}
