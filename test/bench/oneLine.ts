import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../workbench/provide.ts';

/** A packaged extension of one line, activated as ours is: what an extension costs by being there at all. */
export function packageOneLine(): Promise<{ vsix: string } & AsyncDisposable> {
  return packageExtension({ name: 'one-line', displayName: 'One Line' }, 'exports.activate = () => {};\n');
}

/** An extension of one source file, packaged into a folder that goes when it is disposed. */
export async function packageExtension(
  names: { readonly name: string; readonly displayName: string },
  source: string,
): Promise<{ vsix: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), `${names.name}-`));
  const manifest = {
    ...names,
    description: 'Nothing.',
    version: '0.0.1',
    publisher: 'bench',
    license: 'MIT',
    engines: { vscode: '^1.110.0' },
    main: './extension.js',
    activationEvents: ['onStartupFinished'],
    extensionKind: ['ui', 'workspace'],
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), source);
  await writeFile(join(folder, 'LICENSE'), 'MIT\n');
  await writeFile(join(folder, 'README.md'), `# ${names.displayName}\n`);
  const vsix = join(folder, `${names.name}.vsix`);
  const vsce = join(checkout, 'node_modules', '@vscode', 'vsce', 'vsce');
  await promisify(execFile)(process.execPath, [vsce, 'package', '--allow-missing-repository', '--out', vsix], {
    cwd: folder,
  });
  return { vsix, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
