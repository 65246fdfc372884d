import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenOptions } from '../../../src/ledger/database.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { NO_SERIES } from '../../../src/source/series.ts';
import type { CostRow, UsageBucket, UsageRow } from '../../../src/source/source.ts';
import { NO_DETAIL } from '../../../src/spend/kind.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { type NamedRow, rowOf } from '../../support/usageRow.ts';

export const TODAY = Date.UTC(2026, 10, 19);
export const NOW = TODAY + 14 * HOUR + 7 * MINUTE;
export const ACME = { id: 'org_acme', name: 'Acme Robotics' };
export const OTHER = { id: 'org_other', name: 'Other Inc' };

/** A folder of its own, gone with everything in it at the end. */
export class Shelf implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
  readonly path = join(this.folder, 'storage', 'ledger.db');
  readonly #open: Ledger[] = [];

  /** Another connection to the same file, as of another window. */
  open(now = NOW, options: OpenOptions = {}): Ledger {
    const ledger = new Ledger(this.path, now, options);
    this.#open.push(ledger);
    return ledger;
  }

  [Symbol.dispose](): void {
    for (const ledger of this.#open) ledger.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function usageRow(own: Partial<NamedRow> = {}): UsageRow {
  return rowOf({
    ...NO_SERIES,
    workspaceId: 'wrkspc_1',
    apiKeyId: 'apikey_1',
    model: 'claude-opus-5-5',
    serviceTier: 'standard',
    contextWindow: '0-200k',
    uncachedInput: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheRead: 0,
    output: 0,
    webSearches: 0,
    ...own,
  });
}

export function costRow(own: Partial<CostRow> = {}): CostRow {
  return {
    workspaceId: 'wrkspc_1',
    costType: 'tokens',
    description: 'Claude Opus 5.5 Usage - Output Tokens',
    model: 'claude-opus-5-5',
    tokenType: 'output_tokens',
    serviceTier: 'standard',
    contextWindow: '0-200k',
    inferenceGeo: 'global',
    speed: '',
    amount: 1n,
    ...own,
  };
}

export function hour(start: number, ...rows: UsageRow[]): UsageBucket {
  return { start, end: start + HOUR, rows };
}

export function minute(start: number, ...rows: UsageRow[]): UsageBucket {
  return { start, end: start + MINUTE, rows };
}

/** A reading that was answered with just the buckets that were asked for. */
export function reading(width: '1m' | '1h', buckets: readonly UsageBucket[], readAt = NOW) {
  return { width, readAt, detail: NO_DETAIL, asked: buckets.map(({ start }) => start), buckets };
}

/** All the minutes of an hour, each with the same usage. */
export function minutesOf(start: number, row: UsageRow): UsageBucket[] {
  return Array.from({ length: 60 }, (_, index) => minute(start + index * MINUTE, row));
}
