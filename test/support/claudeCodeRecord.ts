import type { ClaudeCodeModel, ClaudeCodeRecord } from '../../src/source/source.ts';

/** A person at work with an API key, without tools and models unless said otherwise. */
export function claudeCodeRecord(own: Partial<ClaudeCodeRecord> = {}): ClaudeCodeRecord {
  return {
    day: '2026-11-19',
    actor: 'mira@acme.example',
    actorType: 'user_actor',
    customerType: 'api',
    terminalType: 'vscode',
    sessions: 1,
    linesAdded: 0,
    linesRemoved: 0,
    commits: 0,
    pullRequests: 0,
    tools: [],
    models: [],
    ...own,
  };
}

export function claudeCodeModel(own: Partial<ClaudeCodeModel> = {}): ClaudeCodeModel {
  return {
    model: 'claude-opus-5-5',
    input: 0,
    output: 0,
    cacheRead: 0,
    cacheCreation: 0,
    estimatedCost: 0n,
    ...own,
  };
}
