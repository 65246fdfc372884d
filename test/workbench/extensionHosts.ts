import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const processes = join('/', 'proc');

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Process ids of the extension hosts that a server runs, one for each window; on Linux alone. */
export async function extensionHosts(serverPid: number): Promise<number[]> {
  const names = (await readdir(processes)).filter((name) => /^\d+$/.test(name));
  const entries = (await Promise.all(names.map(readEntry))).filter((entry) => entry !== undefined);
  const below = new Set([serverPid]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of entries) if (below.has(parent)) below.add(pid);
  }
  return entries.filter((e) => below.has(e.pid) && e.command.includes('--type=extensionHost')).map((e) => e.pid);
}

/** Resident memory of a process in bytes; on Linux alone. */
export async function residentBytes(pid: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(join(processes, String(pid), 'status'), 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`Process ${pid} has no resident memory`);
  return Number(kilobytes) * 1024;
}

async function readEntry(name: string): Promise<Entry | undefined> {
  try {
    const folder = join(processes, name);
    const parent = /^PPid:\s+(\d+)$/m.exec(await readFile(join(folder, 'status'), 'utf8'))?.[1];
    return { pid: Number(name), parent: Number(parent), command: await readFile(join(folder, 'cmdline'), 'utf8') };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
