import { BASIS_WORDS, type Basis, basisOfParts, COST_PARTS } from '../shared/basis.ts';
import { capital } from '../shared/capital.ts';
import { costText, UNKNOWN } from '../shared/cost.ts';
import { DIMENSION_WORDS } from '../shared/dimensions.ts';
import type { Explorer } from '../shared/explorer.ts';
import type { Format } from '../shared/format.ts';
import { type Money, rowsToCents, toCents } from '../shared/money.ts';
import { roundGrid } from '../shared/rounding/roundGrid.ts';
import { basisTotals } from '../shared/rounding/standingFigures.ts';
import * as terms from '../shared/terms.ts';
import { ITEMS } from '../spend/kind.ts';
import { type Column, markdownTable } from './alignedTable.ts';
import { cut } from './cutRows.ts';
import { changeText, nameText, shareText } from './reportWords.ts';

interface Line {
  readonly name: string;
  /** Billed, partly estimated and estimated. */
  readonly parts: readonly [Money, Money, Money];
  readonly cost: Money;
  readonly unpricedTokens: number;
  readonly before: Money;
  /** Whether any units are there. */
  readonly isUsed: boolean;
}

/** Cost of every value, the dearest first; rows and columns add up to their totals as printed. */
export function costTotals(explorer: Explorer, format: Format): string {
  const { choice, chart, totals, beforeBasis } = explorer;
  const all = linesOf(totals).sort((a, b) => (a.cost === b.cost ? 0 : a.cost > b.cost ? -1 : 1));
  const lines = cut(all, sumOf, format);
  const total = sumOf(lines);
  const parts = [0, 1, 2].filter((part) => part !== 1 || total.parts[1] !== 0n);
  const known = basisTotals(explorer);
  const cents = roundGrid(
    lines.map((line) => parts.map((part) => line.parts[part] ?? 0n)),
    { columns: parts.map((part) => known[part]) },
  );
  const before = totals.before ? rowsToCents(lines.map((line) => line.before)) : null;
  const hasUnpriced = total.unpricedTokens > 0;

  const isNothing = lines.length === 0 || chart.buckets.every(({ basis }) => basis === 'none');
  const basisIn = (line: Line): Basis => (isNothing && line.cost === 0n ? 'none' : basisOfLine(line));
  const cells = (line: Line, own: readonly bigint[], sum: bigint | undefined, was: bigint | undefined) => [
    line.name,
    costText(format, {
      cents: sum ?? 0n,
      amount: line.cost,
      basis: basisIn(line),
      unpricedTokens: line.unpricedTokens,
    }),
    shareText(format, Number(line.cost), Number(total.cost)),
    ...parts.map((part, at) =>
      costText(format, {
        cents: own[at] ?? 0n,
        amount: line.parts[part] ?? 0n,
        basis: basisIn(line) === 'none' ? 'none' : (COST_PARTS[part] ?? 'none'),
        unpricedTokens: part === 0 ? 0 : line.unpricedTokens,
      }),
    ),
    ...(before
      ? [
          costText(format, { cents: was ?? 0n, amount: line.before, basis: beforeBasis }),
          // What has no price is in no cost, and no change of it is known.
          basisIn(line) === 'none' || line.unpricedTokens > 0
            ? UNKNOWN
            : changeText(format, Number(line.cost), Number(line.before)),
        ]
      : []),
    ...(hasUnpriced ? [format.count(line.unpricedTokens)] : []),
  ];
  const titles = [terms.COST, terms.SHARE, ...parts.map((part) => capital(BASIS_WORDS[COST_PARTS[part] ?? 'none']))];
  if (before) titles.push(terms.BEFORE, terms.CHANGE);
  if (hasUnpriced) titles.push(terms.UNPRICED_TOKENS);
  const columns: Column[] = [
    { title: capital(DIMENSION_WORDS[choice.by]), align: 'left' },
    ...titles.map((title): Column => ({ title, align: 'right' })),
  ];
  const rows = lines.map((line, row) => cells(line, cents.cells[row] ?? [], cents.rows[row], before?.[row]));
  return markdownTable(columns, rows, cells(total, cents.columns, cents.total, toCents(total.before)));
}

function linesOf({ values, billed, mixed, estimated, unpricedTokens, counts, before }: Explorer['totals']): Line[] {
  const lines = values.map((value, at): Line => {
    const parts = [billed[at] ?? 0n, mixed[at] ?? 0n, estimated[at] ?? 0n] as const;
    const cost = parts[0] + parts[1] + parts[2];
    return {
      name: nameText(value),
      parts,
      cost,
      unpricedTokens: unpricedTokens[at] ?? 0,
      before: before?.cost[at] ?? 0n,
      isUsed: counts.subarray(at * ITEMS.length, (at + 1) * ITEMS.length).some((units) => units !== 0),
    };
  });
  return lines.filter(({ cost, unpricedTokens: unpriced, before: was }) => cost !== 0n || unpriced > 0 || was !== 0n);
}

function sumOf(lines: readonly Line[]): Line {
  const part = (at: 0 | 1 | 2) => lines.reduce((sum, line) => sum + line.parts[at], 0n);
  return {
    name: terms.TOTAL,
    parts: [part(0), part(1), part(2)],
    cost: lines.reduce((sum, line) => sum + line.cost, 0n),
    unpricedTokens: lines.reduce((sum, line) => sum + line.unpricedTokens, 0),
    before: lines.reduce((sum, line) => sum + line.before, 0n),
    isUsed: lines.some((line) => line.isUsed),
  };
}

/** What was used and has no dollars is in no bill: that is not zero. */
function basisOfLine({ parts, isUsed }: Line): Basis {
  return basisOfParts(parts, isUsed ? 'none' : 'billed');
}
