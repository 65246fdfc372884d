import type { ApiKey, Organization, Workspace } from '../source/source.ts';
import { pilotOn } from './schedule.ts';

export const SAMPLE_ORGANIZATION: Organization = {
  id: '5a3b1e00-ac3e-4b07-9b07-0000005a3b1e',
  name: 'Acme Robotics',
};

/** The default workspace and keyless usage are `null` in the API. */
export const DEFAULT_WORKSPACE = '';
export const NO_KEY = '';
const DEFAULT_WORKSPACE_ID = 'wrkspc_01AcmeDefault';

export const PRODUCTION = 'wrkspc_01AcmeProduction';
export const RESEARCH = 'wrkspc_01AcmeResearch';
export const DEVELOPER_TOOLS = 'wrkspc_01AcmeDeveloperTools';
export const CLAUDE_CODE = 'wrkspc_01AcmeClaudeCode';

/** Pilots that are still listed: more than a year's. */
const PILOTS_LISTED = 6;

export const KEYS = {
  supportAgent: 'apikey_01AcmeSupportAgent',
  storefront: 'apikey_01AcmeStorefront',
  searchSummaries: 'apikey_01AcmeSearchSummaries',
  documentPipeline: 'apikey_01AcmeDocumentPipeline',
  intentRouter: 'apikey_01AcmeIntentRouter',
  robotPlanner: 'apikey_01AcmeRobotPlanner',
  nightlyEvals: 'apikey_01AcmeNightlyEvals',
  modelScout: 'apikey_01AcmeModelScout',
  teleopCopilot: 'apikey_01AcmeTeleopCopilot',
  reviewBot: 'apikey_01AcmeReviewBot',
  opsTriage: 'apikey_01AcmeOpsTriage',
  notebooks: 'apikey_01AcmeNotebooks',
  mira: 'apikey_01AcmeClaudeCodeMira',
  jonas: 'apikey_01AcmeClaudeCodeJonas',
  priya: 'apikey_01AcmeClaudeCodePriya',
  oldImporter: 'apikey_01AcmeOldImporter',
  firstPrototype: 'apikey_01AcmeFirstPrototype',
} as const;

export function pilotWorkspace(pilot: number): string {
  return `wrkspc_01AcmePilot${pilot}`;
}

export function pilotKey(pilot: number): string {
  return `apikey_01AcmePilot${pilot}`;
}

function pilotsListed(day: number): readonly number[] {
  const running = pilotOn(day);
  return Array.from({ length: PILOTS_LISTED }, (_, index) => running - index);
}

/** Like the API's listing, it leaves out the default workspace. */
export function workspacesOn(day: number): readonly Workspace[] {
  const workspace = (id: string, name: string, archived = false): Workspace => ({ id, name, archived });
  return [
    workspace(PRODUCTION, 'Production'),
    workspace(RESEARCH, 'Research'),
    workspace(DEVELOPER_TOOLS, 'Developer Tools'),
    workspace(CLAUDE_CODE, 'Claude Code'),
    ...pilotsListed(day).map((pilot) =>
      workspace(pilotWorkspace(pilot), `Warehouse Pilot ${pilot}`, pilot !== pilotOn(day)),
    ),
  ];
}

export function apiKeysOn(day: number): readonly ApiKey[] {
  const key = (id: string, name: string, workspaceId: string, status = 'active'): ApiKey => ({
    id,
    name,
    status,
    hint: `sk-ant-api03-${id.slice(13, 16)}...${id.slice(-4)}`,
    workspaceId,
    defaultWorkspaceId: workspaceId === DEFAULT_WORKSPACE ? DEFAULT_WORKSPACE_ID : '',
  });
  return [
    key(KEYS.supportAgent, 'support-agent', PRODUCTION),
    key(KEYS.storefront, 'storefront-assistant', PRODUCTION),
    key(KEYS.searchSummaries, 'search-summaries', PRODUCTION),
    key(KEYS.documentPipeline, 'document-pipeline', PRODUCTION),
    key(KEYS.intentRouter, 'intent-router', PRODUCTION),
    key(KEYS.robotPlanner, 'robot-planner', RESEARCH),
    key(KEYS.nightlyEvals, 'nightly-evals', RESEARCH),
    key(KEYS.modelScout, 'model-scout', RESEARCH),
    key(KEYS.teleopCopilot, 'teleop-copilot', RESEARCH),
    key(KEYS.reviewBot, 'ci-review-bot', DEVELOPER_TOOLS),
    key(KEYS.opsTriage, 'ops-triage', DEVELOPER_TOOLS),
    key(KEYS.notebooks, 'notebooks', DEFAULT_WORKSPACE),
    key(KEYS.mira, 'claude_code_key_mira.okafor', CLAUDE_CODE),
    key(KEYS.jonas, 'claude_code_key_jonas.lindqvist', CLAUDE_CODE),
    key(KEYS.priya, 'claude_code_key_priya.raman', CLAUDE_CODE),
    key(KEYS.oldImporter, 'old-importer', DEFAULT_WORKSPACE, 'inactive'),
    key(KEYS.firstPrototype, 'first-prototype', RESEARCH, 'archived'),
    ...pilotsListed(day).map((pilot) =>
      key(
        pilotKey(pilot),
        `warehouse-pilot-${pilot}`,
        pilotWorkspace(pilot),
        pilot === pilotOn(day) ? 'active' : 'archived',
      ),
    ),
  ];
}
