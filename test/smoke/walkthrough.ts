import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wcagContrast } from 'culori';
import { checkout } from '../workbench/provide.ts';
import { AT_LAST, until } from '../workbench/until.ts';
import type { Theme } from '../workbench/workbench.ts';
import { type Bed, itemOf } from './bed.ts';
import { pictureWords } from './pictureWords.ts';

/** Steps of the walkthrough, in their order. */
const STEPS = [
  'See what Claude costs today',
  'Try it with sample data',
  'Find out where it goes',
  'Connect your organization',
  'Set a budget',
  'Send a report',
];

/** One of each kind, which a webview is told of. */
const THEMES = {
  'Light Modern': 'vscode-light',
  'Dark High Contrast': 'vscode-high-contrast',
  'Light High Contrast': 'vscode-high-contrast-light',
  'Dark Modern': 'vscode-dark',
} as const;
/** Least contrast of a text that WCAG 2 allows, level AA. */
const LEAST_CONTRAST = 4.5;

/** The walkthrough, before there is a key: each step completes by itself. */
export function specifyWalkthrough(bed: () => Bed): void {
  describe('the walkthrough', () => {
    const page = () => bed().window.page;
    const step = (title: string) =>
      page().locator('.getting-started-step', { has: page().getByText(title, { exact: true }) });
    const isDone = (title: string) => step(title).locator('.codicon-getting-started-step-checked').isVisible();
    const becomesDone = (title: string) =>
      until(`the step “${title}” to be done`, AT_LAST, async () => (await isDone(title)) || undefined);
    const open = async () => {
      await bed().window.runCommand('Claude Usage: Get Started');
      await step(STEPS[0] ?? '').waitFor();
    };

    it('offers its steps in their order, the first of them done', async () => {
      await open();
      assert.deepEqual(await page().locator('.getting-started-step .step-title').allInnerTexts(), STEPS);
      await becomesDone('See what Claude costs today');
      assert.equal(await isDone('Try it with sample data'), false);
    });

    it('has pictures whose every word can be read in the default themes', async () => {
      const media = join(checkout, 'media', 'walkthrough');
      const names = (await readdir(media)).filter((name) => name.endsWith('.svg'));
      const pictures = await Promise.all(names.map((name) => readFile(join(media, name), 'utf8')));
      // With less room, VS Code shows no picture.
      await page().setViewportSize({ width: 1640, height: 900 });
      for (const [theme, kind] of Object.entries(THEMES)) {
        await bed().window.changeTheme(theme as Theme);
        // VS Code draws the picture anew, in another frame.
        const words = await until(`pictures in ${theme}`, AT_LAST, async () => {
          const frame = await bed().window.webview(`body[data-vscode-theme-kind="${kind}"] svg text`);
          await bed().stage.picture(bed().window, `walkthrough-${kind}`);
          return pictureWords(frame, pictures).catch(() => undefined);
        });
        assert.ok(words.length >= 50, `${words.length} words`);
        for (const { text, color, ground } of words) {
          const contrast = wcagContrast(color, ground);
          assert.ok(contrast >= LEAST_CONTRAST, `${text}, ${color} on ${ground}, ${theme}: ${contrast.toFixed(1)}`);
        }
      }
      await page().setViewportSize({ width: 1280, height: 800 });
    });

    it('completes the steps of the sample and of the panel as they are taken', async () => {
      await step('Try it with sample data').click();
      await page().getByRole('button', { name: 'Explore with Sample Data' }).click();
      await itemOf(bed()).text(/\$/);
      await open();
      await becomesDone('Try it with sample data');
      await step('Find out where it goes').click();
      await page().getByRole('button', { name: 'Open Usage Panel' }).click();
      await open();
      await becomesDone('Find out where it goes');
      assert.equal(await isDone('Connect your organization'), false);
      await bed().stage.picture(bed().window, 'walkthrough');
    });

    it('leaves the window without a key as it found it', async () => {
      await bed().window.runCommand('Claude Usage: Leave Sample Data');
      await itemOf(bed()).text(/Claude Usage/);
      assert.equal(await isDone('Connect your organization'), false);
      await bed().window.runCommand('View: Close All Editors');
    });
  });
}
