import assert from 'node:assert/strict';
import { AT_LAST, until } from '../workbench/until.ts';
import { type Bed, itemOf } from './bed.ts';

/** Steps of the walkthrough, in their order. */
const STEPS = [
  'See what Claude costs today',
  'Try it with sample data',
  'Find out where it goes',
  'Connect your organization',
  'Set a budget',
  'Send a report',
];

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
