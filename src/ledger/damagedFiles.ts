import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DAY } from '../time/utc.ts';
import { COMPANIONS } from './journal.ts';

/** A damaged file is kept this long: somebody may want to look into it, and it takes as much room as the ledger. */
const KEPT = 30 * DAY;

/** Renames a damaged file and what lies beside it; returns its new path. `now` in ms. */
export function setAside(path: string, now: number): string {
  const target = `${path}.broken-${dated(now)}`;
  for (const companion of COMPANIONS) {
    if (statSync(path + companion, { throwIfNoEntry: false })) renameSync(path + companion, target + companion);
  }
  return target;
}

/** Deletes damaged files that were set aside, but the newest, and that, too, after thirty days. `now` in ms. */
export function forgetSetAside(path: string, now: number): void {
  try {
    const prefix = `${basename(path)}.broken-`;
    const names = readdirSync(dirname(path)).filter((name) => name.startsWith(prefix));
    const newest = names.map(madeAt).sort().at(-1) ?? '';
    const kept = newest > dated(now - KEPT) ? newest : null;
    for (const name of names) {
      if (madeAt(name) !== kept) rmSync(join(dirname(path), name), { force: true });
    }
  } catch {
    // A file that cannot be deleted is in nobody's way.
  }
}

/** An instant (ms) as a file's name may have it: `2026-11-19T14-07-00.000Z` */
function dated(instant: number): string {
  return new Date(instant).toISOString().replaceAll(':', '-');
}

function madeAt(name: string): string {
  return /\.broken-([^-]+-\d\d-\d\dT\d\d-\d\d-[\d.]+Z)/.exec(name)?.[1] ?? '';
}
