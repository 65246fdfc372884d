import assert from 'node:assert/strict';
import type { ReportRequest } from '../../src/reports/report.ts';
import { REPORTS } from '../../src/reports/reports.ts';
import { THIS_VIEW } from '../../src/shared/offeredReports.ts';
import { DAY, utcDay } from '../../src/time/utc.ts';
import { THEMES } from '../workbench/workbench.ts';
import { findFaults } from './findFaults.ts';
import { PanelEngine } from './panelEngine.ts';
import { makeReport, ReportBrowser } from './reportPages.ts';
import { useBrowser } from './suite.ts';
import { themeOf } from './themes.ts';
import { NARROWEST, WIDTHS } from './widths.ts';
import { longNames, scaledSample } from './worlds.ts';

const ALL = [...REPORTS.map(({ id }) => id), THIS_VIEW];

function requestOf(report: string, { at }: PanelEngine): ReportRequest {
  const to = utcDay(at);
  const from = report === 'monthStatement' ? `${to.slice(0, 7)}-01` : utcDay(at - 29 * DAY);
  return { report, from, to, filters: [] };
}

describe('a report fits', () => {
  const browser = useBrowser();

  for (const [world, source] of Object.entries({
    'the sample': undefined,
    'a seven-figure month': scaledSample(100),
    'long names': longNames,
  })) {
    it(`a report breaks, cuts and overlaps no figure and no date at any width with ${world}`, async () => {
      await using engine = await PanelEngine.start(source && { source });
      await using shown = await ReportBrowser.open(browser());
      const faults: string[] = [];
      for (const id of ALL) {
        const report = await makeReport(engine, requestOf(id, engine));
        for (const show of [() => shown.showTab(report), () => shown.showFile(report)]) {
          await show();
          for (const width of [NARROWEST, ...WIDTHS]) {
            await shown.resize(width);
            for (const fault of await shown.page.evaluate(findFaults)) faults.push(`${id}, ${width} px: ${fault}`);
          }
        }
      }
      assert.deepEqual(faults, []);
      assert.deepEqual(shown.errors, []);
    });
  }

  for (const [paper, width, height] of [
    ['A4', 210 / 25.4, 297 / 25.4],
    ['Letter', 8.5, 11],
  ] as const) {
    it(`a report fits on ${paper}, wide tables across it`, async () => {
      await using engine = await PanelEngine.start({ source: scaledSample(100) });
      await using shown = await ReportBrowser.open(browser());
      await shown.page.emulateMedia({ media: 'print' });
      const faults: string[] = [];
      for (const id of ALL) {
        await shown.showFile(await makeReport(engine, requestOf(id, engine)));
        for (const [across, inches] of [
          [false, width - 2 * (14 / 25.4)],
          [true, height - 2 * (12 / 25.4)],
        ] as const) {
          await shown.resize(Math.floor(inches * 96));
          for (const { title, wider } of await shown.page.evaluate(beyondPaper, across)) {
            faults.push(`${id}: “${title}” is ${wider} px too wide`);
          }
        }
      }
      assert.deepEqual(faults, []);
    });
  }
});

describe('the tab of a report', () => {
  const browser = useBrowser();

  it('the tab of a report has the editor’s colours in every theme, without an error', async () => {
    await using engine = await PanelEngine.start();
    await using shown = await ReportBrowser.open(browser());
    await shown.showTab(await makeReport(engine, requestOf('workspaceCost', engine)));
    for (const theme of THEMES) {
      await shown.changeTheme(theme);
      const background = await shown.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const hex = themeOf(theme).variables['--vscode-editor-background'] ?? '';
      assert.equal(background, `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`);
    }
    assert.deepEqual(shown.errors, []);
  });

  it('the tab of a report sorts its tables by any column, the total last, and remembers how', async () => {
    await using engine = await PanelEngine.start();
    await using shown = await ReportBrowser.open(browser());
    await shown.showTab(await makeReport(engine, requestOf('keyCost', engine)));
    const table = shown.page.locator('table').first();
    const column = (at: number) => table.locator(`tbody tr td:nth-child(${at})`).allInnerTexts();
    const byCost = await column(1);
    await table.getByRole('button', { name: 'API key' }).click();
    const byName = byCost.toSorted(new Intl.Collator('en', { numeric: true }).compare);
    assert.deepEqual(await column(1), byName);
    assert.equal(await table.locator('th').first().getAttribute('aria-sort'), 'ascending');
    const cost = table.getByRole('button', { name: 'Cost' });
    await cost.click();
    assert.deepEqual(await column(1), byCost);
    await cost.click();
    assert.deepEqual(await column(1), byCost.toReversed());
    assert.equal(await table.locator('tfoot td').first().innerText(), 'Total');
    assert.deepEqual(await shown.page.evaluate(() => Reflect.get(window, 'keptState')()), [
      [0, { column: 1, descending: false }],
    ]);
  });

  it('the tab of a report asks the host for what its buttons say', async () => {
    await using engine = await PanelEngine.start();
    await using shown = await ReportBrowser.open(browser());
    await shown.showTab(await makeReport(engine, requestOf('savings', engine)));
    for (const name of ['Save As…', 'Copy as Markdown', 'Update'])
      await shown.page.getByRole('button', { name }).click();
    assert.deepEqual(shown.calls, [{ call: 'save' }, { call: 'copy' }, { call: 'update' }]);
  });
});

/** Tables and figures that paper would cut; those of wide sections where it lies across. Runs in the page. */
function beyondPaper(across: boolean): { readonly title: string; readonly wider: number }[] {
  const room = document.documentElement.clientWidth;
  return [...document.querySelectorAll('table, figure, h1, p')].flatMap((element) => {
    if ((element.closest('.wide') !== null) !== across) return [];
    const wider = Math.round(element.getBoundingClientRect().right - room);
    return wider > 0 ? { title: element.closest('section')?.querySelector('h2')?.textContent ?? '', wider } : [];
  });
}
