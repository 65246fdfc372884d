import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const checkout = dirname(dirname(import.meta.dirname));
const tools = join(checkout, '.vscode-test');
const marker = 'complete';

/**
 * A folder of the git-ignored tools folder that `make` fills, once for all runs. It is filled beside its place and moved
 * there when it is whole, so that neither an interrupted run nor two at a time leave a half of it behind.
 */
export async function provide(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(tools, name);
  if (existsSync(join(folder, marker))) return folder;
  await mkdir(tools, { recursive: true });
  await removeAbandoned();
  const partial = await mkdtemp(join(tools, `partial-${process.pid}-`));
  try {
    await make(partial);
    await writeFile(join(partial, marker), `${new Date().toISOString()}\n`);
    if (!existsSync(join(folder, marker))) {
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    }
  } catch (error) {
    // Somebody else may have put theirs into the place in between.
    if (!existsSync(join(folder, marker))) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tools)) {
    const pid = /^partial-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(tools, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
