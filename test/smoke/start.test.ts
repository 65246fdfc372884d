import { useBed } from './bed.ts';
import { specifyChoices } from './explorerChoices.ts';
import { specifyOut } from './explorerOut.ts';
import { specifyWays } from './explorerWays.ts';
import { specifyFirstSteps } from './firstSteps.ts';
import { specifyWindows } from './severalWindows.ts';

describe('the installed extension in a real window, from its first steps on', () => {
  const bed = useBed('failed-start');

  // In this order: each finds the window as the one before has left it.
  specifyFirstSteps(bed);
  specifyChoices(bed);
  specifyWays(bed);
  specifyOut(bed);
  specifyWindows(bed);
});
