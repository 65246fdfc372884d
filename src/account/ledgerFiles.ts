import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Ledgers with SQLite's companions, those that were set aside, and trials, exports and setups that were left half-way. */
const OURS =
  /^((ledger|sample)\.db(-wal|-shm|-journal|\.broken-.*)?|trial-[\w-]+\.db(-wal|-shm|-journal)?|export-[\w.-]+|mcp\.\w+\.\w+\.partial)$/;

/** Deletes every ledger in a folder. Throws what the file system throws, after it has tried them all. */
export function deleteLedgerFiles(folder: string): void {
  if (!existsSync(folder)) return;
  const failures: unknown[] = [];
  for (const name of readdirSync(folder)) {
    if (!OURS.test(name)) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
