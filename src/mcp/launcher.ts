/**
 * Starts the MCP server of the extension's newest version. A window copies it into global storage, where its path stays
 * over updates; it is started by whatever Node a client finds, so it uses nothing but the oldest parts of it.
 */
import { SETUP_FILE } from './files.ts';
import type { McpSetup } from './setup.ts';

/** The server itself says what it needs beyond that. */
const LEAST_MAJOR = 18;

function end(words: string): void {
  process.stderr.write(`Claude Usage & Cost: ${words}\n`);
  process.exitCode = 1;
}

async function launch(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < LEAST_MAJOR) {
    return end(`this MCP server needs Node.js 22.13 or newer, and was started with ${process.version}.`);
  }
  const { readFile } = await import('node:fs/promises');
  const { dirname, join } = await import('node:path');
  const { pathToFileURL } = await import('node:url');
  const file = join(dirname(process.argv[1] ?? ''), SETUP_FILE);
  let setup: McpSetup;
  try {
    setup = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return end(
      `there is no setup at ${file}. In VS Code, copy it again with the command "Claude Usage: Copy MCP Setup".`,
    );
  }
  try {
    const { serve } = await import(pathToFileURL(setup.server).href);
    await serve(file);
  } catch (error) {
    end(
      `the extension is not installed any more, or cannot be read: ${error}. Open VS Code once, or remove this MCP server.`,
    );
  }
}

void launch();
