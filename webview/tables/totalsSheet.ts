import { capital } from '../../src/shared/capital.ts';
import { titleOf } from '../../src/shared/choiceWords.ts';
import { DIMENSION_WORDS } from '../../src/shared/dimensions.ts';
import type { Explorer } from '../../src/shared/explorer.ts';
import type { Format } from '../../src/shared/format.ts';
import { isCost, isShare, sumUnits, type Units, unitsAt } from '../../src/shared/measures.ts';
import { type CostFigure, costFigures } from '../../src/shared/tables/costFigures.ts';
import * as terms from '../../src/shared/terms.ts';
import { rangeText } from '../text/rangeText.ts';
import { costColumns } from './costColumns.ts';
import { countColumns } from './countColumns.ts';
import { hitRateColumns } from './hitRateColumns.ts';
import { type Cell, type Column, type Line, NAME, positionsOf, type Sheet } from './sheet.ts';
import { together } from './together.ts';

/** All that is known of a value of the dimension, or of the total. */
export interface Entry extends CostFigure {
  readonly units: Units;
  readonly unitsBefore: Units | null;
}

/** A column with its cells. */
export interface EntryColumn extends Column {
  /** `positions` are those of the values that the entry is of: one, several together, or all. */
  cell(entry: Entry, positions: readonly number[]): Cell;
}

export interface Entries {
  readonly explorer: Explorer;
  readonly format: Format;
  readonly values: readonly Entry[];
  readonly total: Entry;
}

/** The chart by value of its dimension: every value there is, with the columns of the measure. */
export function totalsSheet(explorer: Explorer, format: Format): Sheet {
  const { choice, totals, chart } = explorer;
  const costs = costFigures(explorer);
  const units = totals.values.map((_, at) => unitsAt(totals.counts, at));
  const { before } = totals;
  const unitsBefore = before && totals.values.map((_, at) => unitsAt(before.counts, at));
  const values = costs.values.map(
    (cost, at): Entry => ({
      ...cost,
      units: units[at] ?? sumUnits([]),
      unitsBefore: unitsBefore?.[at] ?? null,
    }),
  );
  const total: Entry = { ...costs.total, units: sumUnits(units), unitsBefore: unitsBefore && sumUnits(unitsBefore) };
  const columns = columnsOf({ explorer, format, values, total });
  const cellsOf = (entry: Entry, positions: readonly number[]) =>
    columns.map((column) => column.cell(entry, positions));
  const lines = totals.values.map(({ id, name, detail }, at): Line => {
    const entry = values[at];
    return { id, name, detail, cells: entry ? cellsOf(entry, [at]) : [] };
  });
  const positionsIn = positionsOf(lines);
  const head = DIMENSION_WORDS[choice.by];
  return {
    caption: `${titleOf(choice)}, ${rangeText(choice.range, { format, zone: chart.zone })}`,
    head: capital(head),
    ids: 'Id',
    columns,
    lines,
    sorted: { by: columns[0]?.key ?? NAME, descending: true },
    total: { id: '', name: terms.TOTAL, detail: '', cells: cellsOf(total, [...values.keys()]) },
    together: (some) => {
      const positions = positionsIn(some);
      return cellsOf(together(positions.flatMap((at) => values[at] ?? [])), positions);
    },
  };
}

function columnsOf(entries: Entries): EntryColumn[] {
  const { measure } = entries.explorer.choice;
  if (isCost(measure)) return costColumns(entries);
  return isShare(measure) ? hitRateColumns(entries) : countColumns(entries, measure);
}
