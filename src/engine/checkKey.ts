import { type AdminApiOptions, createAdminApi } from '../adminApi/client.ts';
import { AdminApiError } from '../adminApi/errors.ts';
import { problemOf } from './problem.ts';
import type { Account, KeyCheck } from './thread/protocol.ts';

/** Asks the API for the organization of a key. A key that could not be checked is not a refused one. */
export async function checkKey(
  { baseUrl, key, preferHost }: Account & { readonly type: 'key' },
  options: Pick<AdminApiOptions, 'version' | 'log' | 'hostFetch' | 'deps' | 'onServerDate'>,
): Promise<KeyCheck> {
  const api = createAdminApi({ ...options, baseUrl, key, preferHost });
  try {
    return { outcome: 'valid', organization: await api.organization(new AbortController().signal) };
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    const { kind, message } = problemOf(error);
    return { outcome: kind === 'refused' ? 'refused' : 'unchecked', message };
  } finally {
    await api.dispose();
  }
}
