import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { CENT, type Money } from '../shared/money.ts';
import { transaction } from './database.ts';

/** Amounts of a month's bills, by texts that tell what of. */
export type MonthAmounts = ReadonlyMap<string, Money>;

/** A month's final bills as reports were written by them: the first time, and again each time that they were restated. */
export interface MonthEdition {
  /** 0 for the first. */
  readonly edition: number;
  /** The reading that showed what was restated, ms; null for the first edition. */
  readonly restatedAt: number | null;
  readonly amounts: MonthAmounts;
}

/** A report in a format. */
export interface ReportInFormat {
  readonly report: string;
  readonly format: string;
}

/** A file of an edition, written or to be written. */
export interface MonthlyFile extends ReportInFormat {
  /** ms */
  readonly monthStart: number;
  readonly edition: number;
  /** Null until a window is about to write it. */
  readonly path: string | null;
  readonly isWritten: boolean;
}

const editionRow = z.object({ edition: z.number(), restatedAt: z.nullable(z.number()), amounts: z.string() });
const amountsText = z.record(z.string(), z.string().check(z.regex(/^-?\d+$/)));
const fileRow = z.object({
  monthStart: z.number(),
  edition: z.number(),
  report: z.string(),
  format: z.string(),
  path: z.nullable(z.string()),
  isWritten: z.number(),
});
const monthRow = z.object({ monthStart: z.number() });

/** Monthly reports of one organization, for all windows of the machine. They are few, and are never pruned. */
export class MonthlyReportTable {
  readonly #database: DatabaseSync;
  readonly #organization: number;

  constructor(database: DatabaseSync, organization: number) {
    this.#database = database;
    this.#organization = organization;
  }

  /** Starts of the months that reports were begun of, ms, oldest first. */
  months(): number[] {
    const statement = this.#database.prepare(`
      SELECT DISTINCT CAST(month_start AS REAL) AS monthStart FROM month_edition WHERE organization = ? ORDER BY 1`);
    return z
      .array(monthRow)
      .parse(statement.all(this.#organization))
      .map(({ monthStart }) => monthStart);
  }

  /** The newest edition of a month; null where none was begun. */
  newestEdition(monthStart: number): MonthEdition | null {
    const statement = this.#database.prepare(`
      SELECT edition, CAST(restated_at AS REAL) AS restatedAt, amounts FROM month_edition
      WHERE organization = ? AND month_start = ? ORDER BY edition DESC LIMIT 1`);
    const { data } = editionRow.safeParse(statement.get(this.#organization, monthStart));
    return data ? { ...data, amounts: amountsOf(data.amounts) } : null;
  }

  /** Files of all editions of a month. */
  files(monthStart: number): MonthlyFile[] {
    return this.#files('month_start = ?', monthStart);
  }

  /** Files that have not been written, as far as is known, oldest months first. */
  unwritten(): MonthlyFile[] {
    return this.#files('written_at IS NULL');
  }

  /** Begins an edition with the files that it has. */
  begin(monthStart: number, { edition, restatedAt, amounts }: MonthEdition, files: readonly ReportInFormat[]): void {
    transaction(this.#database, () => {
      const statement = this.#database.prepare('INSERT OR IGNORE INTO month_edition VALUES (?, ?, ?, ?, ?)');
      const text = JSON.stringify(Object.fromEntries(Array.from(amounts, ([of, amount]) => [of, String(amount)])));
      statement.run(this.#organization, monthStart, edition, restatedAt && Math.round(restatedAt), text);
      this.add(monthStart, edition, files);
    });
  }

  /** Adds files to an edition, unless they are there. */
  add(monthStart: number, edition: number, files: readonly ReportInFormat[]): void {
    const statement = this.#database.prepare(`
      INSERT OR IGNORE INTO monthly_report (organization, month_start, edition, report, format) VALUES (?, ?, ?, ?, ?)`);
    for (const { report, format } of files) statement.run(this.#organization, monthStart, edition, report, format);
  }

  /** Keeps where a file is about to be written: once it is there, it is whole. */
  place(file: MonthlyFile, path: string): void {
    this.#change('path = ?', file, path);
  }

  written(file: MonthlyFile, now: number): void {
    this.#change('written_at = ?', file, Math.round(now));
  }

  /** Forgets a file that nobody wants any longer. */
  drop({ monthStart, edition, report, format }: MonthlyFile): void {
    const statement = this.#database.prepare(`
      DELETE FROM monthly_report
      WHERE organization = ? AND month_start = ? AND edition = ? AND report = ? AND format = ? AND written_at IS NULL`);
    statement.run(this.#organization, monthStart, edition, report, format);
  }

  #change(what: string, { monthStart, edition, report, format }: MonthlyFile, value: string | number): void {
    const statement = this.#database.prepare(`
      UPDATE monthly_report SET ${what}
      WHERE organization = ? AND month_start = ? AND edition = ? AND report = ? AND format = ?`);
    statement.run(value, this.#organization, monthStart, edition, report, format);
  }

  #files(where: string, ...values: number[]): MonthlyFile[] {
    const statement = this.#database.prepare(`
      SELECT CAST(month_start AS REAL) AS monthStart, edition, report, format, path, written_at IS NOT NULL AS isWritten
      FROM monthly_report WHERE organization = ? AND ${where} ORDER BY month_start, edition, report, format`);
    const found = z.array(fileRow).parse(statement.all(this.#organization, ...values));
    return found.map((row) => ({ ...row, isWritten: row.isWritten === 1 }));
  }
}

/** True where any amount differs by a cent or more: less is a rounding. */
export function haveMoved(before: MonthAmounts, now: MonthAmounts): boolean {
  return [...new Set([...before.keys(), ...now.keys()])].some((of) => {
    const change = (now.get(of) ?? 0n) - (before.get(of) ?? 0n);
    return change >= CENT || change <= -CENT;
  });
}

/** None of a text that a newer version wrote otherwise: then the month counts as restated. */
function amountsOf(text: string): MonthAmounts {
  try {
    return new Map(Object.entries(amountsText.parse(JSON.parse(text))).map(([of, amount]) => [of, BigInt(amount)]));
  } catch {
    return new Map();
  }
}
