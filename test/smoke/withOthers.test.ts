import { useBed } from './bed.ts';
import { specifyMcpSetup } from './mcpSetup.ts';
import { specifyMonthlyReports } from './monthlyReports.ts';
import { specifyOtelExport } from './otelExport.ts';
import { specifyWalkthrough } from './walkthrough.ts';

describe('the installed extension with other programs, in a real window', () => {
  const bed = useBed('failed-with-others');

  // In this order: the walkthrough wants a window without a key.
  specifyWalkthrough(bed);
  specifyMcpSetup(bed);
  specifyMonthlyReports(bed);
  specifyOtelExport(bed);
});
