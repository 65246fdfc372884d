import * as z from 'zod';
import { moneyFromCents } from '../../shared/money.ts';
import type { ClaudeCodeRecord } from '../../source.ts';
import { amount } from './cost.ts';
import { count, reportPage, text } from './wire.ts';

/** Written as `YYYY-MM-DD` in one place of the documentation and as RFC 3339 in another. */
const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((written) => new Date(written).toISOString().slice(0, 10));

/** The one amount that comes as a number of cents. */
const estimate = z.union([amount, z.number().transform((cents) => moneyFromCents(cents.toFixed(6)))]);

const actor = z.union([
  z.object({ type: z.literal('user_actor'), email_address: text }),
  z.object({ type: z.literal('api_actor'), api_key_name: text }),
  z.object({ type: z.string().refine((type) => type !== 'user_actor' && type !== 'api_actor') }),
]);

export const claudeCodePage = reportPage(
  z.object({
    date: day,
    actor,
    customer_type: text,
    terminal_type: text,
    core_metrics: z.object({
      num_sessions: count,
      lines_of_code: z.object({ added: count, removed: count }),
      commits_by_claude_code: count,
      pull_requests_by_claude_code: count,
    }),
    tool_actions: z.record(z.string(), z.object({ accepted: count, rejected: count })).nullish(),
    model_breakdown: z.array(
      z.object({
        model: z.string(),
        tokens: z.object({ input: count, output: count, cache_read: count, cache_creation: count }),
        estimated_cost: z.object({ amount: estimate, currency: z.literal('USD') }),
      }),
    ),
  }),
);

type Wire = z.output<typeof claudeCodePage>['data'][number];

export function toClaudeCodeRecord(wire: Wire): ClaudeCodeRecord {
  const core = wire.core_metrics;
  return {
    day: wire.date,
    actor: actorName(wire.actor),
    actorType: wire.actor.type,
    customerType: wire.customer_type ?? '',
    terminalType: wire.terminal_type ?? '',
    sessions: core.num_sessions,
    linesAdded: core.lines_of_code.added,
    linesRemoved: core.lines_of_code.removed,
    commits: core.commits_by_claude_code,
    pullRequests: core.pull_requests_by_claude_code,
    tools: Object.entries(wire.tool_actions ?? {}).map(([name, action]) => ({ name, ...action })),
    models: wire.model_breakdown.map(({ model, tokens, estimated_cost }) => ({
      model,
      input: tokens.input,
      output: tokens.output,
      cacheRead: tokens.cache_read,
      cacheCreation: tokens.cache_creation,
      estimatedCost: estimated_cost.amount,
    })),
  };
}

function actorName(wire: Wire['actor']): string {
  if ('email_address' in wire) return wire.email_address ?? '';
  return 'api_key_name' in wire ? (wire.api_key_name ?? '') : '';
}
