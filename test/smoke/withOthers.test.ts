import { type Bed, makeBed } from './bed.ts';
import { specifyMcpSetup } from './mcpSetup.ts';
import { specifyMonthlyReports } from './monthlyReports.ts';
import { specifyOtelExport } from './otelExport.ts';
import { specifyWalkthrough } from './walkthrough.ts';

describe('the installed extension with other programs, in a real window', () => {
  let bed: Bed;
  const itsBed = () => bed;

  before(async () => {
    bed = await makeBed();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await bed.stage.picture(bed.window, 'failed-with-others');
  });
  after(() => bed?.stage.close());

  // In this order: the walkthrough wants a window without a key.
  specifyWalkthrough(itsBed);
  specifyMcpSetup(itsBed);
  specifyMonthlyReports(itsBed);
  specifyOtelExport(itsBed);
});
