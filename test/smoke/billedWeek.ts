import { MEASURE_WORDS } from '../../src/shared/measures.ts';
import { type Bed, connect, dayName, openPanel, SPAN } from './bed.ts';
import { ExplorerPage } from './explorerPage.ts';

/** The explorer with the cost by model of each day of a week whose bills are whole. */
export async function openBilledWeek(bed: Bed): Promise<ExplorerPage> {
  await connect(bed);
  const explorer = new ExplorerPage(await openPanel(bed));
  await explorer.pick('Measure', MEASURE_WORDS.cost);
  await explorer.pick('Break down by', 'model');
  await explorer.pickDays(dayName(SPAN.from), dayName(SPAN.to - 1));
  await explorer.pick('Per', 'day');
  return explorer;
}
