import { ADMIN_KEYS_PAGE } from '../../src/shared/adminKeysPage.ts';
import type { PageContext } from '../page.ts';
import { el } from '../widgets/dom.ts';
import { button } from '../widgets/toolkit.ts';

/** Creates the first screen: what the extension does, and the two ways to begin. */
export function createWelcome(page: PageContext): HTMLElement {
  return el(
    'main',
    { class: 'welcome' },
    el('h1', {}, 'See what Claude costs today'),
    el(
      'p',
      {},
      "Today's API spend in the status bar, and where it goes: by model, by day and by hour, at the prices on your own bill.",
    ),
    el(
      'ul',
      {},
      el('li', {}, 'It reads your organization’s usage and cost reports. It changes nothing.'),
      el('li', {}, 'The key stays in VS Code’s secret storage, and the figures stay on this computer.'),
      el('li', {}, 'Amounts that are not billed yet are estimates, marked with ≈.'),
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
      'Unofficial: not made by Anthropic. An admin of your organization can create an Admin API key in the ',
      el('a', { href: ADMIN_KEYS_PAGE }, 'Claude Console'),
      '.',
    ),
  );
}
