import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { REPORTS } from '../../src/reports/reports.ts';
import type { BillLine } from '../adminApi/prices/bill.ts';
import { DAY } from '../adminApi/world/time.ts';
import { readCsv } from '../unit/export/readCsv.ts';
import { AT_LAST, SOON, until } from '../workbench/until.ts';
import { assertAccessible } from './axe.ts';
import { connect, dayName, format, SPAN, TODAY, useBed } from './bed.ts';
import { claudeCodeTruth } from './claudeCodeTruth.ts';
import { answer, ask, choose, ReportPage, run } from './reportPage.ts';
import { HOSTILE_KEY } from './stage.ts';

const DAYS = { from: dayName(SPAN.from), to: dayName(SPAN.to - 1) };
const WEEK = { of: DAYS };
/** As the heads of reports tell the days of `DAYS`. */
const TOLD = `Period: ${format.longDay(SPAN.from)} to ${format.longDay(SPAN.to - 1)}`;

const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a saved report has as JSON, as far as it matters here. */
const written = z.object({
  sections: z.array(
    z.object({ table: z.object({ rows: z.array(z.object({ cost_usd: z.object({ usd: z.string() }) })) }) }),
  ),
});

describe('reports in a real window', () => {
  const bed = useBed('failed-reports');

  const billed = (from: number, to: number, fits: (line: BillLine) => boolean = () => true) => {
    const days = Array.from({ length: (to - from) / DAY }, (_, day) => bed().stage.api.truth.billOf(from + day * DAY));
    return sum(days.flatMap(({ lines }) => lines.filter(fits).map(({ amount }) => amount)));
  };
  const week = () => billed(SPAN.from, SPAN.to);
  const production = () => bed().stage.api.world.workspaces.find(({ name }) => name === 'Production')?.id ?? '';
  /** Answers a save dialog, and reads what was written there. */
  const saved = async (name: string) => {
    const file = join(bed().stage.server.home, name);
    await bed().window.quickInput.saveAs(file);
    // It is there, and empty, before it is written.
    return until(`the file ${name}`, AT_LAST, async () => (await readFile(file, 'utf8').catch(() => '')) || undefined);
  };

  it('are not offered without a key', async () => {
    const { quickInput } = bed().window;
    const [report, key] = ['Claude Usage: Create Report', 'Claude Usage: Set Admin API Key'];
    assert.equal(await quickInput.offers(report, key), false);
  });

  it('are offered by name, each with what it answers', async () => {
    const { window } = bed();
    await connect(bed());
    await window.runCommand('Claude Usage: Create Report');
    await window.quickInput.asked();
    // The list has those alone that are in sight.
    const shown = await window.quickInput.entries();
    const all = REPORTS.flatMap(({ title, answers }) => [title, answers]);
    assert.ok(shown.length > all.length / 2, shown.join());
    assert.deepEqual(shown, all.slice(0, shown.length));
    await choose(window, 'What do you want to know?', 'Daily Usage');
    await answer(window, WEEK);
    const page = await ReportPage.on(window, 'Daily Usage', TOLD);
    assert.equal(await page.total('Cost'), format.money(week()));
  });

  for (const title of ['Cost by Workspace', 'Cost by API Key', 'Service Tiers and Server Tools']) {
    it(`sum to the bills: ${title}`, async () => {
      await ask(bed().window, `Report: ${title}`, WEEK);
      const page = await ReportPage.on(bed().window, title, TOLD);
      assert.equal(await page.total('Cost'), format.money(week()));
    });
  }

  it('begin with what was paid: Savings', async () => {
    await ask(bed().window, 'Report: Savings', WEEK);
    const [first] = await (await ReportPage.on(bed().window, 'Savings', TOLD)).table();
    assert.equal(first?.get('Would have cost'), format.money(week()));
  });

  it('count what was counted: Cache Efficiency', async () => {
    await ask(bed().window, 'Report: Cache Efficiency', WEEK);
    const page = await ReportPage.on(bed().window, 'Cache Efficiency', TOLD);
    const reads = bed().stage.api.truth.count({ ...SPAN, counter: 'cache_read_input_tokens' });
    assert.equal(await page.total('Reads'), format.compactInColumn(reads));
  });

  it('have every line of a month’s bill: Month Statement', async () => {
    const [start, end] = lastMonth();
    await run(bed().window, 'Report: Month Statement', () =>
      choose(bed().window, 'Which month?', monthName.format(start)),
    );
    const page = await ReportPage.on(bed().window, 'Month Statement', format.longDay(end - 1));
    assert.equal(await page.total('Billed'), format.money(billed(start, end)));
    assert.match(await page.text(), new RegExp(`^Month Statement\\s+\\${format.money(billed(start, end))}, final\\.`));
  });

  it('tell what people did with Claude Code', async () => {
    await ask(bed().window, 'Report: Claude Code by User', { of: DAYS });
    const page = await ReportPage.on(bed().window, 'Claude Code by User', TOLD);
    const truth = await claudeCodeTruth(bed().stage.api.url, SPAN);
    assert.equal(await page.total('Sessions'), format.count(truth.sessions));
    assert.equal(await page.total('Estimated cost'), `≈${format.money(truth.cost)}`);
  });

  it('say plainly that a key may not read Claude Code Analytics', async () => {
    const { faults } = bed().stage.api;
    faults.add({ fault: { kind: 'status', status: 403 }, route: 'claudeCode', times: 'always' });
    await ask(bed().window, 'Report: Claude Code by User', { of: 'Today' });
    const message = await bed().window.notifications.message(/access to Claude Code Analytics/);
    assert.match(message, /^Claude Usage: The API does not give this key access to Claude Code Analytics\. Use an /);
    faults.clear();
    await bed().window.notifications.clearAll();
  });

  it('are filtered by a workspace', async () => {
    await ask(bed().window, 'Report: Cost by Workspace', { of: DAYS, only: 'Production' });
    const page = await ReportPage.on(bed().window, 'Cost by Workspace', 'Filter: workspace is Production');
    const own = billed(SPAN.from, SPAN.to, ({ workspace }) => workspace === production());
    assert.equal(await page.total('Cost'), format.money(own));
  });

  it('are saved as HTML, Markdown, CSV and JSON, exactly', async () => {
    const { window } = bed();
    await ask(window, 'Report: Cost by Workspace', WEEK);
    await ReportPage.on(window, 'Cost by Workspace', format.money(week()));
    const save = async (name: string) => {
      await window.runCommand('Claude Usage: Save Report');
      return saved(name);
    };
    const html = await save('kept.html');
    assert.ok(html.startsWith('<!DOCTYPE html>\n') && html.includes(`>${format.money(week())}</td>`));
    assert.doesNotMatch(html, /<script/);

    const markdown = await save('kept.md');
    await window.notifications.press(/Saved \S+kept\.md\.$/, 'Open');
    await window.page.locator('.tab.active', { hasText: 'kept.md' }).waitFor();
    await window.runCommand('View: Close Editor');
    await ReportPage.on(window, 'Cost by Workspace', format.money(week()));
    assert.ok(markdown.startsWith('# Cost by Workspace\n') && markdown.includes(`**${format.money(week())}**`));

    const csv = sectionOf(readCsv(await save('kept.csv')), 'by-workspace');
    assert.equal(columnSum(csv, 'cost_usd'), week());
    await window.notifications.message(new RegExp(`sums to \\${format.money(week())}$`));

    const [main] = written.parse(JSON.parse(await save('kept.json'))).sections;
    assert.equal(sum(main?.table.rows.map((row) => millionths(row.cost_usd.usd)) ?? []), week());
  });

  it('come back with a reload, and look well', async () => {
    const { window, stage } = bed();
    await window.reload();
    const page = await ReportPage.on(window, 'Cost by Workspace', TOLD);
    assert.equal(await page.total('Cost'), format.money(week()));
    await stage.picture(window, 'report-dark');
    await window.changeTheme('Light Modern');
    await ask(window, 'Report: Cost by API Key', { of: 'Last 30 days' });
    await ReportPage.on(window, 'Cost by API Key', 'so far');
    await stage.picture(window, 'report-light');
    await window.changeTheme('Dark Modern');
  });

  it('are accessible, sorted, copied and made anew in their tab', async () => {
    const { window, stage } = bed();
    await window.notifications.clearAll();
    await ask(window, 'Report: Cost by API Key', WEEK);
    const { frame } = await ReportPage.on(window, 'Cost by API Key', TOLD);
    await assertAccessible({ frame }, 'a report');
    const names = () => frame.locator('table').first().locator('tbody td:first-child').allInnerTexts();
    await frame.getByRole('button', { name: 'API key' }).first().click();
    const sorted = await names();
    assert.deepEqual(sorted, sorted.toSorted(new Intl.Collator('en', { numeric: true }).compare));

    await stage.profile.grantPermissions(['clipboard-read', 'clipboard-write']);
    await frame.getByRole('button', { name: 'Copy as Markdown' }).click();
    await until('the clipboard', AT_LAST, async () => {
      const text = String(await window.page.evaluate('navigator.clipboard.readText()'));
      return text.startsWith('# Cost by API Key\n') ? true : undefined;
    });

    await frame.locator('h1').evaluate((heading) => heading.append(' (old)'));
    await frame.getByRole('button', { name: 'Update' }).click();
    const page = await ReportPage.on(window, 'Cost by API Key', TOLD);
    assert.equal(await page.total('Cost'), format.money(week()));
  });

  it('hand over last month by workspace as one file in four steps: it sums to the bill', async () => {
    const { window } = bed();
    await window.notifications.clearAll();
    const [start, end] = lastMonth();
    await ask(window, 'Report: Cost by Workspace', { of: 'Last month' });
    const words = `Sums to ${format.money(billed(start, end))}, the bill for ${monthName.format(start)}.`;
    await ReportPage.on(window, 'Cost by Workspace', words);
    await window.runCommand('Claude Usage: Save Report');
    const csv = sectionOf(readCsv(await saved('last-month.csv')), 'by-workspace');
    assert.equal(columnSum(csv, 'cost_usd'), billed(start, end));
    const at = csv[0]?.indexOf('cost_rounded_usd') ?? -1;
    const cents = csv.slice(1).reduce((total, row) => total + Math.round(Number(row[at]) * 100), 0);
    assert.equal(format.cents(BigInt(cents)), format.money(billed(start, end)));
    await window.notifications.clearAll();
  });

  it('are made of the ledger while the API is down', async () => {
    const { faults, requests } = bed().stage.api;
    faults.add({ fault: { kind: 'status', status: 400 }, times: 'always' });
    const before = requests.all.length;
    await ask(bed().window, 'Report: Daily Usage', { of: 'Yesterday' });
    const page = await ReportPage.on(bed().window, 'Daily Usage', format.longDay(TODAY - DAY));
    assert.match((await page.total('Cost')) ?? '', /^≈\$\d/);
    assert.equal(requests.all.length, before);
    faults.clear();
  });

  it('come with an export of the ledger that sums to the bills', async () => {
    const { window } = bed();
    await run(window, 'Export CSV', async () => {
      await choose(window, 'What do you want to export?', 'Cost by key and hour');
      await answer(window, { of: DAYS });
    });
    await saved('attribution.csv');
    // The file is there before it is complete: it is once that is said.
    assert.match(
      await window.notifications.message(/exported/),
      /^Claude Usage: [\d,]+ rows exported to \S+attribution\.csv\.$/,
    );
    const rows = readCsv(await readFile(join(bed().stage.server.home, 'attribution.csv'), 'utf8'));
    assert.equal(columnSum(rows, 'amount_usd'), week());
    await window.notifications.clearAll();
    const left = (await readdir(bed().stage.server.home, { recursive: true })).filter((name) =>
      /export-.*csv/.test(name),
    );
    assert.deepEqual(left, []);
  });

  it('take names as text, whatever they are', async () => {
    const { window, stage } = bed();
    await run(window, 'Set Admin API Key', async () => {
      const box = window.page.getByPlaceholder('sk-ant-admin…');
      await box.fill(HOSTILE_KEY, { timeout: SOON });
      await box.press('Enter');
    });
    await window.notifications.message(/Connected to/);
    await window.notifications.clearAll();
    for (const title of ['Cost by Workspace', 'Cost by API Key', 'Claude Code by User']) {
      await ask(window, `Report: ${title}`, WEEK);
      const page = await ReportPage.on(window, title, 'Organization: Evil ![o](');
      assert.equal(await page.frame.locator('table img, table a, table script, table b, li b').count(), 0, title);
      assert.match(await page.text(), /<img src="http/);
      await stage.picture(window, 'report-hostile');
    }
    await run(window, 'Report: Cost by Workspace', async () => {
      await choose(window, 'Which period?', 'Filter by workspace…');
    });
    await until('the names', AT_LAST, async () =>
      (await window.quickInput.entries()).some((name) => name.includes('$(alert)')) ? true : undefined,
    );
    assert.equal(await window.page.locator('.quick-input-list .codicon-alert').count(), 0);
    await window.quickInput.close();
    assert.equal(stage.trapped(), 0);
    assert.doesNotMatch(await window.page.title(), /pwned/);
  });
});

/** Its start and end, ms. */
function lastMonth(): [start: number, end: number] {
  const [year, month] = [new Date(TODAY).getUTCFullYear(), new Date(TODAY).getUTCMonth()];
  return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1)];
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Millionths of a cent of a column of decimal dollars; what is empty adds nothing. */
function columnSum([head = [], ...rows]: readonly (readonly string[])[], column: string): bigint {
  const at = head.indexOf(column);
  assert.ok(at >= 0, `${column} in ${head}`);
  return sum(rows.map((row) => millionths(row[at] ?? '')));
}

/** The head, and the rows of one section. */
function sectionOf([head = [], ...rows]: readonly (readonly string[])[], section: string): (readonly string[])[] {
  return [head, ...rows.filter((row) => row[head.indexOf('section')] === section)];
}

/** Of dollars with eight decimals. */
function millionths(dollars: string): bigint {
  return BigInt(dollars.replace('.', '') || '0');
}
