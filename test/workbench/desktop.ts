import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ChildTree } from './childTree.ts';
import { checkout } from './provide.ts';
import { quietSettings } from './quietSettings.ts';

const command = process.platform === 'win32' ? 'code.cmd' : 'code';
const shell = process.platform === 'win32';

/**
 * Whether `code` on the PATH is a desktop VS Code that can show the extension: new enough, with a screen, and not the
 * helper of that name in the terminal of a remote window.
 */
export async function hasDesktop(): Promise<boolean> {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  if (VSCODE_IPC_HOOK_CLI || (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)) return false;
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { shell, timeout: 20_000 });
    const [, major, minor] = /^(\d+)\.(\d+)\./.exec(stdout) ?? [];
    return Number(major) === 1 && Number(minor) >= (await oldestMinor());
  } catch {
    return false;
  }
}

/** Opens the extension from its folder in a desktop window with a throw-away profile; settles when that is closed. */
export async function openDesktop(environment: Readonly<Record<string, string>>): Promise<number | null> {
  const home = await mkdtemp(join(tmpdir(), 'claude-usage-desktop-'));
  try {
    await mkdir(join(home, 'User'));
    await writeFile(join(home, 'User', 'settings.json'), JSON.stringify(quietSettings, undefined, 2));
    const folders = ['--user-data-dir', home, '--extensions-dir', join(home, 'extensions')];
    const quiet = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-telemetry'];
    const args = [`--extensionDevelopmentPath=${checkout}`, '--new-window', '--wait', ...folders, ...quiet];
    await using tree = new ChildTree(command, args, { environment: { ...process.env, ...environment }, shell });
    return await tree.ended();
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** From the manifest's `^1.<minor>.0`. */
async function oldestMinor(): Promise<number> {
  const manifest = await readFile(join(checkout, 'package.json'), 'utf8');
  return Number(/"vscode": "\^1\.(\d+)\./.exec(manifest)?.[1]);
}
