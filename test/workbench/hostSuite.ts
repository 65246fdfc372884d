import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import { launchBrowser, newProfile } from './browser.ts';
import { checkout } from './provide.ts';
import { startDevelopmentServer } from './server.ts';
import { windowUrl } from './windowUrl.ts';
import { Workbench } from './workbench.ts';

const timeLimit = 3 * 60_000;
const output = join(checkout, 'test', 'output', 'vscode');
const windowLog = join(output, 'window.log');
const prefix = 'mocha|';

export interface HostSuite {
  /** Absolute path of a module whose import declares mocha specifications; they may import `vscode`. */
  readonly specifications: string;
  /** Absolute path of the extension's folder, already built. */
  readonly extension: string;
  /** Absolute path of the folder to open. */
  readonly folder: string;
}

/** Runs specifications in a VS Code's extension host, prints what mocha says, and tells the exit code. */
export async function runHostSuite({ specifications, extension, folder }: HostSuite): Promise<number> {
  const bundle = join(output, 'suite.cjs');
  await rm(windowLog, { force: true });
  await bundleSuite(specifications, bundle);
  const { VSCODE_TEST_DESKTOP, VSCODE_TEST_EXECUTABLE } = process.env;
  // Not by default: it downloads VS Code from outside the registry, and wants a display and a desktop's libraries.
  return VSCODE_TEST_DESKTOP === '1' || VSCODE_TEST_EXECUTABLE
    ? runOnDesktop(bundle, extension, folder, VSCODE_TEST_EXECUTABLE)
    : runInBrowser(bundle, extension, folder);
}

async function bundleSuite(specifications: string, outfile: string): Promise<void> {
  const host = join(import.meta.dirname, 'hostMocha.ts');
  await build({
    stdin: {
      contents: `import { runSpecifications } from ${JSON.stringify(host)};
export const run = () => runSpecifications(() => import(${JSON.stringify(specifications)}));`,
      resolveDir: checkout,
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function runInBrowser(tests: string, extension: string, folder: string): Promise<number> {
  await using server = await startDevelopmentServer({ environment: { MOCHA_PREFIX: prefix } });
  await using browser = await launchBrowser();
  await using profile = await newProfile(browser);
  const { promise: finished, resolve: finish } = Promise.withResolvers<number>();
  await profile.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => log(args));
  await profile.exposeFunction('codeAutomationExit', (code: number) => finish(code));
  const bound = setTimeout(() => {
    console.error(`The suite did not end in ${timeLimit / 1000} s.`);
    finish(1);
  }, timeLimit);
  try {
    // A short suite may end, and take the window with it, before the window is up.
    const opened = Workbench.open(profile, windowUrl(server, { folder, extension, tests })).then(() => finished);
    const code = await Promise.race([finished, opened]);
    if (code !== 0) console.error(`The window's log: ${windowLog}`);
    return code;
  } finally {
    clearTimeout(bound);
  }
}

function log(args: readonly unknown[]): void {
  const text = format(...args);
  if (text.startsWith(prefix)) console.log(text.slice(prefix.length));
  else appendFileSync(windowLog, `${text}\n`);
}

async function runOnDesktop(
  tests: string,
  extension: string,
  folder: string,
  executable: string | undefined,
): Promise<number> {
  const { runTests } = await import('@vscode/test-electron');
  const home = await mkdtemp(join(tmpdir(), 'claude-usage-desktop-'));
  try {
    return await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      extensionTestsEnv: { USER_DATA: home },
      launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', home],
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
