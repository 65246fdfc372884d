import { setImmediate } from 'node:timers/promises';
import { csvCells, LINE_END } from '../../export/csv.ts';
import { daysIn } from '../../figures/scan/pricedDays.ts';

import type { Span } from '../../time/utc.ts';
import type { ExportPart } from '../thread/protocol.ts';
import { ATTRIBUTION_COLUMNS, attributionRows } from './attribution.ts';
import { COST_COLUMNS, costRows } from './cost.ts';
import type { ExportFormat, ExportSources } from './exportFormat.ts';
import { IdNames } from './idNames.ts';
import { USAGE_COLUMNS, usageRows } from './usage.ts';
import { writeWhole } from './writeWhole.ts';

export interface LedgerExport extends ExportSources {
  readonly what: ExportPart;
  /** All UTC days that it touches. */
  readonly span: Span;
  /** Made, or replaced when all is written; nobody else may read it. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(done: number): void;
}

/**
 * The ledger as comma-separated values: UTF-8, RFC 4180, a heading, then rows in the order of time. Later versions only add
 * columns at the end. Times are UTC, instants RFC 3339, ends exclusive. An empty `workspace_id` is the default workspace.
 * Text that a spreadsheet would run begins with an apostrophe. Amounts are exact: dollars with eight decimals.
 *
 * `usage`: the Usage API's counts, a row for each hour and series. An empty `api_key_id` is usage without an API key. Five
 * columns of tokens and one of web searches. The running hour is as far as it has been read.
 *
 * `cost`: the bill, a row for each day and line. `whole` is `no` while the bill may still grow. `restated_from_usd` is the
 * total of the day's bill when it was first final, and `restated_at` when a later total was first read; empty elsewhere.
 *
 * `attribution`: the cost of each hour and series, a row for each kind of token, that sums to a day's final bill to
 * the last unit. `hour` is empty, as `api_key_name` is, for lines of the bill that belong to no usage, such as code
 * execution. `basis` is `billed`, `estimated`, `mixed` while the bill is growing, or `unpriced` for units that no price is
 * known of, which have no amount; amount and basis are empty for Priority Tier, which no bill has.
 */
const FORMATS: Readonly<Record<ExportPart, ExportFormat>> = {
  usage: { columns: USAGE_COLUMNS, rowsOf: usageRows },
  cost: { columns: COST_COLUMNS, rowsOf: costRows },
  attribution: { columns: ATTRIBUTION_COLUMNS, rowsOf: attributionRows },
};

/** Characters that are written together. */
const PIECE = 1 << 16;

/**
 * Writes a file a day at a time, so that no more than a day is in memory. `missingDays` are those that the ledger has
 * nothing of. Throws what the signal aborts with, or what the file system throws; then nothing is left behind, and a
 * file that was there before is as it was.
 */
export async function exportLedger(wanted: LedgerExport): Promise<{ rows: number; missingDays: number }> {
  const { what, span, path, signal, onProgress } = wanted;
  const { columns, rowsOf } = FORMATS[what];
  const days = daysIn(span);
  const rowsOfDay = rowsOf(wanted, new IdNames(wanted.ledger));
  const result = { rows: 0, missingDays: 0 };
  async function* pieces(): AsyncGenerator<string> {
    let piece = csvCells(columns) + LINE_END;
    for (const [index, day] of days.entries()) {
      const rows = rowsOfDay(day);
      if (!rows) result.missingDays += 1;
      for (const row of rows ?? []) {
        result.rows += 1;
        piece += row + LINE_END;
        if (piece.length < PIECE) continue;
        yield piece;
        piece = '';
      }
      onProgress((index + 1) / days.length);
      // Whoever wants to cancel must be heard.
      await setImmediate();
      signal.throwIfAborted();
    }
    yield piece;
  }
  await writeWhole(path, pieces(), signal);
  return result;
}
