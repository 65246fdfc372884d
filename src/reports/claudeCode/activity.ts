import type { ClaudeCodeModel, ClaudeCodeRecord } from '../../source/source.ts';

/** Tokens, and what the API takes them to cost at list prices, in millionths of a cent. */
export type ModelUsage = Omit<ClaudeCodeModel, 'model'>;

/** Changes that Claude Code proposed through its tools. */
export type ToolAnswers = Omit<ClaudeCodeRecord['tools'][number], 'name'>;

type Done = Pick<ClaudeCodeRecord, 'sessions' | 'linesAdded' | 'linesRemoved' | 'commits' | 'pullRequests'>;

/** Sums of some records. */
export type Activity = Done & ToolAnswers & ModelUsage;

export function activityOf(records: Iterable<ClaudeCodeRecord>): Activity {
  const done = { sessions: 0, linesAdded: 0, linesRemoved: 0, commits: 0, pullRequests: 0 };
  const answered = { accepted: 0, rejected: 0 };
  const used = nothingUsed();
  for (const record of records) {
    done.sessions += record.sessions;
    done.linesAdded += record.linesAdded;
    done.linesRemoved += record.linesRemoved;
    done.commits += record.commits;
    done.pullRequests += record.pullRequests;
    for (const tool of record.tools) addAnswers(answered, tool);
    for (const model of record.models) addModel(used, model);
  }
  return { ...done, ...answered, ...used };
}

export function modelUsageOf(models: Iterable<ModelUsage>): ModelUsage {
  const used = nothingUsed();
  for (const model of models) addModel(used, model);
  return used;
}

export function toolAnswersOf(tools: Iterable<ToolAnswers>): ToolAnswers {
  const answered = { accepted: 0, rejected: 0 };
  for (const tool of tools) addAnswers(answered, tool);
  return answered;
}

/** The dearest first, ties in their order. */
export function byCost<Item extends { readonly activity: ModelUsage }>(items: readonly Item[]): Item[] {
  const costs = ({ activity }: Item) => activity.estimatedCost;
  return items.toSorted((a, b) => (costs(a) < costs(b) ? 1 : costs(a) > costs(b) ? -1 : 0));
}

type Sum<Of> = { -readonly [Name in keyof Of]: Of[Name] };

function nothingUsed(): Sum<ModelUsage> {
  return { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, estimatedCost: 0n };
}

function addModel(sum: Sum<ModelUsage>, model: ModelUsage): void {
  sum.input += model.input;
  sum.output += model.output;
  sum.cacheRead += model.cacheRead;
  sum.cacheCreation += model.cacheCreation;
  sum.estimatedCost += model.estimatedCost;
}

function addAnswers(sum: Sum<ToolAnswers>, { accepted, rejected }: ToolAnswers): void {
  sum.accepted += accepted;
  sum.rejected += rejected;
}
