import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Counters, observed, sumOfCounts, unmade, withMade, withSettled } from '../../../src/otel/counters.ts';
import type { CountsById } from '../../../src/otel/daySums.ts';

const IDS = ['a\0x', 'a\0y', 'b\0x', 'c\0z'];
const itself = (id: string) => id;
/** The first part: what is told apart later stays in it. */
const parent = (id: string) => id.slice(0, 1);

const countsOfDay = fc.record(Object.fromEntries(IDS.map((id) => [id, fc.integer({ min: 0, max: 1000 })])));
/** Days of a ledger as they are read again and again: they grow, shrink, come and go. */
const ledgers = fc.array(fc.array(countsOfDay, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 });
/** What becomes of each request: a receiver takes it, or it is given up. */
const fates = fc.array(fc.constantFrom('taken', 'refused', 'pending'), { minLength: 30, maxLength: 30 });

const mapOf = (record: Readonly<Record<string, number>>): CountsById => new Map(Object.entries(record));
const said = (counters: Counters, id: string) => counters.get(id)?.highest ?? 0;
const total = (counts: CountsById) => [...counts.values()].reduce((sum, count) => sum + count, 0);
const totalOf = (counters: Counters) => [...counters.values()].reduce((sum, { highest }) => sum + highest, 0);

describe('counters', () => {
  it('counters never fall, whatever days are revised to', () => {
    fc.assert(
      fc.property(ledgers, fc.constantFrom(itself, parent), (ledger, parentOf) => {
        let counters: Counters = new Map();
        for (const days of ledger) {
          const next = observed(counters, sumOfCounts(days.map(mapOf)), parentOf);
          for (const id of IDS) assert.ok(said(next, id) >= said(counters, id), id);
          counters = next;
        }
      }),
    );
  });

  it('counters are the highest sum that each had so far', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        let counters: Counters = new Map();
        const highest = new Map<string, number>();
        for (const days of ledger) {
          const sums = sumOfCounts(days.map(mapOf));
          counters = observed(counters, sums, itself);
          for (const [id, sum] of sums) highest.set(id, Math.max(highest.get(id) ?? 0, sum));
        }
        for (const id of IDS) assert.equal(said(counters, id), highest.get(id) ?? 0, id);
      }),
    );
  });

  it('counters of one parent add up to its highest sum, however usage moves between them', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        let counters: Counters = new Map();
        let highest = 0;
        for (const [day = {}] of ledger) {
          const ofOneParent = new Map([...mapOf(day)].filter(([id]) => parent(id) === 'a'));
          counters = observed(counters, ofOneParent, parent);
          highest = Math.max(highest, total(ofOneParent));
          assert.equal(totalOf(counters), highest);
        }
      }),
    );
  });

  it('counters are the same whether the history still has a day or the day was settled', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(), (ledger, when) => {
        let kept: Counters = new Map();
        let settled: Counters = new Map();
        for (const [index, days] of ledger.entries()) {
          const [oldest = {}] = ledger[when % ledger.length] ?? [];
          const others = days.slice(1).map(mapOf);
          const isSettled = index >= when % ledger.length;
          if (index === when % ledger.length) settled = withSettled(settled, mapOf(oldest));
          kept = observed(kept, sumOfCounts([mapOf(oldest), ...others]), itself);
          settled = observed(settled, sumOfCounts(isSettled ? others : [mapOf(oldest), ...others]), itself);
        }
        for (const id of IDS) assert.equal(said(settled, id), said(kept, id), id);
      }),
    );
  });

  it('deltas that were taken or may be taken add up to what the counters say, whatever was refused', () => {
    fc.assert(
      fc.property(ledgers, fates, (ledger, fate) => {
        let counters: Counters = new Map();
        const delivered: CountsById[] = [];
        for (const [index, days] of ledger.entries()) {
          counters = observed(counters, sumOfCounts(days.map(mapOf)), itself);
          const delta = unmade(counters);
          for (const count of delta.values()) assert.ok(count > 0);
          counters = withMade(counters, delta);
          if (fate[index] === 'refused') counters = withMade(counters, delta, -1);
          else delivered.push(delta);
        }
        const last = unmade(counters);
        const sums = sumOfCounts([...delivered, last]);
        for (const id of IDS) assert.equal(sums.get(id) ?? 0, said(counters, id), id);
      }),
    );
  });
});
