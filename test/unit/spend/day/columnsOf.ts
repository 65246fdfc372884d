import type { UsageCell } from '../../../../src/spend/bill.ts';
import type { DayUsage } from '../../../../src/spend/day/dayUsage.ts';
import { ITEMS } from '../../../../src/spend/kind.ts';
import { HOUR, MINUTE } from '../../../../src/time/utc.ts';

/** The hours of a day, of which the nineteenth is cut to quarters. */
function slotsOf(start: number): number[] {
  const hours = Array.from({ length: 25 }, (_, hour) => start + hour * HOUR);
  const quarters = [1, 2, 3].map((quarter) => start + 18 * HOUR + quarter * 15 * MINUTE);
  return [...hours, ...quarters].sort((a, b) => a - b);
}

/** Usage of a day as the ledger gives it; of other slots, where the starts of these and the end of the last are given. */
export function columnsOf(cells: readonly UsageCell[], start: number, slots = slotsOf(start)): DayUsage {
  const series = [...new Set(cells.map((cell) => cell.series))];
  const width = slots.length - 1;
  const dense = new Float64Array(series.length * ITEMS.length * width);
  for (const cell of cells) {
    for (const [item, count] of cell.counts.entries()) {
      const at = (series.indexOf(cell.series) * ITEMS.length + item) * width + slots.indexOf(cell.start);
      dense[at] = (dense[at] ?? 0) + count;
    }
  }
  const used = [...dense.entries()].filter(([, count]) => count > 0);
  const firsts = [0];
  for (let row = 1; row <= series.length * ITEMS.length; row++) {
    firsts.push(used.filter(([at]) => at < row * width).length);
  }
  return {
    slots,
    series,
    firsts: Uint32Array.from(firsts),
    cellSlots: Uint8Array.from(used, ([at]) => at % width),
    counts: Float64Array.from(used, ([, count]) => count),
  };
}
