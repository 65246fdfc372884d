import { ChildTree } from './childTree.ts';

const timeLimit = 15 * 60_000;

/** Installs into `folder` with the npm that runs us, else the one on PATH. No package's script runs. */
export async function npmInstall(folder: string, args: readonly string[] = []): Promise<void> {
  const all = ['install', ...args, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { npm_execpath: npm } = process.env;
  await using tree = npm?.endsWith('.js')
    ? new ChildTree(process.execPath, [npm, ...all], { folder })
    : new ChildTree('npm', all, { folder, shell: process.platform === 'win32' });
  const code = await tree.ended(timeLimit);
  if (code !== 0) throw new Error(`npm could not install what the tests need:\n${tree.output}`);
}
