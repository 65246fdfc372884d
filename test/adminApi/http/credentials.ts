import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './apiError.ts';

/** Made-up keys that the server knows. None of them opens anything anywhere. */
export const KEYS = {
  admin: 'sk-ant-admin01-test-bed-admin',
  /** An organization-scoped personal key, which the Admin API accepts in spite of its prefix. */
  personal: 'sk-ant-api03-test-bed-personal',
  /** An ordinary key of a workspace: 403. */
  ordinary: 'sk-ant-api03-test-bed-ordinary',
  /** A key without the scope that is needed: 403. */
  scoped: 'sk-ant-api01-test-bed-scoped',
  /** A key of an individual account: 403. */
  individual: 'sk-ant-admin01-test-bed-individual',
} as const;

export type KeyKind = keyof typeof KEYS | 'other organization' | 'unknown' | 'none';

const REFUSALS: Partial<Record<KeyKind, readonly [status: number, message: string]>> = {
  none: [401, 'x-api-key header is required'],
  unknown: [401, 'invalid x-api-key'],
  ordinary: [403, 'This API key does not have permission to use the Admin API.'],
  scoped: [403, 'This API key has the scopes read:models; it needs read:organization.'],
  individual: [403, 'The Admin API is unavailable for individual accounts.'],
};

/** What a request was signed with, `x-api-key` or bearer. */
export function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const single = headers['x-api-key'];
  if (typeof single === 'string') return single;
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}

/** `others` are the keys of further organizations of the same server. */
export function kindOfKey(key: string | undefined, others: readonly string[]): KeyKind {
  if (key === undefined) return 'none';
  for (const kind of ['admin', 'personal', 'ordinary', 'scoped', 'individual'] as const) {
    if (KEYS[kind] === key) return kind;
  }
  return others.includes(key) ? 'other organization' : 'unknown';
}

/** Throws a 401 or 403 unless keys of this kind may use the Admin API. */
export function admit(kind: KeyKind): void {
  const refusal = REFUSALS[kind];
  if (refusal) throw new ApiError(...refusal);
}
