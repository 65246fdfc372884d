import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildTree } from './childTree.ts';
import { ensureVSCode } from './install.ts';
import { quietSettings } from './quietSettings.ts';
import { clockArguments } from './runClock.ts';

const startTimeLimit = 60_000;

export interface ServerOptions {
  /** User settings, on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment that the extension host sees; undefined removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A VS Code on loopback with a home of its own, which goes when it is disposed. */
export interface Server extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly pid: number;
  /** The folder that holds everything this VS Code writes, an extension's global storage too. */
  readonly home: string;
  readonly output: string;
  /** Writes the user's settings.json anew, for windows that open or reload after it: without native modules none watches. */
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
}

/** VS Code's own server, whose windows load an extension from its folder: see `developmentUrl`. */
export async function startDevelopmentServer(options: ServerOptions = {}): Promise<Server> {
  const { developmentMain } = await ensureVSCode();
  return start(options, /agent listening on (\d+)/, (home) => [
    developmentMain,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', home, '--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')],
    ...['--enable-smoke-test-driver', '--disable-workspace-trust', '--force-disable-user-env'],
    ...['--telemetry-level', 'off', '--disable-experiments'],
  ]);
}

/** code-server as its users run it, with the VSIX files at these paths installed. Secrets live in the browser profile. */
export async function startInstalledServer(vsix: readonly string[], options: ServerOptions = {}): Promise<Server> {
  const { installedMain } = await ensureVSCode();
  const folders = (home: string) => [
    installedMain,
    ...['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')],
    ...['--config', join(home, 'config.yaml')],
  ];
  return start(
    options,
    /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/,
    (home) => [
      ...folders(home),
      ...['--bind-addr', '127.0.0.1:0', '--auth', 'none', '--disable-telemetry', '--disable-update-check'],
      ...['--disable-workspace-trust', '--disable-getting-started-override', '--disable-proxy'],
      ...['--ignore-last-opened', '--vscode-option', 'force-disable-user-env'],
    ],
    vsix.length > 0
      ? (home) => [...folders(home), ...vsix.flatMap((file) => ['--install-extension', file])]
      : undefined,
  );
}

async function start(
  options: ServerOptions,
  listening: RegExp,
  serve: (home: string) => string[],
  install?: (home: string) => string[],
): Promise<Server> {
  const home = await mkdtemp(join(tmpdir(), 'claude-usage-vscode-'));
  const removeHome = () => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const writeSettings = async (settings: Readonly<Record<string, unknown>>) => {
    await mkdir(join(home, 'data', 'User'), { recursive: true });
    const all = { ...quietSettings, ...settings };
    await writeFile(join(home, 'data', 'User', 'settings.json'), JSON.stringify(all, undefined, 2));
  };
  try {
    await writeSettings(options.settings ?? {});
    await writeFile(join(home, 'config.yaml'), '{}\n');
    // A suite that runs beside the extension is not told by VS Code where the extension's files are.
    const environment = serverEnvironment(home, { ...options.environment, USER_DATA: join(home, 'data') });
    if (install) await run(install(home), environment);
    const tree = new ChildTree(process.execPath, [...clockArguments(), ...serve(home)], { environment });
    try {
      const port = (await tree.waitFor(listening, startTimeLimit))[1];
      return {
        origin: `http://127.0.0.1:${port}`,
        pid: tree.pid,
        home,
        get output() {
          return tree.output;
        },
        writeSettings,
        async [Symbol.asyncDispose]() {
          await tree[Symbol.asyncDispose]();
          await removeHome();
        },
      };
    } catch (error) {
      await tree[Symbol.asyncDispose]();
      throw error;
    }
  } catch (error) {
    await removeHome();
    throw error;
  }
}

async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  await using tree = new ChildTree(process.execPath, args, { environment });
  const code = await tree.ended(startTimeLimit);
  if (code !== 0) throw new Error(`VS Code could not install the extension:\n${tree.output}`);
}

function serverEnvironment(home: string, extra: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  // What npm and a surrounding VS Code leave in the environment would change how the server behaves.
  const foreign = /^(npm_|NODE_OPTIONS$|VSCODE_|ELECTRON_)/i;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    // No extension comes from a marketplace, and nothing is written beside the server's own home.
    EXTENSIONS_GALLERY: '{}',
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'share'),
    ...extra,
  };
}
