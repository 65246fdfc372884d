import { exactDollars } from '../../shared/exactDollars.ts';
import { COST_FIELDS } from '../../source/costFields.ts';
import type { CostRow } from '../../source/source.ts';
import { DAY, utcDay } from '../../time/utc.ts';
import type { ExportSources, RowsOfDay } from './exportFormat.ts';
import { type IdNames, lastCells, textCells } from './idNames.ts';

/** Fields in the order of the file's columns, and those of later versions, which it ends with. */
const FIRST_FIELDS = COST_FIELDS.slice(0, 9).filter(isOfKind);
const LATER_FIELDS = COST_FIELDS.slice(9).filter(isOfKind);

export const COST_COLUMNS = [
  'day',
  'workspace_id',
  'workspace_name',
  'description',
  ...FIRST_FIELDS.map(({ name }) => name),
  'amount_usd',
  'whole',
  'restated_from_usd',
  'restated_at',
  ...LATER_FIELDS.map(({ name }) => name),
] as const;

type Field = (typeof COST_FIELDS)[number];

/** True of all fields but those with columns of their own before. */
function isOfKind(field: Field): field is Exclude<Field, { readonly key: 'workspaceId' | 'description' }> {
  return field.key !== 'workspaceId' && field.key !== 'description';
}

/** A row for each line of each day's bill. */
export function costRows({ ledger, pricedDays }: ExportSources, names: IdNames): RowsOfDay {
  const textOf = (row: CostRow) => {
    const kind = FIRST_FIELDS.map(({ key }) => row[key]);
    return textCells([...names.workspace(row.workspaceId), row.description, ...kind]);
  };
  return (dayStart) => {
    const end = dayStart + DAY;
    if (ledger.bills.bills(dayStart, end).length === 0) return null;
    const { isFinal = false, restated = null } = pricedDays.entry(dayStart) ?? {};
    const bill = [
      isFinal ? 'yes' : 'no',
      restated ? exactDollars(restated.from) : '',
      restated ? new Date(restated.at).toISOString() : '',
    ].join();
    const lines = ledger.bills.lines(dayStart, end).get(dayStart) ?? [];
    return lines.map((row) => {
      const later = lastCells(LATER_FIELDS.map(({ key }) => row[key]));
      return `${utcDay(dayStart)},${textOf(row)},${exactDollars(row.amount)},${bill}${later}`;
    });
  };
}
