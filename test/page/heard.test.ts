import assert from 'node:assert/strict';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine } from './panelEngine.ts';
import { useBrowser } from './suite.ts';

/** Buttons as a screen reader has them: name and description. */
async function buttonsHeard({ page }: PagePanel): Promise<{ readonly name: string; readonly description: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const buttons = nodes.filter(({ role }) => role?.value === 'button');
  return buttons.map(({ name, description }) => ({
    name: String(name?.value ?? ''),
    description: String(description?.value ?? ''),
  }));
}

describe('what is heard of the page', () => {
  const browser = useBrowser();

  it('every section of the page is a region with a name', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine });
    const { page } = panel;
    const sections = await page.locator('main section:visible').count();
    const names = ['Explorer', 'Cost by model', 'Budgets', 'Burn rate', 'Worth knowing', 'Cache'];
    assert.equal(sections, names.length);
    for (const name of names) assert.equal(await page.getByRole('region', { name, exact: true }).count(), 1, name);
  });

  it('every button of the page has a name, which its description does not repeat', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser(), { engine, choice: { by: 'apiKey', compare: true } });
    const buttons = await buttonsHeard(panel);
    assert.ok(buttons.some(({ description }) => description.endsWith('Show alone in the chart')));
    assert.deepEqual(
      buttons.filter(({ name, description }) => name === '' || description.includes(name)),
      [],
    );
  });
});
