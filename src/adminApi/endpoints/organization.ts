import type { Organization } from '../../source/source.ts';
import type { GetJson } from '../request.ts';
import { organization } from '../schemas/directory.ts';
import { parseResponse } from '../schemas/wire.ts';

/** `GET /v1/organizations/me`: also the proof that a key works. */
export async function readOrganization(getJson: GetJson, signal: AbortSignal): Promise<Organization> {
  return parseResponse(organization, await getJson({ path: 'me', query: [] }, signal));
}
