import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DayRecord, dayByKind, type UsageCell } from '../../../src/spend/bill.ts';
import { type DaySpend, spendOfDay } from '../../../src/spend/daySpend.ts';
import { ITEMS, kindKey, PRIORITY } from '../../../src/spend/kind.ts';
import { learnRates, Rates } from '../../../src/spend/rates.ts';
import { anyDay, billedDay, identity, shuffled, unbilledDay, wholeDays } from './arbitrary.ts';
import { attribute, type Part } from './day/attribute.ts';

const learned = (days: readonly DayRecord[]) => new Rates(days.map((day) => learnRates(dayByKind(day))));
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const total = (of: readonly { readonly amount: bigint }[]) => sum(of.map(({ amount }) => amount));

/** Facts of a priced day, in no order. */
function said(day: DaySpend) {
  const lines = day.kinds.map((line) => ({ ...line, key: kindKey(line.kind) }));
  lines.sort((a, b) => (a.key < b.key ? -1 : 1));
  const others = day.unallocated.map((line) => Object.values(line).join('|')).sort();
  const { basis, priorityTokens, unpricedTokens } = day;
  return { lines, others, basis, priorityTokens, unpricedTokens, total: day.total };
}

function saidOfParts(parts: readonly Part[]): string[] {
  const cut = ({ item, series, start, workspaceId, model, costType, amount, unpricedTokens }: Part) =>
    [item, series && identity(series), start, workspaceId, model, costType, amount, unpricedTokens].join('|');
  return parts.map(cut).sort();
}

const shuffledDay = (day: DayRecord) =>
  fc.record({ bill: shuffled(day.bill), usage: shuffled(day.usage) }).map((order): DayRecord => ({ ...day, ...order }));

describe('the one rule for money', () => {
  it('a final bill is taken as it is, to the last unit', () => {
    fc.assert(
      fc.property(wholeDays, billedDay, (days, day) => {
        fc.pre(day.bill.length > 0);
        const spend = spendOfDay(day, learned(days));
        assert.equal(spend.total, total(day.bill));
        assert.equal(spend.basis, 'billed');
        assert.equal(spend.unpricedTokens, 0);
      }),
    );
  });

  it('a day’s cost does not depend on the order of lines, usage or days', () => {
    const orders = fc.record({ days: wholeDays, day: anyDay }).chain(({ days, day }) =>
      fc.record({
        day: fc.constant(day),
        days: fc.constant(days),
        otherDay: shuffledDay(day),
        otherDays: fc.tuple(...days.map(shuffledDay)).chain(shuffled),
      }),
    );
    fc.assert(
      fc.property(orders, ({ day, days, otherDay, otherDays }) => {
        const [one, other] = [spendOfDay(day, learned(days)), spendOfDay(otherDay, learned(otherDays))];
        assert.deepEqual(said(other), said(one));
        assert.deepEqual(saidOfParts(attribute(other, otherDay.usage)), saidOfParts(attribute(one, day.usage)));
      }),
    );
  });

  it('the estimate of a kind does not depend on the usage of any other', () => {
    fc.assert(
      fc.property(wholeDays, unbilledDay, unbilledDay, (days, day, more) => {
        const rates = learned(days);
        const detail = day.detail;
        const before = spendOfDay(day, rates);
        const after = spendOfDay({ ...day, detail, usage: [...day.usage, ...more.usage] }, rates);
        const added = new Set(dayByKind({ ...more, detail }, rates).kinds.keys());
        const lines = new Map(after.kinds.map((line) => [kindKey(line.kind), line]));
        for (const line of before.kinds) {
          const key = kindKey(line.kind);
          if (!added.has(key)) assert.deepEqual(lines.get(key), line);
        }
      }),
    );
  });

  it('a day’s parts, lines and total agree: nothing is priced twice or left out', () => {
    fc.assert(
      fc.property(wholeDays, anyDay, (days, day) => {
        const spend = spendOfDay(day, learned(days));
        const parts = attribute(spend, day.usage);
        assert.equal(total(spend.kinds) + total(spend.unallocated), spend.total);
        assert.equal(total(parts), spend.total);
        const tokens = parts.reduce((all, part) => all + part.unpricedTokens, 0);
        assert.equal(tokens, spend.unpricedTokens);
        for (const line of spend.kinds)
          assert.equal(total(parts.filter((part) => part.line === line)), line.amount, kindKey(line.kind));
      }),
    );
  });

  it('each unit of usage is counted in one kind, or as Priority Tier', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const folded = dayByKind(day);
        const kinds = [...folded.kinds.values()];
        const isPriority = ({ series }: UsageCell) => series.serviceTier === PRIORITY;
        for (const [index, item] of ITEMS.entries()) {
          const counted = kinds.filter(({ kind }) => kind.item === item).reduce((all, { units }) => all + units, 0);
          const used = day.usage
            .filter((cell) => item === 'web_search_requests' || !isPriority(cell))
            .reduce((all, { counts }) => all + (counts[index] ?? 0), 0);
          assert.equal(counted, used, item);
        }
        const bought = day.usage.filter(isPriority).flatMap(({ counts }) => counts.slice(0, 5));
        assert.equal(
          folded.priorityTokens,
          bought.reduce((all, count) => all + count, 0),
        );
      }),
    );
  });

  it('a kind of a growing bill never shows less than its bill, nor less than its estimate', () => {
    fc.assert(
      fc.property(wholeDays, anyDay, (days, any) => {
        fc.pre(any.bill.length > 0);
        const rates = learned(days);
        const growing = spendOfDay({ ...any, isFinal: false }, rates);
        assert.equal(growing.basis, 'mixed');
        for (const { kind, amount, units, unpricedTokens } of growing.kinds) {
          const rate = rates.priceOf(kind, any.start);
          const billed = growing.byKind.kinds.get(kindKey(kind))?.billed ?? 0n;
          assert.ok(amount >= billed);
          if (rate && units > 0) assert.ok(2n * amount * rate.units >= 2n * BigInt(units) * rate.amount - rate.units);
          else assert.equal(amount, billed);
          if (amount > 0n) assert.equal(unpricedTokens, 0);
        }
      }),
    );
  });
});

describe('any cut of a billed day', () => {
  const DIMENSIONS = [
    'workspaceId',
    'apiKeyId',
    'model',
    'serviceTier',
    'contextWindow',
    'inferenceGeo',
    'speed',
    'hour',
  ] as const;

  it('any cut of a billed day sums to its bill to the last unit', () => {
    fc.assert(
      fc.property(billedDay, fc.subarray([...DIMENSIONS]), (day, by) => {
        fc.pre(day.bill.length > 0);
        const groups = Map.groupBy(attribute(spendOfDay(day, new Rates([])), day.usage), (part) =>
          by.map((name) => (name === 'hour' ? part.start : (part.series?.[name] ?? 'none'))).join('|'),
        );
        assert.equal(sum([...groups.values()].map(total)), total(day.bill));
      }),
    );
  });

  it('any cut of a billed day gives no part a unit more than its share at any step', () => {
    fc.assert(
      fc.property(billedDay, (day) => {
        const spend = spendOfDay(day, new Rates([]));
        const parts = attribute(spend, day.usage);
        for (const line of spend.kinds) {
          const own = parts.filter((part) => part.line === line && part.series !== null);
          const keys = Map.groupBy(own, (part) => part.series?.apiKeyId);
          const index = ITEMS.indexOf(line.kind.item);
          for (const [key, ofKey] of keys) {
            const slots = new Set(ofKey.map(({ series, start }) => `${series && identity(series)}|${start}`));
            const units = day.usage
              .filter(({ series, start }) => slots.has(`${identity(series)}|${start}`))
              .reduce((all, { counts }) => all + (counts[index] ?? 0), 0);
            const error = total(ofKey) * BigInt(line.units) - line.amount * BigInt(units);
            assert.ok((error < 0n ? -error : error) < BigInt(line.units), key);
          }
        }
      }),
    );
  });
});
