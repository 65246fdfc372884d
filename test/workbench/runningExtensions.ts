import type { Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';
import { AT_LAST, until } from './until.ts';

export interface RunningExtension {
  /** As the extension's package.json has it. */
  readonly name: string;
  readonly displayName: string;
  /** As VS Code shows it; undefined while the extension is not active. */
  readonly activationMilliseconds: number | undefined;
  /** Active before the window was ready for its user. */
  readonly atStartup: boolean;
}

/** What *Developer: Show Running Extensions* lists. */
export async function runningExtensions(page: Page, quickInput: QuickInput): Promise<RunningExtension[]> {
  await quickInput.runCommand('Developer: Show Running Extensions');
  const editor = page.locator('.runtime-extensions-editor');
  const rows = editor.locator('.monaco-list-row');
  await rows.first().waitFor({ state: 'visible' });
  const usual = page.viewportSize() ?? { width: 1280, height: 800 };
  try {
    // The list draws what fits, so all of it has to fit.
    await page.setViewportSize({ ...usual, height: 6_000 });
    await until('the whole list of extensions', AT_LAST, async () => {
      const size = Number(await rows.first().getAttribute('aria-setsize'));
      return (await rows.count()) >= size ? size : undefined;
    });
    const found = await rows.evaluateAll((elements) =>
      elements.map((row) => ({
        name: row.getAttribute('aria-label') ?? '',
        displayName: row.querySelector('.name')?.textContent ?? '',
        time: row.querySelector('.activation-time')?.textContent ?? '',
      })),
    );
    return found.map(({ name, displayName, time }) => {
      const milliseconds = /(\d+)\s*ms/.exec(time)?.[1];
      return {
        name,
        displayName,
        activationMilliseconds: milliseconds === undefined ? undefined : Number(milliseconds),
        atStartup: time.startsWith('Startup'),
      };
    });
  } finally {
    await page.setViewportSize(usual);
    await quickInput.runCommand('View: Close Editor');
  }
}
