import { join } from 'node:path';

const preload = join(import.meta.dirname, 'fixedClock.ts');

/** How much later it is in this test run than on the machine, ms; undefined where it lives by the machine's clock. */
export function runOffset(): number | undefined {
  const { CLOCK_OFFSET } = process.env;
  return CLOCK_OFFSET === undefined ? undefined : Number(CLOCK_OFFSET);
}

/** When this test run began, by its clock, ms: the same in all its processes. */
export function runStart(): number {
  return Number(process.env['CLOCK_START'] ?? Date.now());
}

/** What gives a Node process, its threads and its children this offset. */
export function clockEnvironment(offset: number): Readonly<Record<'CLOCK_OFFSET' | 'NODE_OPTIONS', string>> {
  return { CLOCK_OFFSET: String(offset), NODE_OPTIONS: `--require ${JSON.stringify(preload)}` };
}

/** The same in Node's arguments, for a process that keeps NODE_OPTIONS from its children. */
export function clockArguments(): string[] {
  return runOffset() === undefined ? [] : ['--require', preload];
}
