import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { LAUNCHER_FILE, SETUP_FILE } from '../../mcp/files.ts';
import type { McpSetup } from '../../mcp/setup.ts';
import { tryEach } from '../../shared/tryEach.ts';

export interface McpFilesOptions {
  /** Folder of this version of the extension. */
  readonly extension: string;
  /** Global storage. */
  readonly storage: string;
  /** What the server is to know now. */
  readonly setup: () => Omit<McpSetup, 'server'>;
}

/** The MCP server's files in global storage: the launcher, whose path clients are given, and its setup. */
export class McpFiles {
  readonly #options: McpFilesOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: McpFilesOptions) {
    this.#options = options;
  }

  get launcher(): string {
    return join(this.#options.storage, LAUNCHER_FILE);
  }

  /** Writes them where they are not as they should be. Rejects with what the file system throws. */
  write(): Promise<void> {
    return this.#inTurn(() => this.#write());
  }

  /** Writes them if they are there: a server that has been set up learns what has changed. */
  update(): Promise<void> {
    return this.#inTurn(async () => {
      if ((await textOf(this.launcher)) !== null) await this.#write();
    });
  }

  /** Rejects with an error that names those that would not go. */
  remove(): Promise<void> {
    const remove = (name: string) => () => rm(join(this.#options.storage, name), { force: true });
    return this.#inTurn(() => tryEach([LAUNCHER_FILE, SETUP_FILE].map(remove)));
  }

  /** Server and launcher are the newest version's: a window that was open while it was installed leaves them as they are. */
  async #write(): Promise<void> {
    const { extension, storage, setup } = this.#options;
    const dist = join(extension, 'dist');
    const file = join(storage, SETUP_FILE);
    await mkdir(storage, { recursive: true });
    const own = { ...setup(), server: join(dist, 'mcpServer.mjs') };
    const newer = newerSetup(await textOf(file), own.version);
    const isNewer = newer !== null && (await textOf(newer.server)) !== null;
    const { version, server } = isNewer ? newer : own;
    await replace(file, JSON.stringify({ ...(isNewer && newer), ...own, version, server }, null, 2));
    if (isNewer && (await textOf(this.launcher)) !== null) return;
    await replace(this.launcher, await readFile(join(dist, 'mcpLauncher.cjs'), 'utf8'));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }
}

/** A setup as another version may have written it, with fields that this one knows nothing of. */
const anySetup = z.looseObject({ version: z.string(), server: z.string() });

/** The setup that a text is, where a version after `version` has written it; else null. */
function newerSetup(text: string | null, version: string): z.infer<typeof anySetup> | null {
  const setup = anySetup.safeParse(parseJson(text)).data;
  return setup && setup.version.localeCompare(version, 'en', { numeric: true }) > 0 ? setup : null;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

/** Whole or not at all: another window, or a server that starts, may look at any moment. */
async function replace(path: string, text: string): Promise<void> {
  if ((await textOf(path)) === text) return;
  const partial = `${path}.${randomUUID().slice(0, 8)}.partial`;
  try {
    await writeFile(partial, text, { mode: 0o600 });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Null where there is no such file. */
function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
