import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { DAY, HOUR, utcDay } from '../time/utc.ts';
import { unpackRecords } from './packedClaudeCode.ts';
import { ROW_BYTES, unpack } from './packedUsage.ts';

/** A row of packed usage, or of packed records of Claude Code, that cannot be what was written. SQLite's check passes it. */
export interface UnreadableRow {
  readonly organization: number;
  readonly width: '1m' | '1h' | 'claudeCode';
  /** ms */
  readonly start: number;
}

const place = { organization: z.number(), start: z.number() };
const misfit = z.object({ ...place, width: z.enum(['1m', '1h']) });
const packedUsage = z.extend(misfit, { packed: z.instanceof(Uint8Array) });
const packedRecords = z.object({ ...place, packed: z.instanceof(Uint8Array) });
const seriesRow = z.object({ organization: z.number(), ref: z.number() });

/** Rows of usage whose length is no bucket's: found without reading them. */
export function misfits(database: DatabaseSync): UnreadableRow[] {
  const rows = database.prepare(
    `SELECT organization, width, start FROM usage WHERE length(packed) % ${ROW_BYTES} <> 0`,
  );
  return z.array(misfit).parse(rows.all());
}

/** Every packed row that cannot be read. Reads all of them. */
export function unreadableRows(database: DatabaseSync): UnreadableRow[] {
  const refs = new Map<number, Set<number>>();
  for (const found of database.prepare('SELECT organization, ref FROM series').iterate()) {
    const { organization, ref } = seriesRow.parse(found);
    const known = refs.get(organization) ?? new Set<number>();
    refs.set(organization, known.add(ref));
  }
  const unreadable: UnreadableRow[] = [];
  for (const found of database.prepare('SELECT organization, width, start, packed FROM usage').iterate()) {
    const { organization, width, start, packed } = packedUsage.parse(found);
    if (!isUsage(packed, refs.get(organization) ?? new Set())) unreadable.push({ organization, width, start });
  }
  for (const found of database.prepare('SELECT organization, start, packed FROM claude_code_day').iterate()) {
    const { organization, start, packed } = packedRecords.parse(found);
    if (!isRecords(packed, start)) unreadable.push({ organization, width: 'claudeCode', start });
  }
  return unreadable;
}

function isUsage(packed: Uint8Array, refs: ReadonlySet<number>): boolean {
  if (packed.byteLength % ROW_BYTES !== 0) return false;
  const { series, counts } = unpack(packed);
  return series.every((ref) => refs.has(ref)) && counts.every((count) => Number.isSafeInteger(count) && count >= 0);
}

function isRecords(packed: Uint8Array, start: number): boolean {
  try {
    unpackRecords(packed, utcDay(start));
    return true;
  } catch {
    return false;
  }
}

/**
 * Forgets rows that cannot be read, so that they are fetched again: with an hour its UTC day, which comes in one go, and with
 * a minute those since its hour began, which are read on from there.
 */
export function forgetRows(database: DatabaseSync, rows: readonly UnreadableRow[]): void {
  for (const { organization, width, start } of rows) {
    if (width === 'claudeCode') {
      const day = database.prepare('DELETE FROM claude_code_day WHERE organization = ? AND start = ?');
      day.run(organization, start);
      continue;
    }
    const from = start - (start % (width === '1h' ? DAY : HOUR));
    const to = width === '1h' ? from + DAY : Number.MAX_SAFE_INTEGER;
    for (const table of ['usage', 'bucket']) {
      database
        .prepare(`DELETE FROM ${table} WHERE organization = ? AND width = ? AND start >= ? AND start < ?`)
        .run(organization, width, from, to);
    }
  }
}
