import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeBy } from '../../../../src/figures/change/changeSums.ts';
import { explainChange } from '../../../../src/figures/change/explainChange.ts';
import type { UsageLine } from '../../../../src/figures/sums/usageLine.ts';
import {
  type ChangeEffects,
  type ChangeOfValue,
  type ChangePart,
  differenceOf,
  EFFECTS,
} from '../../../../src/shared/change.ts';
import { sumOfAmounts } from '../../../../src/shared/money.ts';
import { SCOPE_DIMENSIONS } from '../../../../src/shared/scope.ts';
import { line } from '../../reports/made.ts';

const anyLine: fc.Arbitrary<UsageLine> = fc
  .record({
    item: fc.integer({ min: -1, max: 5 }),
    workspaceId: fc.constantFrom('', 'w1', 'w2'),
    apiKeyId: fc.constantFrom('', 'k1', 'k2', 'k3', null),
    model: fc.constantFrom('claude-opus-5-5', 'claude-sonnet-5-5', 'claude-next-9'),
    serviceTier: fc.constantFrom('standard', 'batch', 'priority'),
    contextWindow: fc.constantFrom('0-200k', '200k-1M'),
    units: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1e13 })),
    paid: fc.constantFrom(0, 0.5, 1),
    amount: fc.oneof(fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -(10n ** 9n), max: 10n ** 16n })),
    basis: fc.constantFrom('billed', 'mixed', 'estimated'),
  })
  .map(({ paid, amount, basis, ...own }) => {
    const isCharge = own.item < 0;
    const paidUnits = Math.floor(own.units * paid);
    return line({ ...own, ...(isCharge && { apiKeyId: null, units: 0 }), paidUnits, [basis]: amount });
  });
const anyLines = fc.array(anyLine, { maxLength: 30 });

const amountOf = ({ billed, mixed, estimated }: UsageLine) => billed + mixed + estimated;
const sumOf = (effects: ChangeEffects) => sumOfAmounts(EFFECTS.map((effect) => effects[effect]));
const negated = (effects: ChangeEffects) => Object.fromEntries(EFFECTS.map((effect) => [effect, -effects[effect]]));
const byIds = (parts: readonly ChangePart[]) =>
  new Map(parts.map(({ ids, effects }) => [JSON.stringify(ids), effects] as const).sort());

describe('explainChange of any lines', () => {
  it('effects of each part, of each value of a dimension and of everything sum to the difference, to the last unit', () => {
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const change = explainChange(before, after);
        const difference = sumOfAmounts(after.map(amountOf)) - sumOfAmounts(before.map(amountOf));
        assert.equal(differenceOf(change), difference);
        assert.equal(sumOf(change.effects), difference);
        for (const part of change.parts) assert.equal(sumOf(part.effects), differenceOf(part));
        for (const dimension of SCOPE_DIMENSIONS) {
          const values = changeBy(change, dimension);
          for (const value of values) assert.equal(sumOf(value.effects), differenceOf(value));
          assert.equal(sumOfAmounts(values.map(differenceOf)), difference);
          for (const effect of EFFECTS) {
            assert.equal(sumOfAmounts(values.map(({ effects }) => effects[effect])), change.effects[effect]);
          }
        }
      }),
    );
  });

  it('effects of swapped spans are the same with the other sign, new for gone', () => {
    const swapped = ({ new: fresh, gone, ...others }: ChangeEffects): ChangeEffects => ({
      ...others,
      new: gone,
      gone: fresh,
    });
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const [there, back] = [byIds(explainChange(before, after).parts), byIds(explainChange(after, before).parts)];
        assert.deepEqual([...there.keys()], [...back.keys()]);
        for (const [ids, effects] of there) assert.deepEqual(negated(swapped(effects)), { ...back.get(ids) });
      }),
    );
  });

  it('effects are the same in any order of the lines', () => {
    const shuffled = fc
      .tuple(anyLines, anyLines)
      .chain(([before, after]) =>
        fc.tuple(
          fc.constant([before, after] as const),
          fc.shuffledSubarray(before, { minLength: before.length }),
          fc.shuffledSubarray(after, { minLength: after.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([[before, after], before2, after2]) => {
        assert.deepEqual(byIds(explainChange(before, after).parts), byIds(explainChange(before2, after2).parts));
      }),
    );
  });

  it('effects are the same whatever ids workspaces, keys and models have', () => {
    // The order of names is turned around by it.
    const renamed = (id: string) => (id === '' ? '' : `${'zyx'[id.length % 3]}${[...id].reverse().join('')}`);
    const other = (own: UsageLine): UsageLine => ({
      ...own,
      workspaceId: renamed(own.workspaceId),
      apiKeyId: own.apiKeyId && renamed(own.apiKeyId),
      model: renamed(own.model),
    });
    const withoutIds = (values: readonly ChangeOfValue[]) =>
      values
        .map(({ before, after, effects }) => ({ before, after, effects }))
        .map((value) => inspectable(value))
        .sort();
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const [one, two] = [explainChange(before, after), explainChange(before.map(other), after.map(other))];
        for (const dimension of SCOPE_DIMENSIONS) {
          assert.deepEqual(withoutIds(changeBy(one, dimension)), withoutIds(changeBy(two, dimension)));
        }
      }),
    );
  });

  it('usage of another key, and charges without usage, change no effect where they are equal in both spans', () => {
    const usage = (lines: readonly UsageLine[]) => lines.map((own) => ({ ...own, workspaceId: 'another' }));
    fc.assert(
      fc.property(anyLines, anyLines, anyLines, (before, after, equal) => {
        const more = [...usage(equal), line({ item: -1, billed: 5n })];
        const [without, within] = [
          explainChange(before, after),
          explainChange([...before, ...more], [...after, ...more]),
        ];
        assert.deepEqual(within.effects, without.effects);
      }),
    );
  });
});

function inspectable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}` : each));
}
