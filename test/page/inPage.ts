/** What runs in the page, as text: it refers to nothing outside itself. */
import type { PageTheme } from './themes.ts';

/** Plays VS Code's part: calls go to the test's `toHost`, and a state is kept as long as the page. */
export function actAsVSCode(): void {
  let state: unknown;
  const api = {
    postMessage: (message: unknown) => void Reflect.get(window, 'toHost')(message),
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
    },
  };
  Object.assign(window, { acquireVsCodeApi: () => api, keptState: () => state });
}

/** Gives the page a theme in place of the one it has, as VS Code does. */
export function dress({ kind, variables }: PageTheme): void {
  const { style } = document.documentElement;
  for (const name of [...style]) if (name.startsWith('--vscode-')) style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
  // High contrast light has the class of high contrast, too, for pages that were made before there were two.
  document.body.className = kind === 'vscode-high-contrast-light' ? `${kind} vscode-high-contrast` : kind;
  document.body.dataset['vscodeThemeKind'] = kind;
}

/** Dresses the page once it has a body, before its own script runs. */
export function dressAtOnce(dressIn: (theme: PageTheme) => void, theme: PageTheme): void {
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    dressIn(theme);
  }).observe(document.documentElement, { childList: true });
}

/** Resolves once the page has drawn its first charts. */
export function chartsDrawn(): Promise<void> {
  return new Promise((resolve) => {
    new PerformanceObserver((marks, observer) => {
      if (marks.getEntriesByName('charts drawn').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'mark', buffered: true });
  });
}

/** Resolves once the page has drawn, and done what it puts off until then. */
export function settled(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return frame()
    .then(frame)
    .then(frame)
    .then(() => undefined);
}

/** Height of the whole page, pixels. */
export function pageHeight(): number {
  return document.documentElement.scrollHeight;
}
