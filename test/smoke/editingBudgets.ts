import assert from 'node:assert/strict';
import { AT_LAST, until } from '../workbench/until.ts';
import { type Bed, connect, itemOf, openPanel } from './bed.ts';

const NAME = 'Everyone';

/** *Edit Budgets*: a budget is made, shown, changed and deleted, without a look at the settings. */
export function specifyBudgetEditing(bed: () => Bed): void {
  describe('Edit Budgets', () => {
    /** Opens the list, and returns its entries once one of them is there. */
    const openList = async (entry: string) => {
      await bed().window.runCommand('Claude Usage: Edit Budgets');
      return until(`the entry ${entry}`, AT_LAST, async () => {
        const entries = await bed().window.quickInput.entries();
        return entries.includes(entry) ? entries : undefined;
      });
    };

    it('makes a budget in five steps, and says what it would have meant while its amount is typed', async () => {
      const { window, stage } = bed();
      await connect(bed());
      await openPanel(bed());
      const [organization = ''] = await openList('Production');
      await stage.picture(window, 'budget-scope');
      await window.quickInput.pick(organization);
      await window.quickInput.pick('Month');
      await window.page.getByText(/Last month \(\$[\d,.]+\) you would have (passed|used) /).waitFor();
      assert.match((await window.quickInput.asked()).title, /^New Budget: US dollars per month/);
      await stage.picture(window, 'budget-amount');
      await window.quickInput.answer('$40,000');
      await until('the question for a name', AT_LAST, async () =>
        /show this name/.test((await window.quickInput.asked()).message) ? true : undefined,
      );
      await window.quickInput.answer(NAME);
      await stage.picture(window, 'budget-alerts');
      await window.quickInput.pick('At 50%, 80% and 100%, and when the forecast passes the amount');
      await until('the budget in the tooltip', AT_LAST, async () =>
        (await itemOf(bed()).tooltip()).includes(NAME) ? true : undefined,
      );
    });

    it('lists a budget with its state, and changes a field of it', async () => {
      const { window, stage } = bed();
      await openList(NAME);
      await stage.picture(window, 'budget-list');
      await window.quickInput.pick(NAME);
      await stage.picture(window, 'budget-fields');
      await window.quickInput.pick('Amount');
      await window.page.getByText(/^Last month /).waitFor();
      await window.quickInput.answer('50k');
      await until('the new amount', AT_LAST, async () =>
        (await itemOf(bed()).tooltip()).includes('$50,000') ? true : undefined,
      );
      await window.quickInput.close();
    });

    it('deletes a budget once its user is sure', async () => {
      const { window } = bed();
      await openList(NAME);
      await window.quickInput.pick(NAME);
      await window.quickInput.pick('Delete…');
      const dialog = window.page.locator('.monaco-dialog-box');
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
      await until('no budget in the tooltip', AT_LAST, async () =>
        (await itemOf(bed()).tooltip()).includes(NAME) ? undefined : true,
      );
    });
  });
}
