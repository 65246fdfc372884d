// Writes test/page/themes.json: what a webview is given by each theme of a real window, and the style sheet that VS Code
// puts before a page's own. To be run where VS Code's version, or the variables that the page uses, have changed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { EMPTY_ITEM, packageEmptyPanel } from '../bench/emptyPanel.ts';
import { launchBrowser, newProfile } from '../workbench/browser.ts';
import { checkout } from '../workbench/provide.ts';
import { startInstalledServer } from '../workbench/server.ts';
import { windowUrl } from '../workbench/windowUrl.ts';
import { THEMES, Workbench } from '../workbench/workbench.ts';
import { THEMES_FILE, type Themes } from './themes.ts';

await using empty = await packageEmptyPanel();
await using server = await startInstalledServer([empty.vsix]);
await using browser = await launchBrowser();
const workbench = await Workbench.open(await newProfile(browser), windowUrl(server));
await workbench.statusBarItem(EMPTY_ITEM).click();
const frame = await workbench.webview('#empty');
const defaultStyle = String(await frame.evaluate(`document.getElementById('_defaultStyles').textContent`));
const used = variablesUsed();
const themes: Themes['themes'] = {};
for (const theme of THEMES) {
  await workbench.changeTheme(theme);
  themes[theme] = await captured(frame);
  console.log(`${theme}: ${themes[theme].kind}`);
}
const file: Themes = { defaultStyle: defaultStyle.replace(/\n\t{2}/g, '\n').trim(), themes };
writeFileSync(THEMES_FILE, `${JSON.stringify(file, undefined, 2)}\n`);

/** Names of the editor's variables in the built page: ours, and the toolkit's. */
function variablesUsed(): ReadonlySet<string> {
  const dist = join(checkout, 'dist');
  const files = readdirSync(dist).filter((name) => /^panel\.(js|css)$/.test(name));
  const text = [defaultStyle, ...files.map((name) => readFileSync(join(dist, name), 'utf8'))].join('\n');
  return new Set([...text.matchAll(/--vscode-[\w-]+/g)].map(([name]) => name));
}

async function captured(page: Frame): Promise<Themes['themes'][string]> {
  const { kind, style } = (await page.evaluate(`({
    kind: document.body.dataset.vscodeThemeKind,
    style: Object.fromEntries([...document.documentElement.style].map((name) => [
      name, document.documentElement.style.getPropertyValue(name),
    ])),
  })`)) as { readonly kind: string; readonly style: Readonly<Record<string, string>> };
  const variables = Object.entries(style).filter(([name]) => used.has(name));
  return { kind, variables: Object.fromEntries(variables.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
