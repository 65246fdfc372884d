import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmInstall } from './npmInstall.ts';
import { provide } from './provide.ts';

/** Carries VS Code 1.139.1. */
const version = '4.139.1';

export interface VSCodeFiles {
  /** VS Code's own server, which can load an extension from its folder. */
  readonly developmentMain: string;
  /** code-server's entry, which serves VS Code with the extensions that were installed. */
  readonly installedMain: string;
}

/**
 * Makes sure of a VS Code that a browser can open, from the npm registry alone. No package's script runs: they would
 * want a compiler, and a server without its native modules is enough to try an extension.
 */
export async function ensureVSCode(report: (line: string) => void = console.log): Promise<VSCodeFiles> {
  const folder = await provide(`code-server-${version}`, async (partial) => {
    const started = performance.now();
    report(`Fetching VS Code (npm package code-server ${version}, about 600 MB on disk, once) ...`);
    await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
    await npmInstall(partial, [`code-server@${version}`, '--no-package-lock']);
    report('Fetching its modules ...');
    await npmInstall(join(codeServer(partial), 'lib', 'vscode'));
    report(`VS Code is ready after ${Math.round((performance.now() - started) / 1000)} s.`);
  });
  return {
    developmentMain: join(codeServer(folder), 'lib', 'vscode', 'out', 'server-main.js'),
    installedMain: join(codeServer(folder), 'out', 'node', 'entry.js'),
  };
}

function codeServer(folder: string): string {
  return join(folder, 'node_modules', 'code-server');
}

if (import.meta.main) await ensureVSCode();
