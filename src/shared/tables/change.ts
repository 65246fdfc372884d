import { type Basis, combine } from '../basis.ts';
import { capital } from '../capital.ts';
import {
  basisOfChange,
  type Changed,
  type ChangeSide,
  differenceOf,
  EFFECT_WORDS,
  EFFECTS,
  mainEffects,
} from '../change.ts';
import { DIMENSION_WORDS } from '../dimensions.ts';
import { effectText } from '../effectText.ts';
import type { Value } from '../explorer.ts';
import type { Format } from '../format.ts';
import { type Money, sumOfAmounts, toCents } from '../money.ts';
import { changeCents } from '../rounding/changeCents.ts';
import { roundGrid } from '../rounding/roundGrid.ts';
import type { ScopeDimension } from '../scope.ts';
import * as terms from '../terms.ts';
import { moneyCell, nameCell, TOTAL_CELL } from './cells.ts';
import { nameColumn } from './columns.ts';
import type { Cell, Column, MoneyCell, Table } from './table.ts';

/** What a value of a dimension contributed to a change. */
export interface ChangeRow extends Changed, Value {
  /** Models that its usage moved to and from, in words; `''` for none. */
  readonly moved: string;
}

const USD = { kind: 'money', unit: 'USD' } as const;
const COLUMNS: readonly Column[] = [
  { key: 'change', title: terms.CHANGE, ...USD },
  { key: 'causes', title: 'causes', kind: 'text' },
  { key: 'before', title: 'before', longTitle: terms.PREVIOUS_PERIOD, ...USD },
  { key: 'now', title: 'now', longTitle: terms.COST, ...USD },
  ...EFFECTS.map((effect): Column => ({ key: effect, title: EFFECT_WORDS[effect], place: 'files', ...USD })),
];

/**
 * What each value of a dimension contributed, by which effects in words; copies have their amounts, which add up along the
 * rows as printed. The largest change of either sign first.
 */
export function contributionsTable(
  rows: readonly ChangeRow[],
  total: Changed,
  by: ScopeDimension,
  format: Format,
): Table {
  const standing = changeCents(total);
  const grid = roundGrid(
    rows.map(({ before, effects }) => [before.amount, ...EFFECTS.map((each) => effects[each])]),
    { columns: [standing.before, ...EFFECTS.map((each) => standing.effects[each])] },
  );
  const cells = (name: Cell, own: Changed, causes: string, cents: readonly bigint[]): Cell[] => {
    const [before = 0n, ...effects] = cents;
    const change = sumOfAmounts(effects);
    const basis = basisOfChange(own);
    return [
      name,
      difference(differenceOf(own), change, basis),
      { kind: 'text', text: causes },
      costCell(own.before, before),
      costCell(own.after, before + change),
      ...EFFECTS.map((effect, at) => difference(own.effects[effect], effects[at] ?? 0n, basis)),
    ];
  };
  return {
    key: `change-by-${by}`,
    columns: [nameColumn(capital(DIMENSION_WORDS[by]), 'Id'), ...COLUMNS],
    rows: rows.map((row, at) => cells(nameCell(row), row, causesText(row, format), grid.cells[at] ?? [])),
    total: cells(TOTAL_CELL, total, '', [standing.before, ...EFFECTS.map((each) => standing.effects[each])]),
  };
}

/** The way from the previous period to this one, by what each effect contributed: the largest of either sign first. */
export function causesTable({ before, after, effects }: Changed): Table {
  const size = (amount: Money) => (amount < 0n ? -amount : amount);
  const found = EFFECTS.filter((effect) => effects[effect] !== 0n);
  const order = found.toSorted((a, b) => Number(size(effects[b]) - size(effects[a])));
  const cents = changeCents({ before, effects });
  const basis = combine(before.basis, after.basis);
  return {
    key: 'change-by-cause',
    columns: [nameColumn('Cause'), { key: 'amount', title: 'amount', ...USD }],
    rows: [
      [{ kind: 'text', text: terms.PREVIOUS_PERIOD }, costCell(before, cents.before)],
      ...order.map((effect): Cell[] => [
        { kind: 'text', text: EFFECT_WORDS[effect] },
        difference(effects[effect], cents.effects[effect], basis),
      ]),
    ],
    total: [{ kind: 'text', text: 'This period' }, costCell(after, toCents(after.amount))],
  };
}

/** `volume ×6`, `volume ×6 (+$30.00), price up 20% (+$8.00)` */
function causesText(row: ChangeRow, format: Format): string {
  const effects = mainEffects(row);
  const amountOf = (amount: Money) => `${amount > 0n ? '+' : ''}${format.money(amount)}`;
  const texts = effects.map((effect) => {
    const text = effectText(effect, row, format, row.moved);
    return effects.length === 1 ? text : `${text} (${amountOf(row.effects[effect])})`;
  });
  return texts.join(', ');
}

function costCell({ amount, basis, unpricedTokens }: ChangeSide, cents: bigint): MoneyCell {
  return moneyCell({ amount, basis, unpricedTokens, cents });
}

function difference(amount: Money, cents: bigint, basis: Basis): MoneyCell {
  return { kind: 'money', amount, cents, basis, signed: true };
}
