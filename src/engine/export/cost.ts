import { exactDollars } from '../../shared/exactDollars.ts';
import type { CostRow } from '../../source.ts';
import { DAY, utcDay } from '../../spend/time.ts';
import type { ExportSources, RowsOfDay } from '../exportCsv.ts';
import { type IdNames, textCells } from './idNames.ts';

export const COST_COLUMNS = [
  'day',
  'workspace_id',
  'workspace_name',
  'description',
  'cost_type',
  'model',
  'token_type',
  'service_tier',
  'context_window',
  'inference_geo',
  'speed',
  'amount_usd',
  'whole',
  'restated_from_usd',
  'restated_at',
] as const;

/** A row for each line of each day's bill. */
export function costRows({ ledger, book }: ExportSources, names: IdNames): RowsOfDay {
  const textOf = (row: CostRow) => {
    const { description, costType, model, tokenType, serviceTier, contextWindow, inferenceGeo, speed } = row;
    const kind = [costType, model, tokenType, serviceTier, contextWindow, inferenceGeo, speed];
    return textCells([...names.workspace(row.workspaceId), description, ...kind]);
  };
  return (dayStart) => {
    const end = dayStart + DAY;
    if (ledger.bills.bills(dayStart, end).length === 0) return null;
    const { whole = false, restated = null } = book.entry(dayStart) ?? {};
    const bill = [
      whole ? 'yes' : 'no',
      restated ? exactDollars(restated.from) : '',
      restated ? new Date(restated.at).toISOString() : '',
    ].join();
    const lines = ledger.bills.lines(dayStart, end).get(dayStart) ?? [];
    return lines.map((row) => `${utcDay(dayStart)},${textOf(row)},${exactDollars(row.amount)},${bill}`);
  };
}
