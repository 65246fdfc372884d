import assert from 'node:assert/strict';
import { significantGroups } from '../../../../src/reports/savings/significantGroups.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { dollars, line } from '../made.ts';

const format = createFormat('en-US', 'UTC');
const costing = (model: string, amount: number) => line({ model, units: 1000, billed: dollars(amount) });
const byModel = (lines: Parameters<typeof significantGroups>[0], total: number) =>
  significantGroups(lines, ({ model }) => model, dollars(total), format);

describe('groups that matter', () => {
  it('significant groups have a hundredth of the cost; a sentence names the others', () => {
    const { groups, omitted } = byModel([costing('a', 98.5), costing('b', 1), costing('c', 0.5)], 100);
    assert.deepEqual(
      groups.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.deepEqual(omitted, ['One group is under 1% of cost (0.5% in total) and left out.']);
  });

  it('significant groups come with the number of those left out, and their cost together', () => {
    const { omitted } = byModel([costing('a', 99), costing('b', 0.6), costing('c', 0.4)], 100);
    assert.deepEqual(omitted, ['2 groups are each under 1% of cost (1.0% in total) and left out.']);
  });

  it('significant groups include tokens without a price, which may be worth anything', () => {
    const unpriced = line({ model: 'new', units: 5, unpricedTokens: 5 });
    const { groups, omitted } = byModel([costing('a', 100), unpriced], 100);
    assert.deepEqual(
      groups.map(({ id }) => id),
      ['a', 'new'],
    );
    assert.deepEqual(omitted, []);
  });

  it('groups that nothing was paid for are not mentioned', () => {
    assert.deepEqual(byModel([costing('a', 1), line({ model: 'p', units: 9 })], 1).omitted, []);
  });
});
