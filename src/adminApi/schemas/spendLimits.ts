import * as z from 'zod/mini';
import type { SpendLimit } from '../../source/source.ts';
import { amount, dollars } from './cost.ts';
import { reportPage, wireText } from './wire.ts';

/** A page whose limits are still unknown: each is read by itself. */
export const spendLimitPage = reportPage(z.unknown());

const PERIODS: Readonly<Record<string, SpendLimit['period']>> = { daily: 'day', weekly: 'week', monthly: 'month' };

/** `usage_tier` is Anthropic's own limit of the organization; others than these three are of people, not of the API. */
const OURS = ['organization', 'usage_tier', 'workspace'];

export const spendLimit = z.object({
  /** Null where there is no limit. */
  amount: z.nullable(amount),
  currency: dollars,
  period: z.enum(Object.keys(PERIODS)),
  scope: z
    .object({ type: z.string(), workspace_id: wireText })
    .check(z.refine(({ type, workspace_id: id }) => type !== 'workspace' || Boolean(id))),
  is_enabled: z.nullish(z.boolean()),
});

/** Null where nothing is limited, or nothing of the API. */
export function toSpendLimit(wire: z.output<typeof spendLimit>): SpendLimit | null {
  const period = PERIODS[wire.period];
  if (wire.amount === null || wire.amount <= 0n || wire.is_enabled === false || !period) return null;
  const { type, workspace_id: id } = wire.scope;
  if (!OURS.includes(type)) return null;
  const workspaceId = type === 'workspace' ? (id ?? '') : null;
  return { workspaceId, isOfTier: type === 'usage_tier', period, amount: wire.amount };
}
