import type { CostCentres } from '../../figures/costCentres/costCentres.ts';
import { UNASSIGNED } from '../../shared/costCentre.ts';
import { rowsToCents } from '../../shared/money.ts';
import type { Cell } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { text } from '../table/cells.ts';
import type { ReportRow } from '../table/columnDef.ts';
import type { Comparison } from '../table/comparison.ts';
import { groupsOf, type IdOf, type Sums, sumOfLines } from '../table/sums.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

/** A cost centre with what it is charged for. */
export interface Charged {
  /** Name of the centre, or what stands for none. */
  readonly name: string;
  readonly lines: readonly UsageLine[];
  readonly sums: Sums;
  /** Null where nothing is compared. */
  readonly before: readonly UsageLine[] | null;
  /** Cents to charge: those of all centres sum to the total's. */
  readonly cents: bigint;
}

/** A row of a table of charges. */
export interface ChargeRow extends ReportRow {
  /** Cents to print for its cost; left out of the total, which is rounded by itself. */
  readonly cents?: bigint;
}

/** Every cost centre, the dearest first, those that cost nothing too; at the end what is charged to none, if it is anything. */
export function chargedCentres({ lines, before, total }: Comparison, centres: CostCentres): Charged[] {
  const centreOf = (line: UsageLine) => centres.chargeOf(line).centre;
  const [own, earlier] = [lines, before ?? []].map((some) => Map.groupBy(some, centreOf));
  const charged = [...centres.names, null].map((centre) => {
    const ofCentre = own?.get(centre) ?? [];
    const sums = sumOfLines(ofCentre);
    return {
      centre,
      lines: ofCentre,
      // A centre without usage is known to have cost nothing.
      sums: ofCentre.length === 0 ? { ...sums, basis: total.basis } : sums,
      before: before && (earlier?.get(centre) ?? []),
    };
  });
  const shown = charged
    .filter(({ centre, lines: ofCentre }) => centre !== null || ofCentre.length > 0)
    .sort((a, b) => Number(a.centre === null) - Number(b.centre === null) || byCost(a.sums, b.sums));
  const cents = rowsToCents(shown.map(({ sums }) => sums.cost));
  return shown.map(({ centre, ...rest }, at) => ({ ...rest, name: centre ?? UNASSIGNED, cents: cents[at] ?? 0n }));
}

/** A row for each cost centre. */
export function centreRows(charged: readonly Charged[]): ChargeRow[] {
  return charged.map(({ name, sums, before, cents }) => ({
    labels: [text(name)],
    sums,
    before: before && sumOfLines(before),
    cents,
  }));
}

/** A row for each part of each cost centre, the dearest first; the cents of the parts sum to those of their centre. */
export function partRows(
  charged: readonly Charged[],
  partOf: IdOf,
  labelsOf: (part: string) => ReportRow['labels'],
): ChargeRow[] {
  return charged.flatMap(({ name, lines, before, cents: whole }) => {
    const parts = groupsOf(lines, partOf);
    const cents = rowsToCents(
      parts.map(({ sums }) => sums.cost),
      whole,
    );
    const earlier = before && Map.groupBy(before, partOf);
    return parts.map(({ id, sums }, at) => ({
      labels: [text(name), ...labelsOf(id)],
      sums,
      before: earlier && sumOfLines(earlier.get(id) ?? []),
      cents: cents[at] ?? 0n,
    }));
  });
}

/** What has a line charged: an API key in a workspace, or the workspace. */
export interface ChargeSources {
  readonly idOf: IdOf;
  /** Workspace and API key of an id. */
  readonly labelsOf: (id: string) => Cell[];
}

/** Tells lines by what has them charged. `isByKey` is true of a line whose API key decides. */
export function chargeSources(
  data: ReportData,
  lines: readonly UsageLine[],
  isByKey: (line: UsageLine) => boolean,
): ChargeSources {
  const byKey = lines.filter(isByKey);
  const split = new Set(byKey.map(({ workspaceId }) => workspaceId));
  const ids = lines.map(({ workspaceId }) => workspaceId);
  const workspace = uniqueNames(data, 'workspace', ids);
  const apiKey = uniqueNames(
    data,
    'apiKey',
    byKey.map(({ apiKeyId }) => apiKeyId ?? ''),
  );
  // No JSON of a key is that of null.
  const sources = new Map<string, Cell[]>();
  const idOf = (line: UsageLine) => JSON.stringify([line.workspaceId, isByKey(line) ? line.apiKeyId : null]);
  for (const line of lines) {
    const { workspaceId, apiKeyId } = line;
    const rest = split.has(workspaceId) ? `${terms.ALL} others` : terms.ALL;
    sources.set(idOf(line), [workspace(workspaceId), isByKey(line) ? apiKey(apiKeyId ?? '') : text(rest)]);
  }
  return { idOf, labelsOf: (id) => sources.get(id) ?? [] };
}

function byCost(a: Sums, b: Sums): number {
  return a.cost === b.cost ? 0 : a.cost < b.cost ? 1 : -1;
}
