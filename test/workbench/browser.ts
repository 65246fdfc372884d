import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { ensurePackagedChromium } from './chromiumPackage.ts';
import { runOffset } from './runClock.ts';
import { shiftDate } from './shiftDate.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-gpu',
  '--lang=en-US',
  // Whatever a page asks for beyond this machine does not exist.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/**
 * A headless Chromium: the one that CHROME_PATH names, else an installed one, else the one that came as an npm package.
 */
export async function launchBrowser(own: Pick<LaunchOptions, 'ignoreDefaultArgs'> = {}): Promise<Browser> {
  const launch = (options: LaunchOptions) => chromium.launch({ ...own, ...options, args, headless: true });
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return launch({ executablePath: CHROME_PATH });
  for (const installed of [...onPath().map((executablePath) => ({ executablePath })), { channel: 'chrome' }]) {
    try {
      return await launch(installed);
    } catch {
      // Not there, or a stub that only offers to install one.
    }
  }
  const { executablePath, environment } = await ensurePackagedChromium();
  return launch({ executablePath, env: { ...process.env, ...environment } });
}

function onPath(): string[] {
  const { PATH = '' } = process.env;
  const folders = PATH.split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)).filter(existsSync));
}

/** A profile of its own, with a window's size, language, zone and clock that are the same everywhere. */
export async function newProfile(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const viewport = { width: 1280, height: 800 };
  const fixed = { viewport, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' } as const;
  const profile = await browser.newContext({ ...fixed, ...options });
  await profile.addInitScript(shiftDate, runOffset() ?? 0);
  return profile;
}
