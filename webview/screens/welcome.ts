import type { PageContext } from '../page.ts';
import { el } from '../widgets/dom.ts';
import { button } from '../widgets/toolkit.ts';

/** Creates the first screen: what the extension does, and the two ways to begin. */
export function createWelcome(page: PageContext): HTMLElement {
  return el(
    'main',
    { class: 'welcome' },
    el('h1', {}, 'See what Claude costs, today'),
    el(
      'p',
      {},
      "Today's API spend in the status bar, and where it goes: by model, by day and by hour, at the prices on your own bill.",
    ),
    el(
      'ul',
      {},
      el('li', {}, 'It reads your organization’s usage and cost reports. It changes nothing.'),
      el('li', {}, 'The key stays in VS Code’s secret storage, the figures on this computer.'),
      el('li', {}, 'What is not billed yet is estimated, and says so.'),
    ),
    el(
      'div',
      { class: 'actions' },
      button('Set Admin API Key', { appearance: 'primary', onClick: () => page.run('claudeUsage.setAdminKey') }),
      button('Explore with Sample Data', {
        appearance: 'secondary',
        onClick: () => page.run('claudeUsage.useSampleData'),
      }),
    ),
    el(
      'p',
      { class: 'muted' },
      'Unofficial: not made by Anthropic. An admin of an organization can create an Admin API key in the Claude Console.',
    ),
  );
}
