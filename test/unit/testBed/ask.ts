import { FAST_MODE_BETA } from '../../adminApi/http/answer.ts';
import { KEYS } from '../../adminApi/http/credentials.ts';
import type { AdminApi } from '../../adminApi/server.ts';
import { HOUR, MINUTE } from '../../adminApi/world/time.ts';

export const TODAY = Date.UTC(2026, 10, 20);
/** A Friday, 14:07:30 UTC. */
export const NOW = TODAY + 14 * HOUR + 7.5 * MINUTE;

export const USAGE = '/v1/organizations/usage_report/messages';
export const COST = '/v1/organizations/cost_report';

export interface Row {
  readonly [field: string]: unknown;
  readonly api_key_id: string | null;
  readonly workspace_id: string | null;
  readonly speed?: string | null;
  readonly uncached_input_tokens: number;
  readonly cache_creation: { readonly ephemeral_1h_input_tokens: number; readonly ephemeral_5m_input_tokens: number };
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
  readonly server_tool_use: { readonly web_search_requests: number };
}

export interface CostRow {
  readonly amount: string;
  readonly description: string | null;
  readonly token_type: string | null;
  readonly speed?: string | null;
  readonly cost_type: string | null;
  readonly service_tier: string | null;
  readonly workspace_id: string | null;
}

export interface Bucket<Result> {
  readonly starting_at: string;
  readonly ending_at: string;
  readonly results: readonly Result[];
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_page: string | null;
}

export interface Refusal {
  readonly type: 'error';
  readonly error: { readonly type: string; readonly message: string };
  readonly request_id: string;
}

type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

/** A request with an admin key and the version header; a header that is '' is left out. */
export function ask(api: AdminApi, path: string, parameters: Parameters = {}, headers: Record<string, string> = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'object') for (const one of value) query.append(`${name}[]`, one);
    else query.append(name, String(value));
  }
  const all = { 'x-api-key': KEYS.admin, 'anthropic-version': '2023-06-01', ...headers };
  const sent = Object.entries(all).filter(([, value]) => value !== '');
  const search = query.size > 0 ? `?${query}` : '';
  return fetch(`${api.url}${path}${search}`, { headers: Object.fromEntries(sent), redirect: 'manual' });
}

export const FAST_MODE = { 'anthropic-beta': FAST_MODE_BETA };

/** The body of a 200. Rejects with what another status says. */
export async function body<Body>(answer: Promise<Response>): Promise<Body> {
  const response = await answer;
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

export async function refusal(answer: Promise<Response>): Promise<Refusal & { status: number }> {
  const response = await answer;
  return { status: response.status, ...((await response.json()) as Refusal) };
}

export function usage(api: AdminApi, parameters: Parameters, headers: Record<string, string> = {}) {
  return body<Page<Bucket<Row>>>(ask(api, USAGE, parameters, headers));
}

export function cost(api: AdminApi, parameters: Parameters, headers: Record<string, string> = {}) {
  return body<Page<Bucket<CostRow>>>(ask(api, COST, parameters, headers));
}

export function tokensOf({ data }: Page<Bucket<Row>>): number {
  return data
    .flatMap(({ results }) => results)
    .reduce(
      (sum, row) =>
        sum +
        row.uncached_input_tokens +
        row.cache_creation.ephemeral_1h_input_tokens +
        row.cache_creation.ephemeral_5m_input_tokens +
        row.cache_read_input_tokens +
        row.output_tokens,
      0,
    );
}

/** The API's decimal cents in millionths of a cent. */
export function millionths(cents: string): bigint {
  const [whole = '', fraction = ''] = cents.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}

export function sumOf(rows: readonly CostRow[]): bigint {
  return rows.reduce((sum, { amount }) => sum + millionths(amount), 0n);
}
