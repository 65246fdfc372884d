import type { Answer, Call } from './answer.ts';
import { badRequest } from './apiError.ts';
import { fingerprint, readRowCursor, rowCursor } from './cursor.ts';
import { integer, readQuery, single } from './query.ts';

export const SPEND_LIMITS_BETA = 'spend-limit-reads-2026-09-26';

/** A spend limit as it is on the wire; amounts are whole cents. */
export interface WireSpendLimit {
  readonly id: string;
  readonly type: 'spend_limit';
  readonly amount: string | null;
  readonly currency: string;
  readonly period: string;
  readonly scope: Readonly<Record<string, string>>;
  readonly is_enabled: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A limit of the organization by the month, unless said otherwise. */
export function wireSpendLimit(changes: Partial<WireSpendLimit> = {}): WireSpendLimit {
  return {
    id: 'spl_01TestBed',
    type: 'spend_limit',
    amount: '500000',
    currency: 'USD',
    period: 'monthly',
    scope: { type: 'organization' },
    is_enabled: true,
    created_at: '2026-05-04T09:12:00Z',
    updated_at: '2026-05-04T09:12:00Z',
    ...changes,
  };
}

/** `GET /v1/organizations/spend_limits`, only with the beta header. */
export function spendLimits(call: Call): Answer {
  const query = readQuery(call.parameters, ['scope_type[]', 'workspace_id', 'limit', 'page']);
  if (!call.betas.includes(SPEND_LIMITS_BETA)) {
    throw badRequest(`This endpoint requires the anthropic-beta header ${SPEND_LIMITS_BETA}.`);
  }
  const limit = integer(query, 'limit', { fallback: 20, most: 1000 });
  const print = fingerprint(call.path, query);
  const page = single(query, 'page');
  const first = page === undefined ? 0 : readRowCursor(page, print);
  const limits = call.spendLimits ?? [];
  const next = first + limit < limits.length ? rowCursor(first + limit, print) : null;
  const data = limits.slice(first, first + limit);
  const json = () => JSON.stringify({ data, has_more: next !== null, next_page: next });
  return { json, again: rowCursor(first, print) };
}
