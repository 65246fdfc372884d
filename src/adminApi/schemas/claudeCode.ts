import * as z from 'zod/mini';
import type { ClaudeCodeRecord } from '../../source/source.ts';
import { valueText } from '../setApart.ts';
import { amount, dollars } from './cost.ts';
import { pathOf, reportPage, wireCount, wireText } from './wire.ts';

/** Written as `YYYY-MM-DD` in one place of the documentation and as RFC 3339 in another. */
const day = z.pipe(
  z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
  z.transform((written) => new Date(written).toISOString().slice(0, 10)),
);

const actor = z.union([
  z.object({ type: z.literal('user_actor'), email_address: wireText }),
  z.object({ type: z.literal('api_actor'), api_key_name: wireText }),
  z.object({ type: z.string().check(z.refine((type) => type !== 'user_actor' && type !== 'api_actor')) }),
]);

/** Records are read one by one, so that an odd one costs no other. */
export const claudeCodePage = reportPage(z.unknown());

const record = z.object({
  date: day,
  actor,
  customer_type: wireText,
  terminal_type: wireText,
  core_metrics: z.nullish(
    z.object({
      num_sessions: wireCount,
      lines_of_code: z.nullish(z.object({ added: wireCount, removed: wireCount })),
      commits_by_claude_code: wireCount,
      pull_requests_by_claude_code: wireCount,
    }),
  ),
  tool_actions: z.nullish(z.record(z.string(), z.object({ accepted: wireCount, rejected: wireCount }))),
  model_breakdown: z.nullish(
    z.array(
      z.object({
        model: z.string(),
        tokens: z.nullish(
          z.object({ input: wireCount, output: wireCount, cache_read: wireCount, cache_creation: wireCount }),
        ),
        // The one amount that comes as a number of cents.
        estimated_cost: z.object({ amount, currency: dollars }),
      }),
    ),
  ),
});
type Wire = z.output<typeof record>;

/** A record, or in words why it cannot be read; whose it is is not said. */
export function readClaudeCodeRecord(raw: unknown): ClaudeCodeRecord | string {
  const parsed = record.safeParse(raw);
  if (parsed.success) return toRecord(parsed.data);
  const path = parsed.error.issues[0]?.path ?? [];
  const odd = path.reduce<unknown>((found, step) => (isObject(found) ? found[String(step)] : undefined), raw);
  return isObject(odd) ? pathOf(path) : `${pathOf(path)} ${valueText(odd)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function toRecord(wire: Wire): ClaudeCodeRecord {
  const core = wire.core_metrics;
  return {
    day: wire.date,
    actor: actorName(wire.actor),
    actorType: wire.actor.type,
    customerType: wire.customer_type ?? '',
    terminalType: wire.terminal_type ?? '',
    sessions: core?.num_sessions ?? 0,
    linesAdded: core?.lines_of_code?.added ?? 0,
    linesRemoved: core?.lines_of_code?.removed ?? 0,
    commits: core?.commits_by_claude_code ?? 0,
    pullRequests: core?.pull_requests_by_claude_code ?? 0,
    tools: Object.entries(wire.tool_actions ?? {}).map(([name, { accepted, rejected }]) => ({
      name,
      accepted: accepted ?? 0,
      rejected: rejected ?? 0,
    })),
    models: (wire.model_breakdown ?? []).map(({ model, tokens, estimated_cost }) => ({
      model,
      input: tokens?.input ?? 0,
      output: tokens?.output ?? 0,
      cacheRead: tokens?.cache_read ?? 0,
      cacheCreation: tokens?.cache_creation ?? 0,
      estimatedCost: estimated_cost.amount,
    })),
  };
}

function actorName(wire: Wire['actor']): string {
  if ('email_address' in wire) return wire.email_address ?? '';
  return 'api_key_name' in wire ? (wire.api_key_name ?? '') : '';
}
