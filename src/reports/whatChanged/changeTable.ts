import { changeBy } from '../../figures/change/changeSums.ts';
import { movedText } from '../../figures/change/movedText.ts';
import type { Basis } from '../../shared/basis.ts';
import {
  basisOfChange,
  type Changed,
  type ChangeEffect,
  differenceOf,
  EFFECT_WORDS,
  EFFECTS,
  type SpendChange,
} from '../../shared/change.ts';
import { UNKNOWN } from '../../shared/cost.ts';
import { effectsText } from '../../shared/effectText.ts';
import { createFormat } from '../../shared/format.ts';
import type { Money } from '../../shared/money.ts';
import { changeCents } from '../../shared/rounding/changeCents.ts';
import type { ScopeDimension } from '../../shared/scope.ts';
import type { Cell, Column, MoneyCell, Table } from '../../shared/tables/table.ts';
import * as terms from '../../shared/terms.ts';
import type { ReportData } from '../reportData.ts';
import { money, text } from '../table/cells.ts';
import { dimensionColumn } from '../table/columnDef.ts';
import { uniqueNames } from '../table/uniqueNames.ts';

/** What each value of a dimension contributed, and by which effect: the largest change of either sign first. */
export function changeTable(data: ReportData, change: SpendChange, dimension: ScopeDimension): Table {
  const values = changeBy(change, dimension);
  const format = createFormat(data.locale, data.period.zone);
  const nameOf = uniqueNames(
    data,
    dimension,
    values.map(({ id }) => id),
  );
  const modelName = (_: 'model', id: string) => data.nameOf('model', id).name;
  const parts = Map.groupBy(change.parts, ({ ids }) => ids[dimension]);
  const row = (name: Cell, causes: string, { before, after, effects }: Changed): Cell[] => {
    const basis = basisOfChange({ before, after });
    return [
      name,
      text(causes),
      difference(differenceOf({ before, after }), basis),
      ...EFFECTS.map((effect) => difference(effects[effect], basis)),
      money(before.amount, before.basis),
      money(after.amount, after.basis),
    ];
  };
  return {
    key: `by-${dimension === 'apiKey' ? 'api-key' : dimension}`,
    columns: [
      dimensionColumn(dimension),
      { key: 'causes', title: 'Causes', kind: 'text' },
      { key: 'change_usd', title: terms.CHANGE, kind: 'money' },
      ...EFFECTS.map(
        (effect): Column => ({
          key: `${effect}_usd`,
          title: EFFECT_WORDS[effect],
          kind: 'money',
          zero: UNKNOWN,
        }),
      ),
      { key: 'before_usd', title: terms.PREVIOUS_PERIOD, kind: 'money' },
      { key: 'cost_usd', title: terms.COST, kind: 'money' },
    ],
    rows: values.map((value) => {
      const moved = movedText(parts.get(value.id) ?? [], modelName);
      return row(nameOf(value.id), effectsText(value, format, moved), value);
    }),
    total: row(text(terms.TOTAL), '', change),
  };
}

/** The way from the previous period to this one, by what each effect contributed: the largest of either sign first. */
export function effectTable(change: SpendChange): Table {
  const basis = basisOfChange(change);
  const { before, after, effects } = change;
  const size = (effect: ChangeEffect) => (effects[effect] < 0n ? -effects[effect] : effects[effect]);
  const found = EFFECTS.filter((effect) => effects[effect] !== 0n);
  const cents = changeCents(change);
  const order = found.toSorted((a, b) => Number(size(b) - size(a)));
  return {
    key: 'by-cause',
    columns: [
      { key: 'cause', title: 'Cause', kind: 'text' },
      { key: 'amount_usd', title: 'Amount', kind: 'money' },
    ],
    rows: [
      [text(terms.PREVIOUS_PERIOD), { ...money(before.amount, before.basis), cents: cents.before }],
      ...order.map((effect) => [
        text(EFFECT_WORDS[effect], effect),
        { ...difference(effects[effect], basis), cents: cents.effects[effect] },
      ]),
    ],
    total: [text('This period'), money(after.amount, after.basis)],
  };
}

function difference(amount: Money, basis: Basis): MoneyCell {
  return { ...money(amount, basis), signed: true };
}
