import { useBed } from './bed.ts';
import { specifyBudgets } from './budgets.ts';
import { specifyLeaving } from './leaving.ts';
import { specifyMeasuring } from './measuring.ts';
import { specifyNewerLedger } from './newerLedger.ts';

describe('the installed extension in a real window, over a month', () => {
  const bed = useBed('failed-month');

  // In this order: each finds the window as the one before has left it.
  specifyMeasuring(bed);
  specifyBudgets(bed);
  specifyNewerLedger(bed);
  specifyLeaving(bed);
});
