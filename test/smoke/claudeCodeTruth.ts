import * as z from 'zod/mini';
import { KEYS } from '../adminApi/http/credentials.ts';
import { DAY } from '../adminApi/world/time.ts';
import { dayName } from './bed.ts';

const page = z.object({
  has_more: z.literal(false),
  data: z.array(
    z.object({
      core_metrics: z.object({ num_sessions: z.number() }),
      model_breakdown: z.array(z.object({ estimated_cost: z.object({ amount: z.number() }) })),
    }),
  ),
});

/** What Claude Code Analytics has of UTC days (ms, `to` exclusive): sessions, and millionths of a cent. */
export async function claudeCodeTruth(url: string, { from, to }: { readonly from: number; readonly to: number }) {
  let sessions = 0;
  let cost = 0n;
  for (let day = from; day < to; day += DAY) {
    const address = `${url}/v1/organizations/usage_report/claude_code?starting_at=${dayName(day)}&limit=1000`;
    const headers = { 'x-api-key': KEYS.admin, 'anthropic-version': '2023-06-01' };
    for (const record of page.parse(await (await fetch(address, { headers })).json()).data) {
      sessions += record.core_metrics.num_sessions;
      // Amounts are cents.
      for (const { estimated_cost: each } of record.model_breakdown) cost += BigInt(Math.round(each.amount * 1e6));
    }
  }
  return { sessions, cost };
}
