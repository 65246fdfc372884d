/** Columns that several tables have. */
import { BASIS_WORDS, type Basis, type CostPart } from '../basis.ts';
import * as terms from '../terms.ts';
import type { Column } from './table.ts';

/** Names of the rows. `idTitle` heads their ids, where these say something. */
export function nameColumn(title: string, idTitle?: string): Column {
  return { key: 'name', title, kind: 'text', ...(idTitle !== undefined && { idTitle }) };
}

export const COST_COLUMN: Column = { key: 'cost', title: terms.COST, kind: 'money', unit: 'USD' };

/** Tokens that the money beside them leaves out. */
export const UNPRICED_COLUMN: Column = {
  key: 'unpriced',
  title: 'unpriced tokens',
  longTitle: terms.UNPRICED_TOKENS,
  kind: 'count',
  short: true,
  zero: '',
};

/** A part of an amount; zero is a dash. */
export function partColumn(part: CostPart): Column {
  return {
    key: part,
    title: BASIS_WORDS[part],
    kind: 'money',
    unit: 'USD',
    zero: '—',
    ...(part !== 'billed' && { faint: true }),
  };
}

/** Change since the previous period, which is named by its dates. */
export function previousChangeColumn(dates: string, basis: Basis): Column {
  return {
    key: 'change',
    title: terms.CHANGE,
    longTitle: `${terms.CHANGE} vs. ${dates}`,
    kind: 'change',
    compared: { words: dates, basis },
  };
}

/** The same bucket of the previous period, or the same value in it. */
export function previousColumn(dates: string) {
  return {
    key: 'before',
    title: terms.PREVIOUS_PERIOD,
    longTitle: `${terms.PREVIOUS_PERIOD} (${dates})`,
    faint: true,
  } as const;
}

/** A series, on screen alone: files have only the sum of all series. */
export function seriesColumn(id: string, name: string): Omit<Column, 'kind'> {
  return { key: `series ${id}`, title: name, longTitle: name, isNamed: true, place: 'screen' };
}
