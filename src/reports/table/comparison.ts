import type { Cell } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportRequest } from '../report.ts';
import type { ReportData, UsageLine } from '../reportData.ts';
import { text } from './cells.ts';
import type { ReportRow } from './columnDef.ts';
import { groupsOf, type IdOf, type Sums, sumOfLines } from './sums.ts';

/** A period beside the one before. */
export interface Comparison {
  readonly lines: readonly UsageLine[];
  readonly total: Sums;
  /** Null where one of the two is known in part: a part is not compared with a whole. */
  readonly before: readonly UsageLine[] | null;
}

export function comparisonOf(data: ReportData, { filters }: ReportRequest): Comparison {
  const lines = data.lines(data.period, filters);
  const isComparable = data.isKnown(data.period) && data.isKnown(data.before);
  return {
    lines,
    total: sumOfLines(lines),
    before: isComparable ? data.lines(data.before, filters, data.period) : null,
  };
}

export function comparisonTotal({ total, before }: Comparison): ReportRow {
  return { labels: [text(terms.TOTAL)], sums: total, before: before && sumOfLines(before) };
}

/** A row for each id, the dearest first. */
export function rowsBy(
  compared: Comparison,
  idOf: IdOf,
  labelsOf: (id: string, lines: readonly UsageLine[]) => Cell[],
): ReportRow[] {
  const before = beforeBy(compared, idOf);
  return groupsOf(compared.lines, idOf).map(({ id, lines, sums }) => ({
    labels: labelsOf(id, lines),
    sums,
    before: before(id),
  }));
}

/** A row for each pair of ids, by the rank of the first and then of the pair. */
export function rowsByPair(
  compared: Comparison,
  idsOf: readonly [IdOf, IdOf],
  labelsOf: (first: string, second: string) => Cell[],
): ReportRow[] {
  const [firstOf, secondOf] = idsOf;
  const before = beforeBy(compared, (line) => pair(firstOf(line), secondOf(line)));
  return groupsOf(compared.lines, firstOf).flatMap((first) =>
    groupsOf(first.lines, secondOf).map(({ id, sums }) => ({
      labels: labelsOf(first.id, id),
      sums,
      before: before(pair(first.id, id)),
    })),
  );
}

function beforeBy({ before }: Comparison, idOf: IdOf): (id: string) => Sums | null {
  if (before === null) return () => null;
  const sums = new Map(groupsOf(before, idOf).map((group) => [group.id, group.sums]));
  const nothing = sumOfLines([]);
  return (id) => sums.get(id) ?? nothing;
}

function pair(first: string, second: string): string {
  return JSON.stringify([first, second]);
}
