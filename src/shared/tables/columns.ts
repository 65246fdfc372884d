/** Columns that several tables have. */
import { BASIS_WORDS, type Basis, type CostPart } from '../basis.ts';
import type { Range } from '../choice.ts';
import { previousWords } from '../choiceWords.ts';
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

/** Change since the period before. */
export function previousChangeColumn(range: Range, basis: Basis): Column {
  const words = previousWords(range);
  return {
    key: 'change',
    title: terms.AGAINST_BEFORE,
    longTitle: `Against ${words}`,
    kind: 'change',
    compared: { words, basis },
  };
}

/** The same bucket of the period before. */
export const BEFORE_COLUMN = { key: 'before', title: 'before', faint: true } as const;

/** A series, on screen alone: files have only the sum of all series. */
export function seriesColumn(id: string, name: string): Omit<Column, 'kind'> {
  return { key: `series ${id}`, title: name, longTitle: name, place: 'screen' };
}
