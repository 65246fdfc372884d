import type { Frame } from 'playwright-core';
import { AT_LAST, SOON, until } from '../workbench/until.ts';
import type { Workbench } from '../workbench/workbench.ts';
import type { Row } from './panelPage.ts';

export interface Asked {
  /** Days, both inclusive, or the label of a period. */
  readonly of: { readonly from: string; readonly to: string } | string;
  /** Name of a workspace to filter by; left out for everything. */
  readonly only?: string;
}

/** A report as its reader sees it: the page in its tab. */
export class ReportPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  /** Waits until the tab on show has this heading and words. */
  static async on(workbench: Workbench, title: string, words: string): Promise<ReportPage> {
    const heading = `main h1:text-is("${title}")`;
    return until(`the report ${title}`, AT_LAST, async () => {
      // A page goes away for another while it is looked at.
      const frame = await workbench.webview(heading).catch(() => null);
      const text = await frame
        ?.locator('body')
        .innerText()
        .catch(() => '');
      return frame && text?.includes(words) ? new ReportPage(frame) : undefined;
    });
  }

  text(): Promise<string> {
    return this.frame.locator('main').innerText();
  }

  /** Rows of a table by its place, the total last, each by the heading of its columns. */
  async table(at = 0): Promise<Row[]> {
    const table = this.frame.locator('table').nth(at);
    const heads = await table.locator('thead th').allInnerTexts();
    const rows = await table.locator('tbody tr, tfoot tr').all();
    return Promise.all(
      rows.map(async (row) => {
        const cells = await row.locator('td').allInnerTexts();
        return new Map(cells.map((cell, column) => [heads[column] ?? '', cell] as const));
      }),
    );
  }

  /** A cell of the last row of the first table. */
  async total(column: string): Promise<string | undefined> {
    return (await this.table()).at(-1)?.get(column);
  }
}

/** Runs a command and answers what every report asks. */
export function ask(workbench: Workbench, command: string, asked: Asked): Promise<void> {
  return run(workbench, command, () => answer(workbench, asked));
}

/** Runs a command and answers; again where a tab that has come late has taken the focus from what asked. */
export async function run(workbench: Workbench, command: string, answers: () => Promise<void>): Promise<void> {
  const troubles: unknown[] = [];
  while (troubles.length < 4) {
    await workbench.runCommand(`Claude Usage: ${command}`);
    try {
      return await answers();
    } catch (error) {
      troubles.push(error);
    }
  }
  throw new AggregateError(troubles, `"${command}" could not be answered: ${troubles.join('\n')}`);
}

/** Answers what every report asks: a filter where there is to be one, then the period. */
export async function answer(workbench: Workbench, { of, only }: Asked): Promise<void> {
  const { page, quickInput } = workbench;
  if (only) {
    await choose(workbench, 'Which period?', 'Filter by workspace…');
    await choose(workbench, 'Which workspaces?', only);
    await page.keyboard.press('Enter');
  }
  if (typeof of === 'string') await choose(workbench, 'Which period?', of);
  else {
    await choose(workbench, 'Which period?', 'From … to …');
    for (const [prompt, day] of [
      ['First day', of.from],
      ['Last day', of.to],
    ] as const) {
      await page.locator('.quick-input-message').filter({ hasText: prompt }).waitFor({ timeout: SOON });
      await quickInput.answer(day);
    }
  }
}

/** Clicks the entry with this label, once this is what is asked. */
export async function choose({ page }: Workbench, question: string, label: string): Promise<void> {
  const widget = page.locator('.quick-input-widget').filter({ has: page.getByPlaceholder(question, { exact: true }) });
  const name = page.locator('.label-name').getByText(label, { exact: true });
  await widget.locator('.monaco-list-row').filter({ has: name }).first().click({ timeout: SOON });
}
