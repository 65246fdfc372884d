import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { type AdminApi, startAdminApi } from '../adminApi/server.ts';
import { MINUTE } from '../adminApi/world/time.ts';
import type { World } from '../adminApi/world/world.ts';
import { hostileWorld } from '../adminApi/worlds/hostile.ts';
import { smallWorld } from '../adminApi/worlds/small.ts';
import { launchBrowser, newProfile } from '../workbench/browser.ts';
import { checkout } from '../workbench/provide.ts';
import { type Server, startInstalledServer } from '../workbench/server.ts';
import { windowUrl } from '../workbench/windowUrl.ts';
import { Workbench } from '../workbench/workbench.ts';

const OUTPUT = join(checkout, 'test', 'output');
/** What a user would install: `npm run package` makes it. */
const VSIX = join(checkout, 'claude-usage.vsix');
/** Opens an organization whose names are anything but text to whoever forgets that they are. */
export const HOSTILE_KEY = 'sk-ant-admin01-test-bed-hostile';
/** Opens an organization whose history nobody has fetched yet. */
export const NEW_KEY = 'sk-ant-admin01-test-bed-new';
export const NEW_NAME = 'Newcomer Ltd';
/** Opens one that nothing is known of yet, for when nothing is to be known. */
export const UNLUCKY_KEY = 'sk-ant-admin01-test-bed-unlucky';
/** Opens one whose usage shows late: see `lateWorld`. */
export const LATE_KEY = 'sk-ant-admin01-test-bed-late';

/** The small one, but that the API shows nothing of it before five minutes have passed. */
export function lateWorld(today: number): World {
  const world = smallWorld(today);
  return {
    ...world,
    organization: { id: 'org_late', name: 'Later & Sons' },
    lateness: { ...world.lateness, delay: 5 * MINUTE },
  };
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The packaged extension in a real VS Code, with our own Admin API, and a browser to use it with. */
export interface Stage {
  readonly api: AdminApi;
  readonly server: Server;
  readonly profile: BrowserContext;
  openWindow(): Promise<Workbench>;
  /** Settings of the user, next to those of the stage: of windows that open or reload from now on. */
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Of the window, or of a part of it in pixels. */
  picture(workbench: Workbench, name: string, clip?: Clip): Promise<void>;
  /** Files that hold figures, below the server's home. */
  ledgers(): Promise<string[]>;
  /** Requests that a name has made somebody send. */
  trapped(): number;
  close(): Promise<void>;
}

export async function setStage(world: World, now: number): Promise<Stage> {
  await mkdir(OUTPUT, { recursive: true });
  const stack = new AsyncDisposableStack();
  try {
    const trap = stack.use(await startAdminApi({ world }));
    const others = {
      [HOSTILE_KEY]: hostileWorld(world.today, trap.elsewhere.url),
      [NEW_KEY]: { ...world, organization: { id: 'org_newcomer', name: NEW_NAME } },
      [UNLUCKY_KEY]: { ...world, organization: { id: 'org_unlucky', name: 'Unlucky Inc' } },
      [LATE_KEY]: lateWorld(world.today),
    };
    const api = stack.use(await startAdminApi({ world, others }));
    api.setNow(now);
    const server = stack.use(await startInstalledServer([VSIX], { settings: settingsFor(api.url) }));
    const browser: Browser = await launchBrowser();
    stack.defer(() => browser.close());
    const profile = await newProfile(browser);
    return {
      api,
      server,
      profile,
      openWindow: () => Workbench.open(profile, windowUrl(server)),
      writeSettings: (settings) => server.writeSettings({ ...settingsFor(api.url), ...settings }),
      async picture(workbench, name, clip) {
        await workbench.page.screenshot({ path: join(OUTPUT, `${name}.png`), ...(clip ? { clip } : {}) });
      },
      async ledgers() {
        const files = await readdir(server.home, { recursive: true });
        return files.filter((file) => file.endsWith('ledger.db'));
      },
      trapped: () => trap.elsewhere.requests.all.length,
      close: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

function settingsFor(url: string): Record<string, unknown> {
  return { 'claudeUsage.apiBaseUrl': url };
}
