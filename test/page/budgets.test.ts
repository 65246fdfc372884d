import assert from 'node:assert/strict';
import { manyBudgets, STATES, withBudgets } from './budgetStates.ts';
import { findFaults } from './findFaults.ts';
import { PagePanel } from './pagePanel.ts';
import { useBrowser, useEngine } from './suite.ts';
import { NARROWEST, WIDTHS } from './widths.ts';

const AT = Date.UTC(2026, 10, 18, 14, 7);
const MONTH = { range: { type: 'thisMonth' }, shape: 'cumulative' } as const;

describe('the budgets of the page', () => {
  const browser = useBrowser();
  const engine = useEngine({ at: AT });
  const open = async (budgets = STATES, choice = {}) => {
    const panel = await PagePanel.open(browser(), { choice });
    await panel.show(withBudgets(await engine().view(choice), budgets));
    return panel;
  };
  const chosen = ({ calls }: PagePanel) => calls.filter(([call]) => call === 'run');

  it('the page lists the budget that is used most first, with its state in words, and leads to the command', async () => {
    await using panel = await open();
    const rows = panel.page.locator('.budget-list > li');
    assert.deepEqual(
      (await rows.allInnerTexts()).map((text) => text.split('\n')[0]),
      ['Evaluations', 'Acme Robotics', 'Research', 'New'],
    );
    assert.match(await rows.nth(1).innerText(), /91%/);
    assert.match(await rows.nth(1).innerText(), /80% threshold passed/);
    assert.match(await rows.nth(1).innerText(), /≈\$22,881 of \$25,000 · ≈\$2,119 left · holds/);
    assert.deepEqual(
      await rows.evaluateAll((all) => all.map((row) => (row instanceof HTMLElement ? row.dataset['tone'] : ''))),
      ['error', 'warning', 'none', 'none'],
    );
    assert.match(await panel.page.locator('.budget-bad').innerText(), /^Budget “Typo”: amountUsd must be/);
    await panel.page.getByRole('button', { name: 'Edit Budgets' }).click();
    assert.deepEqual(chosen(panel), [['run', 'claudeUsage.editBudgets']]);
    assert.deepEqual(panel.errors, []);
  });

  it('the page shows five of many budgets, and the others once the keyboard unfolds them', async () => {
    await using panel = await open(manyBudgets(200));
    const rows = panel.page.locator('.budget:visible');
    assert.equal(await rows.count(), 5);
    const more = panel.page.getByText('195 more budgets');
    await more.focus();
    await panel.page.keyboard.press('Enter');
    await panel.settle();
    assert.equal(await rows.count(), 200);
  });

  it('the page offers to set a budget where there is none', async () => {
    await using panel = await PagePanel.open(browser());
    const view = withBudgets(await engine().view(), []);
    await panel.show({ ...view, summary: { ...view.summary, badBudgets: [] } });
    await panel.page.getByRole('button', { name: 'Set a budget' }).click();
    assert.deepEqual(chosen(panel), [['run', 'claudeUsage.editBudgets']]);
    assert.equal(await panel.page.getByRole('button', { name: 'Edit Budgets' }).isVisible(), false);
  });

  it('the name of a budget leads to the running total of its period and scope', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine() });
    const view = withBudgets(await engine().view());
    engine().onView = () => {};
    await panel.show(view);
    await panel.page.getByRole('button', { name: 'Research' }).click();
    await panel.settle();
    assert.equal(await panel.shown('Range'), 'this week');
    assert.match(await panel.page.locator('.question').innerText(), /workspace/);
  });

  it('the running total of a month has its budget and its forecast in words, to be read by keyboard', async () => {
    await using panel = await open(STATES, MONTH);
    const canvas = panel.page.locator('.plot-explorer canvas');
    const sentence = (await canvas.getAttribute('aria-label')) ?? '';
    assert.match(sentence, /Budget Acme Robotics, \$25,000: \d+% used\. By Nov 30, forecast ≈\$23,100 – \$24,000/);
    assert.match(sentence, /Marked: .*Thu, Nov 12, 2026: Note: Migration of the gateway to Sonnet 5\.5 <b>/);
    const legend = await panel.page.locator('.explorer-legend').innerText();
    for (const word of ['budget Acme Robotics, $25,000', 'forecast ≈$23,100 – $24,000 (80% range)', 'note', 'alert']) {
      assert.ok(legend.includes(word), `${word} in ${legend}`);
    }
    await canvas.focus();
    await panel.page.keyboard.press('End');
    const heard = panel.page.locator('.plot-explorer [aria-live]');
    assert.match(await heard.innerText(), /^To Mon, Nov 30, 2026, forecast\. Middle ≈\$23,400\. 80% range/);
    for (const key of ['Home', ...Array.from({ length: 11 }, () => 'ArrowRight')]) await panel.page.keyboard.press(key);
    assert.match(await heard.innerText(), /Note: Migration of the gateway/);
    await panel.page.getByText('Day by day').click();
    await panel.settle();
    const table = panel.page.getByRole('table', { name: /^Cost by day/ });
    const heads = await table.locator('th[scope="col"]').allInnerTexts();
    assert.deepEqual(heads.slice(-2), ['Running total', 'Of budget']);
    assert.match(await table.locator('tbody tr').first().innerText(), /Nov 30, 2026 \(forecast\)/);
    assert.deepEqual(panel.errors, []);
  });

  it('what is marked on a day is read in full in its row, whatever the width, and costs other rows nothing', async () => {
    await using panel = await open(STATES, MONTH);
    await panel.page.getByText('Day by day').click();
    const table = panel.page.getByRole('table', { name: /^Cost by day/ });
    const marks = table.locator('.row-marks:visible');
    for (const width of [NARROWEST, ...WIDTHS]) {
      await panel.resize(width);
      assert.deepEqual(await marks.allInnerTexts(), [
        '≈$23,100 – $24,000',
        'Acme Robotics has passed 80% of its budget',
        'Unusual spend: +$38/h by ci-bot, Opus 5.5, volume ×6',
        'Note: Migration of the gateway to Sonnet 5.5 <b>',
      ]);
      const cut = await marks.evaluateAll(
        (all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length,
      );
      assert.equal(cut, 0, `${width} px`);
      assert.deepEqual(await panel.page.evaluate(findFaults), [], `${width} px`);
    }
  });

  it('long names, seven figures and 30 budgets break, cut and overlap nothing at any width', async () => {
    await using panel = await open(manyBudgets(30), MONTH);
    await panel.unfold();
    const faults: string[] = [];
    for (const [width, height] of [
      ...[NARROWEST, ...WIDTHS].map((each) => [each, 800] as const),
      [640, 450] as const,
    ]) {
      await panel.resize(width, height);
      for (const fault of await panel.page.evaluate(findFaults)) faults.push(`${width} px: ${fault}`);
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(panel.errors, []);
  });
});

describe('the notes of the page', () => {
  const browser = useBrowser();
  const engine = useEngine({ at: AT });

  it('a note is added, changed and deleted by keyboard, and is text whatever is in it', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine() });
    const { keyboard } = panel.page;
    const opener = panel.page.getByRole('button', { name: 'Add note' });
    const listed = panel.page.locator('.notes-menu .menu-item');
    const day = panel.page.getByLabel('Day', { exact: true });
    const note = panel.page.getByRole('textbox', { name: 'Note' });
    await opener.press('Enter');
    await note.waitFor();
    const before = await listed.count();
    assert.equal(before, 3, 'the sample has notes of its own');
    await day.fill('2026-11-12');
    await note.fill('<img src=x onerror=alert(1)> migration');
    await keyboard.press('Enter');
    const own = listed.filter({ hasText: 'migration' });
    await own.waitFor();
    assert.equal(await listed.count(), before + 1);
    assert.match(await own.innerText(), /Thu, Nov 12, 2026\s+<img src=x onerror=alert\(1\)> migration/);
    assert.equal(await panel.page.locator('img').count(), 0);
    await keyboard.press('Escape');
    await panel.page.locator('.plot-explorer canvas').focus();
    for (const key of ['End', ...Array.from({ length: 6 }, () => 'ArrowLeft')]) await keyboard.press(key);
    const heard = await panel.page.locator('.plot-explorer [aria-live]').innerText();
    assert.match(heard, /^Thu, Nov 12, 2026.*Note: <img src=x onerror=alert\(1\)> migration/);
    await opener.press('Enter');

    await own.press('Enter');
    assert.equal(await note.inputValue(), '<img src=x onerror=alert(1)> migration');
    await note.fill('migration of the gateway');
    await keyboard.press('Enter');
    await listed.filter({ hasText: 'migration of the gateway' }).waitFor();
    const remove = panel.page.getByRole('button', { name: /^Delete note on Thu, Nov 12, 2026: migration/ });
    await remove.press('Enter');
    await panel.page.getByRole('button', { name: /^Delete\? Press again to delete note/ }).press('Enter');
    await own.waitFor({ state: 'detached' });
    await keyboard.press('Escape');
    assert.equal(await panel.page.evaluate(() => document.activeElement?.textContent), 'Add note');
    assert.deepEqual(panel.errors, []);
  });

  it('a note without words or without a day is not saved', async () => {
    await using panel = await PagePanel.open(browser(), { engine: engine() });
    await panel.page.getByRole('button', { name: 'Add note' }).click();
    const note = panel.page.getByRole('textbox', { name: 'Note' });
    const count = await panel.page.locator('.notes-menu .menu-item').count();
    await note.fill('   ');
    await panel.page.keyboard.press('Enter');
    await panel.page.getByLabel('Day', { exact: true }).fill('');
    await note.fill('words');
    await panel.page.keyboard.press('Enter');
    await panel.settle();
    assert.equal(await panel.page.locator('.notes-menu .menu-item').count(), count);
    assert.equal(await note.inputValue(), 'words');
  });
});
