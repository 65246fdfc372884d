import type { Organization } from '../../source.ts';
import type { Ask } from '../request.ts';
import { organization } from '../schemas/directory.ts';
import { parseReply } from '../schemas/wire.ts';

/** `GET /v1/organizations/me`: also the proof that a key works. */
export async function readOrganization(ask: Ask, signal: AbortSignal): Promise<Organization> {
  return parseReply(organization, await ask({ path: 'me', query: [] }, signal));
}
