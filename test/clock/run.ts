// Runs the suite at moments other than its own: npm run test:clock [-- unit|page|host|window ...] [--at 2028-02-29 ...]
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ChildTree } from '../workbench/childTree.ts';
import { checkout } from '../workbench/provide.ts';
import { clockEnvironment } from '../workbench/runClock.ts';
import { MOMENTS, type Moment } from './moments.ts';

const MINUTE = 60_000;
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const preload = join(checkout, 'test', 'workbench', 'fixedClock.ts');

interface Suite {
  readonly args: readonly string[];
  readonly patience: number;
  isRunAt(moment: Moment): boolean;
}

const SUITES: Readonly<Record<string, Suite>> = {
  unit: { args: [mocha], patience: 15 * MINUTE, isRunAt: () => true },
  page: {
    args: [mocha, '--no-config', '--timeout', '300000', 'test/page/**/*.test.ts'],
    patience: 15 * MINUTE,
    isRunAt: ({ window = false }) => window,
  },
  host: {
    args: ['--require', preload, join(checkout, 'test', 'vscode', 'run.ts')],
    patience: 5 * MINUTE,
    isRunAt: () => true,
  },
  window: {
    args: [mocha, '--no-config', '--timeout', '300000', '--bail', 'test/smoke/**/*.test.ts'],
    patience: 30 * MINUTE,
    isRunAt: ({ window = false }) => window,
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { at: { type: 'string', multiple: true } },
});
const unknown = positionals.filter((name) => !(name in SUITES));
if (unknown.length > 0) throw new RangeError(`${unknown.join(', ')}: there are ${Object.keys(SUITES).join(', ')}`);
const suites = Object.entries(SUITES).filter(([name]) => positionals.length === 0 || positionals.includes(name));
const syncState = MOMENTS.filter(({ at }) => !values.at || values.at.some((wanted) => at.startsWith(wanted)));
if (syncState.length === 0)
  throw new RangeError(`--at is the beginning of one of ${MOMENTS.map(({ at }) => at).join(', ')}`);

let failures = 0;
const table: string[][] = [];
for (const moment of syncState) {
  const cells: string[] = [];
  for (const [name, suite] of suites) cells.push(suite.isRunAt(moment) ? await outcome(name, suite, moment) : '');
  table.push([moment.at, moment.zone, ...cells, moment.why]);
  console.log(table.at(-1)?.filter(Boolean).join('  '));
}

print([['moment', 'zone', ...suites.map(([name]) => name), ''], ...table]);
process.exitCode = failures > 0 ? 1 : 0;

async function outcome(name: string, { args, patience }: Suite, { at, zone }: Moment): Promise<string> {
  const started = performance.now();
  // The moment is that of the start, however long the suites before it took.
  const environment = { ...process.env, TZ: zone, ...clockEnvironment(Date.parse(at) - Date.now()) };
  await using tree = new ChildTree(process.execPath, args, { environment, folder: checkout });
  const code = await tree.ended(patience);
  const seconds = `${Math.round((performance.now() - started) / 1000)} s`;
  const passed = /\d+ passing/.exec(tree.output)?.[0] ?? 'nothing ran';
  if (code === 0 && passed !== 'nothing ran') return `${passed}, ${seconds}`;
  const from = tree.output.search(/^ *\d+ passing/m);
  console.log(`\n${name} at ${at} in ${zone}:\n${from < 0 ? tree.output.slice(-4000) : tree.output.slice(from)}`);
  failures++;
  return `FAILED, ${seconds}`;
}

function print(rows: readonly (readonly string[])[]): void {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    );
}
