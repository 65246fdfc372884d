// Runs the specifications in suite.ts inside the extension host of a real VS Code; dist/ has to be built.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHostSuite } from '../workbench/hostSuite.ts';
import { checkout } from '../workbench/provide.ts';
import { HOSTILE_SETTINGS } from './hostileSettings.ts';

const specifications = join(import.meta.dirname, 'suite.ts');
const folder = await mkdtemp(join(tmpdir(), 'claude-usage-folder-'));
try {
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(HOSTILE_SETTINGS));
  process.exitCode = await runHostSuite({ specifications, extension: checkout, folder });
} finally {
  await rm(folder, { recursive: true, force: true });
}
