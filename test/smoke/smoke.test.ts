import { type Bed, makeBed } from './bed.ts';
import { specifyBudgets } from './budgets.ts';
import { specifyBudgetEditing } from './editingBudgets.ts';
import { specifyAccess } from './explorerAccess.ts';
import { specifyChoices } from './explorerChoices.ts';
import { specifyOut } from './explorerOut.ts';
import { specifyWays } from './explorerWays.ts';
import { specifyFirstSteps } from './firstSteps.ts';
import { specifyLeaving } from './leaving.ts';
import { specifyMeasuring } from './measuring.ts';
import { specifyNewerLedger } from './newerLedger.ts';
import { specifyDays } from './overDays.ts';
import { specifyWindows } from './severalWindows.ts';
import { specifyTrouble } from './trouble.ts';

describe('the installed extension in a real window', () => {
  let bed: Bed;
  const itsBed = () => bed;

  before(async () => {
    bed = await makeBed();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await bed.stage.picture(bed.window, 'failed');
  });
  after(() => bed?.stage.close());

  // In this order: each finds the window as the one before has left it.
  specifyFirstSteps(itsBed);
  specifyChoices(itsBed);
  specifyWays(itsBed);
  specifyOut(itsBed);
  specifyAccess(itsBed);
  specifyWindows(itsBed);
  specifyTrouble(itsBed);
  specifyDays(itsBed);
  specifyMeasuring(itsBed);
  specifyBudgetEditing(itsBed);
  specifyBudgets(itsBed);
  specifyNewerLedger(itsBed);
  specifyLeaving(itsBed);
});
