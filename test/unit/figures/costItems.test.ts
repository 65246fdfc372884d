import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CostItem, itemsOfDay, itemsOfParts } from '../../../src/figures/costItems.ts';
import { DimensionKeys } from '../../../src/spend/day/dimensionKeys.ts';
import { amountsBySlot, SAME_DATE_HOUR } from '../../../src/spend/day/pricedDay.ts';
import { priceFromBill } from '../../../src/spend/day/priceFromBill.ts';
import { SeriesOrder } from '../../../src/spend/day/seriesOrder.ts';
import { spendOfDay } from '../../../src/spend/daySpend.ts';
import { HOUR, MINUTE } from '../../../src/time/utc.ts';
import { anyDay, billedDay, unbilledDay, wholeDays } from '../spend/arbitrary.ts';
import { attribute } from '../spend/day/attribute.ts';
import { columnsOf } from '../spend/day/columnsOf.ts';
import { ratesOf } from '../spend/made.ts';

/** Sums by all fields that items differ by, in no order; without zeros. */
function summed(items: Iterable<CostItem>): Map<string, string> {
  const sums = new Map<string, [bigint, number]>();
  for (const { start, workspaceId, model, costType, basis, isAtList, isExpected, amount, unpricedTokens } of items) {
    const identity = [start, workspaceId, model, costType, basis, isAtList, isExpected].join();
    const [before, tokens] = sums.get(identity) ?? [0n, 0];
    sums.set(identity, [before + amount, tokens + unpricedTokens]);
  }
  return new Map(
    [...sums].filter(([, [amount, tokens]]) => amount !== 0n || tokens !== 0).map(([key, sum]) => [key, sum.join()]),
  );
}

describe('cost items of parts of a day', () => {
  const cuts = fc.uniqueArray(fc.constantFrom(3 * HOUR, 18 * HOUR + 30 * MINUTE, 20 * HOUR), { maxLength: 2 });

  it('cost items of a cut day sum what attribution gives to each part, to the last unit', () => {
    fc.assert(
      fc.property(fc.oneof(billedDay, anyDay, unbilledDay), wholeDays, cuts, (day, learned, inside) => {
        const rates = ratesOf(...learned);
        const spend = spendOfDay(day, rates);
        const keys = new DimensionKeys();
        const usage = columnsOf(day.usage, day.start);
        const order = new SeriesOrder();
        const priced = priceFromBill({ spend, usage, detail: day.detail, keys, order, priceOf: () => null });
        const starts = inside.map((at) => day.start + at).sort((a, b) => a - b);
        const partOf = (at: number) => [day.start, ...starts].findLast((start) => start <= at) ?? day.start;
        const parts = attribute(spend, day.usage);
        const expected = parts.map((part) => ({
          ...part,
          start: part.hasHour ? partOf(part.start) : day.start + SAME_DATE_HOUR,
          isAtList: part.line?.source === 'list',
          isExpected: false,
        }));
        assert.deepEqual(summed(itemsOfParts(priced, keys.all, starts)), summed(expected));
        const bySlot = amountsBySlot(priced);
        for (const [slot, start] of priced.starts.entries()) {
          const ofSlot = parts.filter((part) => part.series && part.start === start);
          assert.equal(
            bySlot[slot],
            ofSlot.reduce((sum, { amount }) => sum + amount, 0n),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('cost items of all parts of a cut day add up to those of the full day', () => {
    fc.assert(
      fc.property(anyDay, wholeDays, cuts, (day, learned, inside) => {
        const spend = spendOfDay(day, ratesOf(...learned));
        const keys = new DimensionKeys();
        const [usage, order] = [columnsOf(day.usage, day.start), new SeriesOrder()];
        const priced = priceFromBill({ spend, usage, detail: day.detail, keys, order, priceOf: () => null });
        const starts = inside.map((at) => day.start + at).sort((a, b) => a - b);
        const whole = (items: readonly CostItem[]) => summed(items.map((item) => ({ ...item, start: day.start })));
        assert.deepEqual(whole(itemsOfParts(priced, keys.all, starts)), whole(itemsOfDay(spend)));
      }),
      { numRuns: 50 },
    );
  });
});
