import { useBed } from './bed.ts';
import { specifyBudgetEditing } from './editingBudgets.ts';
import { specifyAccess } from './explorerAccess.ts';
import { specifyDays } from './overDays.ts';
import { specifyTrouble } from './trouble.ts';

describe('the installed extension in a real window, over midnight', () => {
  const bed = useBed('failed-midnight');

  // In this order: each finds the window as the one before has left it.
  specifyAccess(bed);
  specifyTrouble(bed);
  specifyDays(bed);
  specifyBudgetEditing(bed);
});
