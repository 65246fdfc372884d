import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { bigWorld } from '../adminApi/worlds/big.ts';
import { Office } from '../support/office.ts';
import { type Figure, percentile, spread } from './report.ts';

const HOUR = 3_600_000;
const TODAY = Date.UTC(2026, 10, 19);
const AT = TODAY + 14 * HOUR;
const DAYS = 90;
const MOST_BYTES = 6144;

const outcome = z.object({
  cold: z.number(),
  times: z.array(z.number()),
  processor: z.number(),
  bytes: z.number(),
  areAnswers: z.boolean(),
});

/** Answers to language models over the big organization: 90 days by the hour of 400 combinations. */
export async function tools(): Promise<Figure[]> {
  const world = bigWorld(TODAY);
  await using office = await Office.open({ world, at: AT, config: { historyDays: DAYS } });
  await office.engine.start();
  await office.engine.end();
  const args = [join(import.meta.dirname, 'askTools.ts'), office.ledgerPath, world.organization.id, `${AT}`, `${DAYS}`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { cold, times, processor, bytes, areAnswers } = outcome.parse(JSON.parse(stdout));
  const p95 = percentile(times, 0.95);
  return [
    {
      name: 'an answer to a language model, warm',
      value: `p95 ${p95.toFixed(0)} ms; ${spread(times, 'ms', 1)}; ${processor.toFixed(1)} ms of the processor each`,
      holds: areAnswers && p95 <= 50,
      method:
        'spend, changes and tokens of every named period by API key, each 40 times in turn, by a process that only reads the ledger, taking over its newest data each time; bound 50 ms',
    },
    {
      name: 'the same, while the days are made',
      value: `${cold.toFixed(0)} ms`,
      holds: undefined,
      method: 'the slowest of the first answers',
    },
    {
      name: 'the same, its size',
      value: `at most ${bytes} bytes`,
      holds: bytes <= MOST_BYTES,
      method: 'JSON with 50 rows asked for; bound 6 KB',
    },
  ];
}
