import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchPageBrowser } from './pagePanel.ts';
import { PanelEngine, type PanelEngineOptions } from './panelEngine.ts';

/** Gives the tests of a suite a browser that they share. Called in the suite; what it returns, in its tests. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launchPageBrowser();
  });
  after(() => browser?.close());
  return () => browser ?? assert.fail('no browser before the first test');
}

/** Gives the tests of a suite an engine that they share, as `useBrowser` does a browser. */
export function useEngine(options: PanelEngineOptions): () => PanelEngine {
  let engine: PanelEngine | undefined;
  before(async () => {
    engine = await PanelEngine.start(options);
  });
  after(() => engine?.[Symbol.asyncDispose]());
  return () => engine ?? assert.fail('no engine before the first test');
}
