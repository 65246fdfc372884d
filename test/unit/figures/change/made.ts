import type { UsageLine } from '../../../../src/figures/sums/usageLine.ts';
import type { ChangeEffect, ChangeOfValue } from '../../../../src/shared/change.ts';
import { EFFECTS } from '../../../../src/shared/change.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import { line } from '../../reports/made.ts';

/** Tokens of a key in millions, at prices of dollars for a million. */
export interface MadeUsage {
  readonly key?: string;
  readonly workspace?: string;
  readonly model?: string;
  readonly tier?: string;
  /** Millions of each. */
  readonly uncached?: number;
  readonly reads?: number;
  readonly writes?: number;
  readonly output?: number;
  /** Times the list prices. */
  readonly price?: number;
  readonly basis?: 'billed' | 'estimated' | 'unpriced';
}

/** Dollars for a million tokens of uncached input; the other token types cost as much more or less as they do everywhere. */
const PRICES: Readonly<Record<string, number>> = {
  'claude-opus-5-5': 5,
  'claude-sonnet-5-5': 3,
  'claude-haiku-4-5': 1,
};
const TYPES = [
  ['uncached', 0, 1],
  ['writes', 1, 1.25],
  ['reads', 3, 0.1],
  ['output', 4, 5],
] as const;

/** Lines of some usage. */
export function used(...all: readonly MadeUsage[]): UsageLine[] {
  return all.flatMap((usage) => {
    const { key = 'apikey_agent', workspace = 'wrkspc_production', model = 'claude-opus-5-5' } = usage;
    const { tier = 'standard', price = 1, basis = 'billed' } = usage;
    const names = { apiKeyId: key, workspaceId: workspace, model, serviceTier: tier };
    return TYPES.flatMap(([type, item, factor]) => {
      const units = Math.round((usage[type] ?? 0) * 1e6);
      if (units === 0) return [];
      if (basis === 'unpriced') return [line({ ...names, item, units, unpricedTokens: units })];
      const perMillion = Math.round((PRICES[model] ?? 5) * factor * price * 1e6);
      const amount = (BigInt(units) * BigInt(perMillion) * DOLLAR) / 10n ** 12n;
      return [line({ ...names, item, units, [basis]: amount })];
    });
  });
}

/** ChangeEffects that are not zero, in dollars. */
export function effectsOf({ effects }: Pick<ChangeOfValue, 'effects'>): Partial<Record<ChangeEffect, number>> {
  const shown = EFFECTS.filter((effect) => effects[effect] !== 0n);
  return Object.fromEntries(shown.map((effect) => [effect, Number(effects[effect]) / Number(DOLLAR)]));
}
