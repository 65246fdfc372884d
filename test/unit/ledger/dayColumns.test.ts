import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DayIndex } from '../../../src/ledger/dayIndex.ts';
import { seriesKey } from '../../../src/source/series.ts';
import { ITEMS } from '../../../src/spend/kind.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { HandMade, usageRow } from '../figures/made.ts';
import { daysAgo } from '../spend/made.ts';
import { cellsOfDay } from './cellsOfDay.ts';

const START = daysAgo(2);
const count = fc.oneof(fc.constant(0), fc.nat({ max: 1_000 }));
const row = fc
  .tuple(fc.constantFrom('key-a', 'key-b', 'key-c'), count, count, count)
  .map(([apiKeyId, input, cacheRead, webSearches]) => usageRow(input, { apiKeyId, cacheRead, webSearches }));
const rows = fc.uniqueArray(row, { selector: ({ series }) => series.apiKeyId, maxLength: 3 });

describe('columns of a day’s usage', () => {
  it('dayColumns hold what the buckets of hours and minutes do, whichever table an hour is from and wherever it is cut', () => {
    const hours = fc.array(rows, { minLength: 24, maxLength: 24 });
    const minutes = fc.dictionary(fc.constantFrom('17', '18', '19'), fc.array(rows, { minLength: 60, maxLength: 60 }));
    const cutWidths = fc.constantFrom(15 * MINUTE, MINUTE);
    const cuts = fc.uniqueArray(fc.constantFrom(3, 17, 18, 19), { maxLength: 3 });
    fc.assert(
      fc.property(hours, minutes, cuts, fc.nat({ max: 24 }), cutWidths, (byHour, byMinute, cut, read, cutWidth) => {
        using made = new HandMade();
        made.read('1h', START, START + read * HOUR, (start) => byHour[(start - START) / HOUR] ?? []);
        for (const [hour, of] of Object.entries(byMinute)) {
          const from = START + Number(hour) * HOUR;
          made.read('1m', from, from + HOUR, (start) => of[(start - from) / MINUTE] ?? []);
        }
        const index = new DayIndex(made.ledger);
        const [entry] = index.entries(START, START + DAY);
        assert.ok(entry);
        const cutHours = new Set(cut.map((hour) => START + hour * HOUR));
        const expected = new Map<string, number>();
        for (const { series, start, counts } of cellsOfDay(made.ledger, entry, cutHours, cutWidth)) {
          for (const [item, units] of counts.entries()) {
            if (units > 0) expected.set(`${seriesKey(series)} ${start} ${item}`, units);
          }
        }
        const found = new Map<string, number>();
        const { slots, series, firsts, cellSlots, counts } = index.columns(entry, cutHours, cutWidth);
        assert.equal(firsts.length, series.length * ITEMS.length + 1);
        for (let row = 0; row + 1 < firsts.length; row++) {
          const of = series[Math.floor(row / ITEMS.length)] ?? assert.fail();
          const cells = [...counts.keys()].slice(firsts[row], firsts[row + 1]);
          const at = cells.map((cell) => cellSlots[cell] ?? 0);
          assert.deepEqual(
            at,
            [...new Set(at)].sort((a, b) => a - b),
          );
          for (const cell of cells) {
            const key = `${seriesKey(of)} ${slots[cellSlots[cell] ?? 0]} ${row % ITEMS.length}`;
            found.set(key, counts[cell] ?? 0);
          }
        }
        assert.deepEqual(found, expected);
      }),
      { numRuns: 40 },
    );
  });
});
