// Opens VS Code with the extension and its sample organization: a desktop VS Code if there is one, else in the browser.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { hasDesktop, openDesktop } from './desktop.ts';
import { checkout } from './provide.ts';
import { startInstalledServer } from './server.ts';
import { windowUrl } from './windowUrl.ts';

const environment = { CLAUDE_USAGE_START: 'sample' };
const vsix = process.argv[2] ?? join(checkout, 'claude-usage.vsix');

if (await hasDesktop()) {
  console.log('Starting VS Code … Close its window to stop.');
  if ((await openDesktop(environment)) !== 0) await serve();
} else {
  await serve();
}

async function serve(): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  // Listening for good, so that a second Ctrl-C does not cut the tidying up short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end());
  console.log('Starting VS Code …');
  await using server = await startInstalledServer([vsix], { environment });
  const url = windowUrl(server);
  console.log(`\n  VS Code is ready. If no browser opens, open this address yourself:\n\n    ${url}\n`);
  console.log('  Claude Usage opens with its sample data. Press Ctrl-C to stop.\n');
  openBrowser(url);
  await ended;
}

function openBrowser(url: string): void {
  const [command, ...args] = opener(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // A machine without a browser still has the address.
  child.on('error', () => undefined).unref();
}

function opener(url: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['explorer.exe', url];
  return ['xdg-open', url];
}
