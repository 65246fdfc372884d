import type { Locator } from 'playwright-core';

/** The text as it stands in the window, line breaks included. */
export async function visibleText(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join('\n').trim();
}
