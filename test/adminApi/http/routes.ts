import { type Answer, type Call, FAST_MODE_BETA } from './answer.ts';
import { ApiError } from './apiError.ts';
import { claudeCode } from './claudeCode.ts';
import { costReport } from './costReport.ts';
import { apiKey, apiKeys, organizationMe, workspace, workspaces } from './directory.ts';
import { SPEND_LIMITS_BETA, spendLimits } from './spendLimits.ts';
import { usageReport } from './usageReport.ts';

export type Route = 'me' | 'usage' | 'cost' | 'claudeCode' | 'apiKeys' | 'workspaces' | 'spendLimits' | 'other';

const ROOT = '/v1/organizations/';

export function routeOf(path: string): Route {
  const [collection = '', id] = path.startsWith(ROOT) ? path.slice(ROOT.length).split('/') : [];
  switch (collection) {
    case 'me':
      return id === undefined ? 'me' : 'other';
    case 'cost_report':
      return id === undefined ? 'cost' : 'other';
    case 'usage_report':
      if (id === 'messages') return 'usage';
      return id === 'claude_code' ? 'claudeCode' : 'other';
    case 'api_keys':
      return 'apiKeys';
    case 'workspaces':
      return 'workspaces';
    case 'spend_limits':
      return id === undefined ? 'spendLimits' : 'other';
    default:
      return 'other';
  }
}

/** Throws an ApiError for everything but a 200. */
export function answer(route: Route, call: Call): Answer {
  const id = call.path.slice(ROOT.length).split('/')[1];
  switch (route) {
    case 'me':
      return organizationMe(call);
    case 'usage':
      return usageReport(call);
    case 'cost':
      return costReport(call);
    case 'claudeCode':
      return claudeCode(call);
    case 'apiKeys':
      return id === undefined ? apiKeys(call) : apiKey(call, id);
    case 'workspaces':
      return id === undefined ? workspaces(call) : workspace(call, id);
    case 'spendLimits':
      return spendLimits(call);
    case 'other':
      throw new ApiError(404, `Not found: ${call.path}`);
  }
}

const VERSIONS = ['2023-06-01', '2026-10-21'];
/** Throws a 400 unless the request names a version that exists. */
export function checkVersion(version: string | readonly string[] | undefined): void {
  if (version === undefined) throw new ApiError(400, 'anthropic-version: header is required');
  if (typeof version !== 'string' || !VERSIONS.includes(version)) {
    throw new ApiError(400, 'anthropic-version: this is not a valid version');
  }
}

/** Betas that an organization is enrolled in. */
export interface Enrollment {
  readonly fastMode: boolean;
  readonly spendLimits: boolean;
}

/** Throws a 400 on a beta that does not exist or that the organization is not enrolled in. */
export function readBetas(header: string | readonly string[] | undefined, enrolled: Enrollment): string[] {
  const betas = String(header ?? '')
    .split(',')
    .map((beta) => beta.trim())
    .filter((beta) => beta !== '');
  const known = [enrolled.fastMode && FAST_MODE_BETA, enrolled.spendLimits && SPEND_LIMITS_BETA];
  const stranger = betas.find((beta) => !known.includes(beta));
  if (stranger !== undefined) throw new ApiError(400, `Unexpected value(s) ${stranger} for the anthropic-beta header`);
  return betas;
}
