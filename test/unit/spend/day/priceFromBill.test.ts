import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BASES } from '../../../../src/shared/basis.ts';
import { seriesOf } from '../../../../src/source/series.ts';
import type { DayRecord } from '../../../../src/spend/bill.ts';
import { DimensionKeys } from '../../../../src/spend/day/dimensionKeys.ts';
import { amountAt, type UsageBatch } from '../../../../src/spend/day/pricedDay.ts';
import { priceFromBill } from '../../../../src/spend/day/priceFromBill.ts';
import { SeriesOrder } from '../../../../src/spend/day/seriesOrder.ts';
import { spendOfDay } from '../../../../src/spend/daySpend.ts';
import { ITEMS, NO_DETAIL } from '../../../../src/spend/kind.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { anyDay, billedDay, unbilledDay, wholeDays } from '../arbitrary.ts';
import { cell, costRow, input, OPUS, otherRow, ratesOf, record, TODAY, UNLISTED, wholeDay } from '../made.ts';
import { attribute } from './attribute.ts';
import { columnsOf } from './columnsOf.ts';

/** The cells of the rows of a sheet. */
function* cellsOf({ keys, firsts, cellSlots, starts }: UsageBatch) {
  for (const [row, key] of keys.entries()) {
    for (let cell = firsts[row] ?? 0; cell < (firsts[row + 1] ?? 0); cell++) {
      yield { row, key, cell, start: starts[cellSlots[cell] ?? 0] };
    }
  }
}

const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, number) => sum + number, 0);

function both(day: DayRecord, rates = ratesOf()) {
  const spend = spendOfDay(day, rates);
  const keys = new DimensionKeys();
  const usage = columnsOf(day.usage, day.start);
  const priced = priceFromBill({
    spend,
    usage,
    detail: NO_DETAIL,
    keys,
    order: new SeriesOrder(),
    priceOf: (kind) => rates.priceOf(kind, day.start),
  });
  return { spend, keys, priced, parts: attribute(spend, day.usage) };
}

describe('priceFromBill', () => {
  it('priceFromBill gives each cell what attribution gives that part, to the last unit', () => {
    fc.assert(
      fc.property(fc.oneof(billedDay, anyDay, unbilledDay), wholeDays, (day, learned) => {
        const { spend, priced, keys, parts } = both(day, ratesOf(...learned));
        const expected = new Map<string, string>();
        for (const part of parts) {
          if (!part.series) continue;
          const key = [keys.ofUsage(part.series, ITEMS.indexOf(part.item ?? ITEMS[0]), part.workspaceId), part.start];
          expected.set(key.join(), `${part.amount} ${part.basis} ${part.unpricedTokens}`);
        }
        const found = new Map<string, string>();
        for (const { row, key, cell, start } of cellsOf(priced)) {
          const basis = BASES[priced.bases[row] ?? 0];
          const count = priced.counts[cell] ?? 0;
          assert.ok(count > 0);
          const amount = amountAt(priced, cell);
          if (basis === 'none') assert.equal(amount, 0n);
          else found.set([key, start].join(), `${amount} ${basis} ${priced.unpriced[row] ? count : 0}`);
        }
        assert.deepEqual(found, expected);
        const unallocated = priced.unallocated.reduce((sum, { amount }) => sum + amount, 0n);
        const rows = [priced, ...(priced.highParts ? [priced.highParts] : [])].flatMap(({ dayAmounts, scale }) =>
          Array.from(dayAmounts, (amount) => BigInt(amount) * scale),
        );
        assert.equal(rows.reduce((sum, amount) => sum + amount, 0n) + unallocated, spend.total);
      }),
      { numRuns: 150 },
    );
  });

  it('priceFromBill counts all usage of a day, billed or not', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { priced } = both(day);
        const counted = total(priced.counts);
        const used = day.usage.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
        assert.equal(counted, used);
        assert.equal(total(priced.dayCounts), used);
      }),
      { numRuns: 50 },
    );
  });

  it('priceFromBill gives Priority Tier tokens no amount and no basis', () => {
    const usage = [input(5, seriesOf({ ...input(1).series, serviceTier: 'priority' }))];
    const { priced } = both(record({ isFinal: true, bill: [costRow(100n)], usage }));
    assert.deepEqual([[...priced.counts], [...priced.dayAmounts], [...priced.bases]], [[5], [0], [0]]);
    assert.deepEqual(
      priced.unallocated.map(({ amount }) => amount),
      [100n],
    );
  });

  it('priceFromBill flags rows that were paid for, and none in no bill or without a price', () => {
    const { series } = input(1);
    const priority = input(5, seriesOf({ ...series, serviceTier: 'priority' }));
    const used = cell(series, { uncached_input_tokens: 3, output_tokens: 4 });
    const paid = (day: DayRecord) => {
      const { priced, keys } = both(day);
      const found = [...priced.keys].map((key, row) => {
        const { model, serviceTier, item } = keys.all[key] ?? assert.fail();
        return [[model || keys.all[key]?.usedModel, serviceTier, item].join(' '), priced.paid[row]] as const;
      });
      return Object.fromEntries(found);
    };
    // The final bill has no line for the output: it was refused.
    assert.deepEqual(paid(record({ isFinal: true, bill: [costRow(100n)], usage: [used, priority] })), {
      [`${UNLISTED} standard 0`]: 1,
      [`${UNLISTED} standard 4`]: 0,
      [`${UNLISTED} priority 0`]: 0,
    });
    const listed = input(7, seriesOf({ ...series, model: OPUS }));
    assert.deepEqual(paid(record({ usage: [input(3), listed] })), {
      [`${UNLISTED} standard 0`]: 0,
      [`${OPUS} standard 0`]: 1,
    });
  });

  it('priceFromBill puts a line without usage at the instant that zones date alike', () => {
    const { priced, keys } = both(
      record({ isFinal: true, bill: [otherRow(7n, 'code_execution', { workspaceId: 'w' })] }),
    );
    const [line] = priced.unallocated;
    assert.equal(line?.at, TODAY + 10 * HOUR);
    assert.equal(line.amount, 7n);
    const { costType, workspaceId, apiKeyId, item } = keys.all[line.key] ?? assert.fail();
    assert.deepEqual([costType, workspaceId, apiKeyId, item], ['code_execution', 'w', null, -1]);
  });

  it('priceFromBill numbers the default workspace once, by whichever of its names usage has', () => {
    const day = wholeDay(0, [costRow(100n)], [input(3), input(5, { workspaceId: 'wrkspc_default' })]);
    const { priced, keys } = both({ ...day, defaultWorkspaceId: 'wrkspc_default' });
    assert.deepEqual(
      [...priced.keys].map((key) => keys.all[key]?.workspaceId),
      ['', ''],
    );
  });

  it('priceFromBill gives each cell its part of an amount beyond doubles, to the last unit', () => {
    const factor = fc.bigInt({ min: 2n ** 20n, max: 2n ** 40n });
    fc.assert(
      fc.property(billedDay, factor, fc.boolean(), (day, times, isCredit) => {
        const scaled = (amount: bigint) => (isCredit ? -amount : amount) * times + 1n;
        const { priced, keys, parts } = both({
          ...day,
          bill: day.bill.map((row) => ({ ...row, amount: scaled(row.amount) })),
        });
        const amounts = new Map<string, bigint>();
        for (const { series, item, workspaceId, start, amount } of parts) {
          if (!series) continue;
          const key = [keys.ofUsage(series, ITEMS.indexOf(item ?? ITEMS[0]), workspaceId), start].join();
          amounts.set(key, (amounts.get(key) ?? 0n) + amount);
        }
        for (const { key, cell, start } of cellsOf(priced)) {
          const part = [key, start].join();
          amounts.set(part, (amounts.get(part) ?? 0n) - amountAt(priced, cell));
        }
        assert.ok([...amounts.values()].every((left) => left === 0n));
        const batches = [priced, ...(priced.highParts ? [priced.highParts] : [])];
        for (const { amounts: cells, dayAmounts } of batches) {
          const sum = total(dayAmounts);
          assert.ok(Number.isSafeInteger(sum));
          assert.equal(total(cells), sum);
        }
      }),
      { numRuns: 150 },
    );
  });
});
