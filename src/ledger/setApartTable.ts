import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { SetApart } from '../source/source.ts';
import { DAY, HOUR, MINUTE } from '../time/utc.ts';
import { transaction } from './database.ts';

/** Origin of set-apart lines: usage by minute or by hour, of a day's bill, or of a day of Claude Code Analytics. */
export type SetApartReport = '1m' | '1h' | 'bill' | 'claudeCode';

/** Lines set apart of a day of Claude Code Analytics, of a bill, or of one bucket of usage, by its start, ms. */
export interface SetApartLine extends SetApart {
  readonly report: SetApartReport;
  readonly start: number;
}

interface Answered {
  readonly start: number;
  readonly setApart?: readonly SetApart[];
}

const WIDTH = { '1m': MINUTE, '1h': HOUR, bill: DAY, claudeCode: DAY } as const satisfies Record<
  SetApartReport,
  number
>;
const row = z.object({
  report: z.enum(['1m', '1h', 'bill', 'claudeCode']),
  start: z.number(),
  reason: z.enum(['unread', 'repeated']),
  text: z.string(),
});

/** Lines of one organization's reports that are in no figure. There are hardly ever any. */
export class SetApartTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Replaces the lines of answers that were read again; an hour's lines stand for those of its minutes. */
  replace(report: SetApartReport, answered: readonly Answered[]): void {
    if (answered.length === 0) return;
    const starts = answered.map(({ start }) => start);
    const isNews = answered.some(({ setApart }) => setApart !== undefined);
    // Nearly every answer: nothing to write, and no lock to wait for.
    if (!isNews && this.lines(Math.min(...starts), Math.max(...starts) + WIDTH[report]).length === 0) return;
    transaction(this.#database, () => {
      for (const { start, setApart = [] } of answered) {
        this.#forget(report, start, start + 1);
        if (report === '1h') this.#forget('1m', start, start + HOUR);
        const insert = this.#database.prepare('INSERT INTO set_apart VALUES (?, ?, ?, ?, ?, ?)');
        for (const [line, { reason, text }] of setApart.entries()) {
          insert.run(this.#organization, report, start, line, reason, text);
        }
      }
    });
  }

  /** Lines of days and buckets that start between two instants (ms, `to` exclusive), oldest first. */
  lines(from: number, to: number): SetApartLine[] {
    const statement = this.#database.prepare(`
      SELECT report, start, reason, text FROM set_apart WHERE organization = ? AND start >= ? AND start < ?
      ORDER BY start, report, line`);
    return z.array(row).parse(statement.all(this.#organization, from, to));
  }

  forgetBefore(before: number): void {
    const statement = this.#database.prepare('DELETE FROM set_apart WHERE organization = ? AND start < ?');
    statement.run(this.#organization, before);
  }

  #forget(report: SetApartReport, from: number, to: number): void {
    const statement = this.#database.prepare(
      'DELETE FROM set_apart WHERE organization = ? AND report = ? AND start >= ? AND start < ?',
    );
    statement.run(this.#organization, report, from, to);
  }
}
