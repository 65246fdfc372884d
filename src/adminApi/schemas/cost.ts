import * as z from 'zod';
import { moneyFromCents } from '../../shared/money.ts';
import type { CostBucket, CostRow } from '../../source.ts';
import { instant, reportPage, text } from './wire.ts';

/** Decimal string of cents to money. A credit is negative. */
export const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(moneyFromCents);

/** The bill grouped by workspace and description. `speed` comes with the fast-mode beta alone. */
export const costPage = reportPage(
  z.object({
    starting_at: instant,
    ending_at: instant,
    results: z.array(
      z.object({
        amount,
        currency: z.literal('USD'),
        workspace_id: text,
        description: text,
        cost_type: text,
        model: text,
        token_type: text,
        service_tier: text,
        context_window: text,
        inference_geo: text,
        speed: text,
      }),
    ),
  }),
);

type WireBucket = z.output<typeof costPage>['data'][number];

export function toCostBucket(wire: WireBucket): CostBucket {
  return { start: wire.starting_at, end: wire.ending_at, rows: wire.results.map(toRow) };
}

function toRow(wire: WireBucket['results'][number]): CostRow {
  return {
    workspaceId: wire.workspace_id ?? '',
    costType: wire.cost_type ?? '',
    description: wire.description ?? '',
    model: wire.model ?? '',
    tokenType: wire.token_type ?? '',
    serviceTier: wire.service_tier ?? '',
    contextWindow: wire.context_window ?? '',
    inferenceGeo: wire.inference_geo ?? '',
    speed: wire.speed ?? '',
    amount: wire.amount,
  };
}

/** Tells bills apart well enough to know one again; never shown, never added to money. */
export function weighCost(row: CostRow): number {
  return Number(row.amount);
}
