import assert from 'node:assert/strict';
import { DayIndex } from '../../../src/ledger/dayIndex.ts';
import type { OrganizationLedger } from '../../../src/ledger/ledger.ts';
import { ITEMS } from '../../../src/spend/kind.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { ACME, costRow, hour, minute, minutesOf, NOW, reading, Shelf, TODAY, usageRow } from './kit.ts';

const NINE = TODAY + 9 * HOUR;
const QUARTER = 15 * MINUTE;

function today(ledger: OrganizationLedger) {
  const [entry] = new DayIndex(ledger).entries(TODAY, TODAY + DAY);
  if (!entry) throw new Error('there is no such day');
  return entry;
}

/** Output tokens by the start of their slot. */
function outputs(ledger: OrganizationLedger, cut: readonly number[] = []): [number, number][] {
  const { slots, series, firsts, cellSlots, counts } = new DayIndex(ledger).columns(today(ledger), new Set(cut));
  const cells = series.flatMap((_, index) => {
    const row = index * ITEMS.length + ITEMS.indexOf('output_tokens');
    return [...counts.keys()].slice(firsts[row], firsts[row + 1]);
  });
  return cells
    .map((cell): [number, number] => [slots[cellSlots[cell] ?? 0] ?? 0, counts[cell] ?? 0])
    .sort(([a], [b]) => a - b);
}

describe('A day of the ledger', () => {
  it('an hour is read from its bucket, and an hour that is still open from its minutes', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    ledger.usage.replace(reading('1m', minutesOf(NINE, usageRow({ output: 1 }))));
    ledger.usage.replace(reading('1m', [minute(NINE + HOUR, usageRow({ output: 7 }))]));
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 61 }))]));
    assert.deepEqual(outputs(ledger), [
      [NINE, 61],
      [NINE + HOUR, 7],
    ]);
  });

  it('an hour is read from its minutes where they have more than a bucket that was read too early', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 59 }))]));
    ledger.usage.replace(reading('1m', minutesOf(NINE, usageRow({ output: 1 }))));
    assert.deepEqual(outputs(ledger), [[NINE, 60]]);
  });

  describe('an hour whose minutes were answered with more than there is', () => {
    const tooMany = reading('1m', minutesOf(NINE, usageRow({ output: 2 })), NINE + HOUR + MINUTE);
    const right = (readAt: number) => reading('1h', [hour(NINE, usageRow({ output: 60 }))], readAt);

    it('an hour whose minutes had too much is read from its bucket once later readings of that have agreed for about two hours', () => {
      using shelf = new Shelf();
      const ledger = shelf.open().organization(ACME);
      ledger.usage.replace(tooMany);
      ledger.usage.replace(right(NINE + 2 * HOUR));
      assert.deepEqual(outputs(ledger), [[NINE, 120]], 'one that tells less may be an API in trouble');
      ledger.usage.replace(right(NINE + 3 * HOUR));
      assert.deepEqual(outputs(ledger), [[NINE, 120]]);
      ledger.usage.replace(right(NINE + 4 * HOUR));
      assert.deepEqual(outputs(ledger), [[NINE, 60]]);
      ledger.usage.replace({ ...tooMany, readAt: NINE + 5 * HOUR });
      assert.deepEqual(outputs(ledger), [[NINE, 120]], 'minutes that were read since may have come late');
    });

    it('an hour whose minutes had too much is read from its bucket where the API’s total of the day equals the buckets’ sum', () => {
      using shelf = new Shelf();
      const ledger = shelf.open().organization(ACME);
      ledger.usage.replace(tooMany);
      ledger.usage.replace(right(NINE + 2 * HOUR));
      ledger.dayTotals.save([{ start: TODAY, tokens: 60 }], TODAY + DAY + 6 * HOUR);
      assert.deepEqual(outputs(ledger), [[NINE, 60]]);
    });

    it('an hour whose minutes had too much is cut inside in equal parts, not by those minutes', () => {
      using shelf = new Shelf();
      const ledger = shelf.open().organization(ACME);
      ledger.usage.replace(tooMany);
      for (const hours of [2, 4]) ledger.usage.replace(right(NINE + hours * HOUR));
      assert.deepEqual(
        outputs(ledger, [NINE]).map(([, count]) => count),
        [15, 15, 15, 15],
      );
    });
  });

  it('an hour’s bucket and its minutes are never added up', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    ledger.usage.replace(reading('1m', minutesOf(NINE, usageRow({ output: 1, apiKeyId: 'apikey_2' }))));
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 60 }))]));
    assert.deepEqual(outputs(ledger), [[NINE, 60]]);
  });

  it('an hour is complete once it was shown, once all of its minutes were asked for, or once it can no longer be late', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    const leftOut = { ...reading('1h', []), asked: [NINE] };
    const isComplete = () => today(ledger).hours.get(NINE)?.complete;
    assert.equal(isComplete(), undefined);
    ledger.usage.replace({ ...leftOut, readAt: NINE + HOUR + MINUTE });
    assert.equal(isComplete(), false, 'an hour that is left out right after its end may be late');
    ledger.usage.replace(reading('1m', minutesOf(NINE, usageRow())));
    assert.equal(isComplete(), true);
    ledger.usage.forgetBefore('1m', NOW);
    assert.equal(isComplete(), false);
    ledger.usage.replace({ ...leftOut, readAt: NINE + 2 * HOUR });
    assert.equal(isComplete(), true, 'an hour that is left out long after its end is empty');
  });

  it('an hour is cut inside by its minutes, exactly', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    const early = minutesOf(NINE, usageRow()).map((bucket, index) =>
      index < 30 ? { ...bucket, rows: [usageRow({ output: 2 })] } : bucket,
    );
    ledger.usage.replace(reading('1m', early));
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 60 }))]));
    assert.equal(today(ledger).hours.get(NINE)?.divisible, true);
    assert.deepEqual(
      outputs(ledger, [NINE]).filter(([, count]) => count !== 0),
      [
        [NINE, 30],
        [NINE + QUARTER, 30],
      ],
    );
  });

  it('an hour whose minutes are not held is cut in equal parts, and loses nothing', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 10 }))]));
    assert.equal(today(ledger).hours.get(NINE)?.divisible, false);
    assert.deepEqual(outputs(ledger, [NINE]), [
      [NINE, 2],
      [NINE + QUARTER, 3],
      [NINE + 2 * QUARTER, 2],
      [NINE + 3 * QUARTER, 3],
    ]);
  });

  it('a day has the detail that all of its readings with usage have', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    const us = { geo: 'us', fast: true };
    ledger.usage.replace({ ...reading('1h', [hour(NINE, usageRow({ output: 1 }))]), detail: us });
    ledger.usage.replace(reading('1h', [hour(NINE + HOUR)]));
    assert.deepEqual(today(ledger).detail, us, 'an empty hour is no obstacle');
    const more = { geo: 'us', fast: false };
    ledger.usage.replace({ ...reading('1h', [hour(NINE + HOUR, usageRow({ output: 1 }))]), detail: more });
    assert.deepEqual(today(ledger).detail, more);
  });

  it('a day has a new revision whenever something of it changes, and only then', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    const seen = new Set<string>();
    const isNew = () => {
      const { revision } = today(ledger);
      const before = seen.has(revision);
      seen.add(revision);
      return !before;
    };
    assert.equal(isNew(), true);
    assert.equal(isNew(), false);
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 1 }))]));
    assert.equal(isNew(), true);
    ledger.usage.replace(reading('1h', [hour(NINE, usageRow({ output: 2 }))], NOW + 1));
    assert.equal(isNew(), true);
    ledger.bills.replace([{ start: TODAY, end: TODAY + DAY, rows: [costRow()] }], NOW);
    assert.equal(isNew(), true);
    ledger.usage.replace(reading('1h', [hour(NINE - DAY, usageRow({ output: 1 }))]));
    assert.equal(isNew(), false, 'another day is none of its business');
  });

  it('a day is final and billed by the readings of its bill', () => {
    using shelf = new Shelf();
    const ledger = shelf.open().organization(ACME);
    const read = (readAt: number, ...rows: ReturnType<typeof costRow>[]) => {
      ledger.bills.replace([{ start: TODAY, end: TODAY + DAY, rows }], readAt);
      const { isFinal, billed } = today(ledger);
      return { isFinal, billed };
    };
    assert.deepEqual(read(TODAY + DAY + 3 * HOUR), { isFinal: false, billed: false });
    assert.deepEqual(read(TODAY + DAY + 4 * HOUR, costRow()), { isFinal: false, billed: true });
    assert.deepEqual(read(TODAY + 2 * DAY, costRow()), { isFinal: true, billed: true });
    const [entry] = new DayIndex(ledger).entries(TODAY, TODAY + DAY);
    assert.equal(entry && new DayIndex(ledger).bill(entry).length, 1);
  });
});
