import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { fillYear } from './filledYear.ts';
import type { Figure } from './report.ts';

const MEGABYTE = 1_000_000;
/** Young and old objects have the room that the engine's thread gives them. */
const MEMORY = ['--max-semi-space-size=2', '--max-old-space-size=768'];

const outcome = z.object({
  rows: z.number(),
  reading: z.number(),
  cold: z.number(),
  warm: z.number(),
  turn: z.number(),
  resident: z.number(),
});

/** ms; `cold` has no bound where none was set. */
interface Bounds {
  readonly cold?: number;
  readonly warm: number;
}

/** The panel's answer to a year by key, of an organization with so many keys. */
export async function year(keys: number, bounds: Bounds): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claude-usage-'));
  try {
    const path = join(folder, 'ledger.db');
    fillYear(path, keys);
    const args = [...MEMORY, join(import.meta.dirname, 'askYear.ts'), path];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { rows, reading, cold, warm, turn, resident } = outcome.parse(JSON.parse(stdout));
    const of = `a year by key of ${keys.toLocaleString('en-US')} keys`;
    const figure = (name: string, time: number, bound: number | undefined, method: string): Figure => ({
      name: `${of}, ${name}`,
      value: `${time.toFixed(0)} ms, ${(time / reading).toFixed(1)} times reading the same rows`,
      holds: bound === undefined ? undefined : time <= bound,
      method: bound === undefined ? method : `${method}; bound ${bound} ms`,
    });
    return [
      figure(
        'cold',
        cold,
        bounds.cold,
        `the first answer, from the choice to the view: two models in three hours of each of 364 days, ${rows.toLocaleString('en-US')} rows, which are read in ${reading.toFixed(0)} ms`,
      ),
      figure('warm', warm, bounds.warm, 'the quicker of two further answers'),
      {
        name: `${of}, the engine held up`,
        value: `${turn.toFixed(0)} ms at most`,
        holds: turn <= 500,
        method: 'longest delay of the event loop over the three answers: polls and a cancel wait so long; bound 500 ms',
      },
      {
        name: `${of}, memory`,
        value: `${(resident / MEGABYTE).toFixed(0)} MB`,
        holds: resident <= 768 * MEGABYTE,
        method: 'resident memory of its process after them; bound 768 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
