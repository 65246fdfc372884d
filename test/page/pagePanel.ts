import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { REPORTS } from '../../src/reports/reports.ts';
import { type Choice, FIRST_CHOICE } from '../../src/shared/choice.ts';
import { type FromPage, fromPage } from '../../src/shared/fromPage.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import { dispatch, encodeCall, type Handlers } from '../../src/shared/rpc.ts';
import { toPage } from '../../src/shared/toPage.ts';
import { panelHtml } from '../../src/ui/panel/panelHtml.ts';
import { launchBrowser, newProfile } from '../workbench/browser.ts';
import { checkout } from '../workbench/provide.ts';
import type { Theme } from '../workbench/workbench.ts';
import { actAsVSCode, chartsDrawn, dress, dressAtOnce, pageHeight, settled } from './inPage.ts';
import type { PanelEngine } from './panelEngine.ts';
import { DEFAULT_STYLE, themeOf } from './themes.ts';

const ORIGIN = 'http://panel.localhost';
const dist = join(checkout, 'dist');

/** A browser whose pages have scroll bars, which take room, as in VS Code. */
export function launchPageBrowser(): Promise<Browser> {
  return launchBrowser({ ignoreDefaultArgs: ['--hide-scrollbars'] });
}

export interface PagePanelOptions {
  /** Answers what the page chooses. Without one, the page shows what `show` is given. */
  readonly engine?: PanelEngine;
  readonly choice?: Partial<Choice>;
  /** Pixels that the panel takes of the screen. */
  readonly width?: number;
  readonly height?: number;
  /** Zoom of the window: at 2 the page has half as many pixels, each twice as big. */
  readonly zoom?: number;
  readonly theme?: Theme;
}

/**
 * The built page in a plain browser, as a webview would show it: with the panel's HTML and policy, a theme's variables, and
 * an engine behind it in place of the extension host. `npm run build` makes the page.
 */
export class PagePanel implements AsyncDisposable {
  readonly page: Page;
  /** Calls of the page that are for the extension host alone, such as `copy`, with their parameters. */
  readonly calls: (readonly [call: string, params: unknown])[] = [];
  /** Errors of the page, and what its policy forbade. */
  readonly errors: string[] = [];
  readonly #engine: PanelEngine | null;
  readonly #zoom: number;
  #choice: Choice;
  #theme: Theme;

  private constructor(page: Page, { engine, choice, zoom = 1, theme = 'Dark Modern' }: PagePanelOptions) {
    this.page = page;
    this.#engine = engine ?? null;
    this.#zoom = zoom;
    this.#choice = { ...FIRST_CHOICE, ...choice };
    this.#theme = theme;
  }

  static async open(browser: Browser, options: PagePanelOptions = {}): Promise<PagePanel> {
    const { width = 1280, height = 800, zoom = 1 } = options;
    const profile = await newProfile(browser, { deviceScaleFactor: zoom, viewport: viewport(width, height, zoom) });
    const panel = new PagePanel(await profile.newPage(), options);
    await panel.#listen();
    await panel.#load();
    return panel;
  }

  /** Shows the first page of a choice, as a panel that is opened with it. */
  async choose(choice: Partial<Choice>): Promise<void> {
    this.#choice = { ...FIRST_CHOICE, ...choice };
    await this.#load();
  }

  /** Shows any view, such as one without figures. */
  async show(view: PanelView): Promise<void> {
    await this.#post(encodeCall(toPage, 'view', view));
    await this.settle();
  }

  /** A word of the sentence, by its name: a list to choose from. */
  word(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true });
  }

  /** What a word of the sentence shows. */
  shown(name: string): Promise<unknown> {
    return this.word(name).evaluate((element) => Reflect.get(element, 'displayValue'));
  }

  async resize(width: number, height = 800): Promise<void> {
    await this.page.setViewportSize(viewport(width, height, this.#zoom));
    await this.settle();
  }

  async changeTheme(theme: Theme): Promise<void> {
    this.#theme = theme;
    await this.page.evaluate(dress, themeOf(theme));
    await this.settle();
  }

  /** Opens every table that is folded away. */
  async unfold(): Promise<void> {
    // One that is opened is no longer among those that are not, so the next one is the first again.
    const folded = this.page.locator('details:not([open]) > summary').filter({ visible: true });
    while ((await folded.count()) > 0) await folded.first().click();
    await this.settle();
  }

  /** Waits until the page has drawn what it was given. */
  async settle(): Promise<void> {
    await this.page.evaluate(settled);
  }

  /** Writes a PNG of what is on the screen, or of the whole page. */
  async picture(path: string, { whole = false } = {}): Promise<void> {
    if (!whole) return void (await this.page.screenshot({ path }));
    // In a window as high as the page there is no scroll bar, for which a picture of the full page has no room. The chart
    // grows with the window, so the first height is not enough.
    const { width, height } = this.page.viewportSize() ?? viewport(1280, 800, this.#zoom);
    for (let time = 0; time < 2; time++) {
      await this.page.setViewportSize({ width, height: await this.page.evaluate(pageHeight) });
      await this.settle();
    }
    await this.page.screenshot({ path });
    await this.page.setViewportSize({ width, height });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }

  async #listen(): Promise<void> {
    const { page } = this;
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (line) => line.type() === 'error' && this.errors.push(line.text()));
    await page.exposeFunction('toHost', (message: unknown) => void dispatch(fromPage, this.#handlers(), message));
    await page.addInitScript(actAsVSCode);
    await page.route(`${ORIGIN}/**`, (route) => {
      if (route.request().url().endsWith('.js')) {
        return route.fulfill({ path: join(dist, 'panel.js'), contentType: 'text/javascript' });
      }
      return route.fulfill({ body: this.#html(), contentType: 'text/html' });
    });
  }

  async #load(): Promise<void> {
    if (this.#engine) {
      this.#engine.onView = (view) => void this.#post(encodeCall(toPage, 'view', view));
      this.#engine.onChange = (answer) => void this.#post(encodeCall(toPage, 'change', answer));
    }
    await this.page.goto(`${ORIGIN}/`);
    if (this.#engine) await this.page.evaluate(chartsDrawn);
    await this.settle();
  }

  #html(): string {
    const html = panelHtml({
      nonce: 'nonce',
      scriptUri: `${ORIGIN}/panel.js`,
      style: readFileSync(join(dist, 'panel.css'), 'utf8'),
      locale: 'en',
      choice: this.#choice,
      path: [],
      reports: REPORTS.map(({ id, title, answers }) => ({ id, title, answers })),
    });
    const theme = JSON.stringify(themeOf(this.#theme));
    const before = `<style>${DEFAULT_STYLE}</style><script>(${dressAtOnce})(${dress}, ${theme})</script>`;
    return html.replace('<head>', `<head>${before}`);
  }

  #handlers(): Handlers<FromPage> {
    const panel = this.#engine?.engine.panel;
    const note = (call: string) => (params: unknown) => {
      this.calls.push([call, params]);
      return null;
    };
    return {
      ready: ({ choice }) => panel?.choose(choice),
      choose: (choice) => panel?.choose(choice),
      path: (path) => void note('path')(path),
      run: note('run'),
      askChange: (question) => this.#engine?.engine.changes.ask(question),
      fetchMissing: (wanted) => panel?.fetch(wanted),
      saveView: (view) => panel?.saveView(view),
      deleteView: (name) => panel?.deleteView(name),
      saveNote: (note) => panel?.saveNote(note),
      deleteNote: (id) => panel?.deleteNote(id),
      exportCsv: note('exportCsv'),
      openReport: note('openReport'),
      copy: note('copy'),
      saveImage: note('saveImage'),
      copyImage: note('copyImage'),
    };
  }

  async #post(message: unknown): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data), message);
  }
}

function viewport(width: number, height: number, zoom: number): { width: number; height: number } {
  return { width: Math.floor(width / zoom), height: Math.floor(height / zoom) };
}
