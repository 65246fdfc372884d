import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Theme } from '../workbench/workbench.ts';

export const THEMES_FILE = join(import.meta.dirname, 'themes.json');

/** A theme as a webview is given it. */
export interface PageTheme {
  /** `vscode-dark`, …: a class of the body. */
  readonly kind: string;
  /** Values of the editor's variables by their names, `--vscode-…`. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Themes {
  /** Style sheet that VS Code puts before a page's own. */
  readonly defaultStyle: string;
  readonly themes: Record<string, PageTheme>;
}

/** As `captureThemes.ts` found them in a real window. */
export const { defaultStyle: DEFAULT_STYLE, themes } = JSON.parse(readFileSync(THEMES_FILE, 'utf8')) as Themes;

export function themeOf(name: Theme): PageTheme {
  const theme = themes[name];
  if (!theme) throw new Error(`${name} was not captured: run test/page/captureThemes.ts`);
  return theme;
}
