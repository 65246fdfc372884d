import { harmless } from '../shared/harmlessCell.ts';
import type { Cell, Column, Row, Table } from '../shared/tables/table.ts';
import { csvCells, LINE_END } from './csv.ts';
import { decimalText, exactAmount, roundedDollars } from './exactCell.ts';

/** First column of every file of tables: the key of the table that a row is of. */
const SECTION = 'section';

/**
 * Tables as one CSV under one head: the key of its table before each row, then the columns of all tables by their keys,
 * whatever their place, empty where a table has no such column. Totals are left out, as a sum or a pivot table would count
 * them twice; rows of one table add up to its total.
 * - text: as it is, harmless for spreadsheets; `<key>_id` beside it where some row has an id.
 * - money and rates: exact dollars with eight decimals, empty where they are not known or there is no price;
 *   `<key>_basis` beside it (`billed`, `mixed`, `estimated`), and `<key>_unpriced_tokens` where some row has any; the cents
 *   that are printed, as dollars with two decimals, in columns that have a name for them.
 * - shares, changes and ratios: decimal fractions with six decimals, 0.250000 for 25 %; `new` where there was nothing before.
 */
export function csvTables(tables: readonly Table[]): string {
  const sections = tables.map(({ key, columns, rows }) => {
    const fields = columns.flatMap((column, at) => fieldsOf(column, at, rows));
    return { key, rows, fields: new Map(fields.map((field) => [field.name, field])) };
  });
  const names = mergedNames(sections.map(({ fields }) => [...fields.keys()]));
  const lines = [csvCells([SECTION, ...names.map(harmless)])];
  for (const { key, rows, fields } of sections) {
    for (const row of rows)
      lines.push(csvCells([harmless(key), ...names.map((name) => textOf(row, fields.get(name)))]));
  }
  lines.push('');
  return lines.join(LINE_END);
}

/** Names of several heads, each once: one that is new comes before the name that follows it in its own head, else last. */
function mergedNames(heads: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const head of heads) {
    for (const [at, name] of head.entries()) {
      if (merged.includes(name)) continue;
      const next = head.slice(at + 1).find((later) => merged.includes(later));
      merged.splice(next === undefined ? merged.length : merged.indexOf(next), 0, name);
    }
  }
  return merged;
}

interface Field {
  readonly name: string;
  readonly at: number;
  readonly read: (cell: Cell) => string | null;
}

function fieldsOf({ key, kind, roundedKey }: Column, at: number, rows: Table['rows']): Field[] {
  const fields: Field[] = [{ name: key, at, read: plain }];
  const some = (has: (cell: Cell) => boolean) => rows.some(({ [at]: cell }) => cell !== undefined && has(cell));
  if (kind === 'text' && some((cell) => idOf(cell) !== null)) fields.push({ name: `${key}_id`, at, read: idOf });
  if (kind === 'money' || kind === 'rate') fields.push({ name: `${key}_basis`, at, read: basisOf });
  if (some((cell) => unpricedOf(cell) > 0)) {
    fields.push({ name: `${key}_unpriced_tokens`, at, read: (cell) => decimalText(unpricedOf(cell)) });
  }
  if (roundedKey !== undefined) fields.push({ name: roundedKey, at, read: roundedDollars });
  return fields;
}

function textOf(row: Row, field: Field | undefined): string {
  const cell = field && row[field.at];
  return (cell && field.read(cell)) ?? '';
}

function plain(cell: Cell): string | null {
  switch (cell.kind) {
    case 'text':
      return harmless(cell.text);
    case 'money':
    case 'rate':
      return exactAmount(cell).usd;
    case 'count':
      return decimalText(cell.value);
    case 'ratio':
      return sixDecimals(cell.value);
    case 'share':
    case 'points':
      return sixDecimals(cell.fraction);
    case 'change':
      return cell.fraction === 'new' ? 'new' : sixDecimals(cell.fraction);
  }
}

/** A quotient: more digits than these say nothing, and differ from row to row. */
function sixDecimals(value: number | null): string | null {
  return value === null || !Number.isFinite(value) ? null : value.toFixed(6);
}

function idOf(cell: Cell): string | null {
  return cell.kind === 'text' && cell.id !== undefined ? harmless(cell.id) : null;
}

function basisOf(cell: Cell): string | null {
  return cell.kind === 'money' || cell.kind === 'rate' ? exactAmount(cell).basis : null;
}

function unpricedOf(cell: Cell): number {
  return cell.kind === 'money' ? (cell.unpricedTokens ?? 0) : 0;
}
