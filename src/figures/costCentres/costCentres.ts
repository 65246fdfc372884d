import type { CostCentre } from '../../shared/costCentre.ts';
import { type BadEntry, entryLabel, quotedText } from '../../shared/namedEntry.ts';
import type { ScopeDirectory } from '../budgets/scopeDirectory.ts';
import type { UsageLine } from '../sums/usageLine.ts';
import { COST_CENTRE, type ParsedCostCentres } from './parseCostCentres.ts';

/** Who is charged for a line, and by what of the setting. */
interface Charge {
  /** Name of the cost centre; null for none. */
  readonly centre: string | null;
  /** True where the line's API key decided, false where its workspace did, or nothing. */
  readonly isByKey: boolean;
}

/** Cost centres with the values that they are for, as the ledger knows them. */
export interface CostCentres {
  /** Names in the setting's order. */
  readonly names: readonly string[];
  /** Entries, and values of entries, that do not count. */
  readonly bad: readonly BadEntry[];
  /** True where one of these values is not known: it may have a name that has not been read. */
  readonly hasUnknown: boolean;
  /** An API key wins over its workspace. */
  readonly chargeOf: (line: Pick<UsageLine, 'workspaceId' | 'apiKeyId'>) => Charge;
}

const FIELDS = [
  { field: 'apiKeys', dimension: 'apiKey' },
  { field: 'workspaces', dimension: 'workspace' },
] as const;

/** Finds the workspaces and API keys of cost centres. Where two centres have the same one, the first counts. */
export function costCentresOf(
  { centres, bad }: ParsedCostCentres,
  directory: Pick<ScopeDirectory, 'resolveValue'>,
): CostCentres {
  const owners = { apiKey: new Map<string, string>(), workspace: new Map<string, string>() };
  let hasUnknown = false;
  const unfound = centres.flatMap((centre) =>
    FIELDS.flatMap(({ field, dimension }) =>
      centre[field].flatMap((value): BadEntry[] => {
        const says = `${field} has`;
        const resolved = directory.resolveValue(dimension, value, { field, says });
        if (!('scope' in resolved)) {
          hasUnknown ||= resolved.isUnknown;
          return [badValue(centre, resolved.reason)];
        }
        const { id } = resolved.scope;
        const owner = owners[dimension].get(id);
        if (owner === undefined) owners[dimension].set(id, centre.name);
        if (owner === undefined || owner === centre.name) return [];
        return [badValue(centre, `${says} ${quotedText(value)}, which already counts for ${quotedText(owner)}`)];
      }),
    ),
  );
  return {
    names: centres.map(({ name }) => name),
    bad: [...bad, ...unfound],
    hasUnknown,
    chargeOf: ({ workspaceId, apiKeyId }) => {
      const byKey = apiKeyId === null ? undefined : owners.apiKey.get(apiKeyId);
      return { centre: byKey ?? owners.workspace.get(workspaceId) ?? null, isByKey: byKey !== undefined };
    },
  };
}

function badValue({ name }: CostCentre, reason: string): BadEntry {
  return { name, message: `${entryLabel(COST_CENTRE, name, 0)}: ${reason}.` };
}
