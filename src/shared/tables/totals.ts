import { type Basis, COST_PARTS, type CostPart } from '../basis.ts';
import { capital } from '../capital.ts';
import { isUnknown } from '../cost.ts';
import { DIMENSION_WORDS } from '../dimensions.ts';
import type { Explorer, Value } from '../explorer.ts';
import type { Format } from '../format.ts';
import {
  INPUT,
  isCost,
  isShare,
  MEASURE_WORDS,
  type Measure,
  type Units,
  unitsAt,
  unitsIn,
  unitsOf,
  WRITES,
} from '../measures.ts';
import { type Money, rowsToCents } from '../money.ts';
import { previousDates } from '../previousPeriod.ts';
import { roundedShares } from '../rounding/roundedShares.ts';
import * as terms from '../terms.ts';
import {
  changeCell,
  countCell,
  EMPTY,
  moneyCell,
  nameCell,
  partCell,
  pointsCell,
  rateCell,
  shareCell,
} from './cells.ts';
import {
  COST_COLUMN,
  nameColumn,
  partColumn,
  previousChangeColumn,
  previousColumn,
  UNPRICED_COLUMN,
} from './columns.ts';
import { type CostFigure, costFigures } from './costFigures.ts';
import { totalRow } from './sumRows.ts';
import type { Cell, Column, Table } from './table.ts';

/** All figures of a value of the dimension. */
interface Entry extends Value, CostFigure {
  readonly units: Units;
  /** Thousandths of the measure's total; null for zero, or where the total is not above zero. */
  readonly share: number | null;
  /** Figures of the previous period; null where it was not asked for, or is not known. */
  readonly before: {
    readonly cost: Money;
    readonly cents: bigint;
    readonly unpricedTokens: number;
    readonly units: Units;
  } | null;
}

interface EntryColumn extends Column {
  cell(entry: Entry): Cell;
}

/** The chart by value of its dimension: every value there is, with the columns of the measure. */
export function totalsTable(explorer: Explorer, format: Format): Table {
  const entries = entriesOf(explorer);
  const figures = columnsOf(explorer, entries, previousDates(explorer, format));
  const columns: readonly Column[] = [
    nameColumn(capital(DIMENSION_WORDS[explorer.choice.by]), 'Id'),
    ...figures.map(({ cell: _, ...column }) => column),
  ];
  const rows = entries.map((entry) => [nameCell(entry), ...figures.map(({ cell }) => cell(entry))]);
  const total = totalRow(columns, rows).map((cell) => ('thousandths' in cell ? shareCell(1000) : cell));
  return {
    key: 'totals',
    columns,
    rows,
    total,
    sorted: { by: figures[0]?.key ?? 'name', descending: true },
  };
}

function entriesOf({ choice, chart, totals }: Explorer): Entry[] {
  const { values } = costFigures({ totals, chart });
  const { before } = totals;
  const costsBefore = values.map((_, at) => before?.cost[at] ?? 0n);
  const centsBefore = rowsToCents(costsBefore);
  const sizes = values.map(({ amount }, at) =>
    isCost(choice.measure) ? amount : BigInt(Math.round(unitsOf(choice.measure, unitsAt(totals.counts, at)))),
  );
  const shares = roundedShares(sizes);
  return values.map((value, at) => ({
    ...value,
    units: unitsAt(totals.counts, at),
    share: sizes[at] === 0n ? null : (shares?.[at] ?? null),
    before: before && {
      cost: costsBefore[at] ?? 0n,
      cents: centsBefore[at] ?? 0n,
      unpricedTokens: before.unpricedTokens[at] ?? 0,
      units: unitsAt(before.counts, at),
    },
  }));
}

function columnsOf(explorer: Explorer, entries: readonly Entry[], dates: string): EntryColumn[] {
  const { measure } = explorer.choice;
  const unpriced: EntryColumn = { ...UNPRICED_COLUMN, cell: ({ unpricedTokens }) => countCell(unpricedTokens) };
  const last = entries.some(({ unpricedTokens }) => unpricedTokens > 0) ? [unpriced] : [];
  if (isCost(measure)) return [...costColumns(explorer, entries, dates), ...last];
  const columns = isShare(measure) ? hitRateColumns(explorer, dates) : countColumns(explorer, measure, dates);
  return [...columns, ...[COST, ...last].map((column): EntryColumn => ({ ...column, place: 'screen' }))];
}

const COST: EntryColumn = {
  ...COST_COLUMN,
  // Usage that is in no bill has no dollars, also in a sum with usage that cost nothing.
  cell: ({ amount, basis, cents, unpricedTokens, parts }) => ({
    kind: 'money',
    amount: amount === 0n && basis === 'none' ? null : amount,
    basis,
    cents,
    unpricedTokens,
    parts,
  }),
};
const SHARE: EntryColumn = { key: 'share', title: 'share', kind: 'share', cell: ({ share }) => shareCell(share) };
const HIT_RATE: EntryColumn = {
  key: 'hitRate',
  title: 'cache hit',
  longTitle: terms.CACHE_HIT_RATE,
  kind: 'share',
  cell: ({ units }) => hitRate(units),
};

const inputOf = (units: Units) => unitsIn(units, INPUT);
const readsOf = (units: Units) => unitsOf('cacheRead', units);
const hitRate = (units: Units) => rateCell(readsOf(units), inputOf(units));

function unitsColumn(
  key: string,
  title: string,
  of: (units: Units) => number,
  more: Partial<Column> = {},
): EntryColumn {
  return { key, title, kind: 'count', short: true, ...more, cell: ({ units }) => countCell(of(units)) };
}

/** Tokens beside a cost. A cost that belongs to no tokens has none, which is not zero tokens. */
function tokensColumn(
  key: string,
  title: string,
  of: (units: Units) => number,
  more: Partial<Column> = {},
): EntryColumn {
  const cell: EntryColumn['cell'] = ({ units }) =>
    unitsOf('tokens', units) === 0 ? EMPTY.count : countCell(of(units));
  return { ...unitsColumn(key, title, of, more), place: 'screen', cell };
}

function figureBefore(dates: string, kind: Column['kind'], cell: EntryColumn['cell']): EntryColumn {
  return { ...previousColumn(dates), kind, place: 'files', cell };
}

function beforeCell({ cost, cents, unpricedTokens }: NonNullable<Entry['before']>, basis: Basis): Cell {
  return moneyCell({ amount: cost, cents, unpricedTokens, basis });
}

/** Cost, its parts by basis, its share, the cost before, and the tokens used. */
function costColumns(
  { choice, totals, previousBasis }: Explorer,
  entries: readonly Entry[],
  dates: string,
): EntryColumn[] {
  const isThere = (part: CostPart) => part !== 'mixed' || entries.some(({ parts }) => parts.mixed.amount !== 0n);
  const compared: readonly EntryColumn[] = [
    {
      ...figureBefore(dates, 'money', ({ before }) => (before ? beforeCell(before, previousBasis) : EMPTY.money)),
      unit: 'USD',
    },
    {
      ...previousChangeColumn(dates, previousBasis),
      cell: ({ amount, before, basis, unpricedTokens }) => {
        if (before === null || unpricedTokens > 0 || before.unpricedTokens > 0) return EMPTY.change;
        return { ...changeCell(amount, before.cost), ...(basis === 'none' && { known: false }) };
      },
    },
  ];
  const onScreen = { place: 'screen' } as const;
  return [
    COST,
    ...COST_PARTS.filter(isThere).map(
      (part): EntryColumn => ({
        ...partColumn(part),
        place: 'files',
        cell: (entry) => partCell(entry.parts[part], isUnknown(entry)),
      }),
    ),
    SHARE,
    ...(totals.before ? compared : []),
    tokensColumn('in', 'tokens in', inputOf),
    tokensColumn('out', 'out', (units) => unitsOf('output', units), { longTitle: terms.TOKENS_OUT }),
    // A token type is all reads or none at all.
    ...(choice.by === 'tokenType' ? [] : [{ ...HIT_RATE, ...onScreen }]),
  ];
}

/** Tokens or searches, their share and their number before. */
function countColumns({ totals }: Explorer, measure: Measure, dates: string): EntryColumn[] {
  const { short: _, ...amount } = unitsColumn('amount', capital(MEASURE_WORDS[measure]), (units) =>
    unitsOf(measure, units),
  );
  const compared: readonly EntryColumn[] = [
    figureBefore(dates, 'count', ({ before }) => (before ? countCell(unitsOf(measure, before.units)) : EMPTY.count)),
    {
      ...previousChangeColumn(dates, 'billed'),
      cell: ({ units, before }) =>
        before ? changeCell(unitsOf(measure, units), unitsOf(measure, before.units)) : EMPTY.change,
    },
  ];
  return [amount, SHARE, ...(totals.before ? compared : [])];
}

/** The cache hit rate, the rate before, and its tokens. */
function hitRateColumns({ totals }: Explorer, dates: string): EntryColumn[] {
  const compared: readonly EntryColumn[] = [
    figureBefore(dates, 'share', ({ before }) => (before ? hitRate(before.units) : EMPTY.share)),
    {
      key: 'change',
      title: terms.CHANGE,
      longTitle: `${terms.CHANGE} vs. ${dates}`,
      kind: 'points',
      place: 'screen',
      cell: ({ units, before }) =>
        before
          ? pointsCell(readsOf(units), inputOf(units), readsOf(before.units), inputOf(before.units))
          : EMPTY.points,
    },
  ];
  const tokens = { unit: 'tokens' } as const;
  const onScreen = { ...tokens, place: 'screen' } as const;
  return [
    { ...HIT_RATE, title: terms.HIT_RATE },
    ...(totals.before ? compared : []),
    unitsColumn('reads', 'reads', readsOf, tokens),
    unitsColumn('writes', 'writes', (units) => unitsIn(units, WRITES), onScreen),
    unitsColumn('uncached', 'uncached', (units) => unitsOf('uncachedInput', units), onScreen),
    unitsColumn('input', 'all input', inputOf, { ...tokens, place: 'files' }),
  ];
}
