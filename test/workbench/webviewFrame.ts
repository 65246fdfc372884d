import type { Frame, Page } from 'playwright-core';
import { AT_LAST, until } from './until.ts';

/** The page inside a webview: the frame, two deep, that holds something visible for `selector`. */
export async function webviewFrame(page: Page, selector: string, milliseconds = AT_LAST): Promise<Frame> {
  return until(`a webview with ${selector}`, milliseconds, async () => {
    for (const frame of page.frames()) {
      if (frame.parentFrame()?.parentFrame() !== page.mainFrame()) continue;
      // A frame may go away while it is asked.
      const fits = await isActive(frame)
        .then((active) => active && frame.locator(selector).first().isVisible())
        .catch(() => false);
      if (fits) return frame;
    }
    return undefined;
  });
}

async function isActive(frame: Frame): Promise<boolean> {
  const element = await frame.frameElement();
  return (await element.getAttribute('id')) === 'active-frame' && (await element.isVisible());
}
