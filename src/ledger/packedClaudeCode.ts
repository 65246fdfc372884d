/**
 * Records of Claude Code Analytics of one UTC day as they lie in the database: tuples as JSON, deflated. With names for
 * every field, a year of a large organization would take several times as much.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { ClaudeCodeRecord } from '../source/source.ts';

const tool = z.pipe(
  z.tuple([z.string(), z.number(), z.number()]),
  z.transform(([name, accepted, rejected]) => ({ name, accepted, rejected })),
);

/** JSON has no bigint: amounts are decimal text. */
const model = z.pipe(
  z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.string().check(z.regex(/^-?\d+$/))]),
  z.transform(([name, input, output, cacheRead, cacheCreation, cost]) => ({
    model: name,
    input,
    output,
    cacheRead,
    cacheCreation,
    estimatedCost: BigInt(cost),
  })),
);

const record = z.pipe(
  z.tuple([
    z.tuple([z.string(), z.string(), z.string(), z.string()]),
    z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]),
    z.array(tool),
    z.array(model),
  ]),
  z.transform(([[actor, actorType, customerType, terminalType], numbers, tools, models]) => {
    const [sessions, linesAdded, linesRemoved, commits, pullRequests] = numbers;
    const who = { actor, actorType, customerType, terminalType };
    return { ...who, sessions, linesAdded, linesRemoved, commits, pullRequests, tools, models };
  }),
);

const records = z.array(record);

export function packRecords(unpacked: readonly ClaudeCodeRecord[]): Uint8Array {
  const tuples: z.input<typeof records> = unpacked.map((one) => [
    [one.actor, one.actorType, one.customerType, one.terminalType],
    [one.sessions, one.linesAdded, one.linesRemoved, one.commits, one.pullRequests],
    one.tools.map(({ name, accepted, rejected }) => [name, accepted, rejected]),
    one.models.map((used) => [
      used.model,
      used.input,
      used.output,
      used.cacheRead,
      used.cacheCreation,
      String(used.estimatedCost),
    ]),
  ]);
  return deflateRawSync(JSON.stringify(tuples));
}

/** `day` is `YYYY-MM-DD`. Throws for bytes that were not packed here. */
export function unpackRecords(packed: Uint8Array, day: string): ClaudeCodeRecord[] {
  const tuples: unknown = JSON.parse(inflateRawSync(packed).toString());
  return records.parse(tuples).map((one) => ({ day, ...one }));
}
