import assert from 'node:assert/strict';
import { HOUR } from '../../../../src/time/utc.ts';
import { TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, cellsOf } from './asked.ts';
import { AT, BOTH, office, PRODUCTION } from './office.ts';

describe('priced days between answers', () => {
  it('priced days are made anew when the ledger has changed, and freed when the cache is cleared', () => {
    using at = office();
    const choice = { range: { type: 'today' }, measure: 'uncachedInput', by: 'costType' } as const;
    assert.deepEqual(cellsOf(at.asker.ask(choice, BOTH).chart), { Tokens: [14 * 90 + 35] });
    at.made.read('1h', TODAY, TODAY + HOUR, () => [usageRow(1)], { readAt: AT });
    assert.deepEqual(cellsOf(at.asker.ask(choice, BOTH).chart), { Tokens: [13 * 90 + 35 + 1] });
    at.asker.dayCache.clear();
    assert.equal(at.asker.dayCache.keys.all.length, 0);
    assert.deepEqual(cellsOf(at.asker.ask(choice, BOTH).chart), { Tokens: [13 * 90 + 35 + 1] });
  });

  it('priced days have one default workspace once its id is known', () => {
    using at = office();
    const { ledger } = at.made;
    at.made.read('1h', TODAY, TODAY + HOUR, () => [usageRow(1, { workspaceId: 'wrkspc_d' })], { readAt: AT });
    const choice = { range: { type: 'today' }, measure: 'uncachedInput', by: 'workspace' } as const;
    assert.equal(at.asker.ask(choice, BOTH).totals.values.length, 3);
    const key = { id: 'k', name: 'k', status: 'active', hint: '', workspaceId: '', defaultWorkspaceId: 'wrkspc_d' };
    ledger.names.save([key], []);
    assert.deepEqual(
      at.asker.ask(choice, BOTH).totals.values.map(({ id }) => id),
      ['', PRODUCTION],
    );
  });

  it('priced days answer with empty columns, not an error, where nothing is known', () => {
    using made = new HandMade();
    const asker = new Asker(made.ledger);
    for (const unit of ['minute', 'hour', 'day', 'week', 'month'] as const) {
      const { chart, totals, week } = asker.ask({ unit, range: { type: 'last30' }, compare: true }, { now: AT });
      assert.ok(chart.buckets.length > 0 && chart.buckets.every(({ basis }) => basis === 'none'), unit);
      assert.deepEqual([chart.series, totals.values, totals.before], [[], [], null]);
      assert.ok(week.hours.every((hours) => hours === 0));
    }
  });
});
