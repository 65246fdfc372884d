import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tryEach } from '../shared/tryEach.ts';

/** Ledgers with SQLite's companions, those that were set aside, and trials, exports and setups that were left half-way. */
const OURS =
  /^((ledger|sample)\.db(-wal|-shm|-journal|\.broken-.*)?|trial-[\w-]+\.db(-wal|-shm|-journal)?|export-[\w.-]+|mcp\.\w+\.\w+\.partial)$/;

/** Deletes every ledger in a folder. Throws an error that names those that would not go, after it has tried them all. */
export async function deleteLedgerFiles(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const ours = readdirSync(folder).filter((name) => OURS.test(name));
  await tryEach(ours.map((name) => () => rmSync(join(folder, name), { force: true })));
}
