import assert from 'node:assert/strict';
import type { Choice } from '../../../../src/shared/choice.ts';
import type { CacheRow } from '../../../../src/shared/explorer.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker } from './asked.ts';

const READ = 'cache_read_input_tokens';
const WRITE_5M = 'cache_creation.ephemeral_5m_input_tokens';
const WRITE_1H = 'cache_creation.ephemeral_1h_input_tokens';
const DAY_OF_BILL = { type: 'days', from: '2026-11-17', to: '2026-11-17' } as const;
const AT = TODAY + HOUR;

const brief = ({ id, uncached, write5m, write1h, read, saved }: CacheRow) => [
  id,
  uncached,
  write5m,
  write1h,
  read,
  saved,
];

/** One hour of one billed day, and the same hour today. */
function office(rows: Parameters<HandMade['read']>[3], bill: Parameters<HandMade['bill']>[1]): HandMade {
  const made = new HandMade();
  const hour = daysAgo(2) + 3 * HOUR;
  made.read('1h', daysAgo(2), AT, (start) => (start === hour || start === TODAY ? rows(start) : []), { readAt: AT });
  return made.bill(daysAgo(2), bill);
}

describe('savings by caching', () => {
  it('savings by caching are reads × (input − read) − writes × (write − input), at the rates that were billed', () => {
    const rows = [usageRow(100, { cacheRead: 1000, cacheWrite5m: 40, cacheWrite1h: 10 })];
    const bill = [
      costRow(500n),
      costRow(500n, { tokenType: READ }),
      costRow(250n, { tokenType: WRITE_5M }),
      costRow(100n, { tokenType: WRITE_1H }),
    ];
    using made = office(() => rows, bill);
    const { cache } = new Asker(made.ledger).ask({ range: DAY_OF_BILL }, { now: AT });
    // 1000 × (5 − 0.5) − 40 × (6.25 − 5) − 10 × (10 − 5)
    const saved = 4500n - 50n - 50n;
    assert.deepEqual(brief(cache.total), ['', 100, 40, 10, 1000, saved]);
    assert.deepEqual(cache.model.map(brief), [['claude-nova-7', 100, 40, 10, 1000, saved]]);
    assert.deepEqual(cache.apiKey.map(brief), [['key-a', 100, 40, 10, 1000, saved]]);
    assert.deepEqual(cache.workspace.map(brief), [['', 100, 40, 10, 1000, saved]]);
  });

  it('savings by caching are negative where writing cost more than reading saved', () => {
    using made = office(
      () => [usageRow(100, { cacheRead: 10, cacheWrite1h: 100 })],
      [costRow(500n), costRow(5n, { tokenType: READ }), costRow(1000n, { tokenType: WRITE_1H })],
    );
    const { cache } = new Asker(made.ledger).ask({ range: DAY_OF_BILL }, { now: AT });
    assert.equal(cache.total.saved, 45n - 500n);
  });

  it('savings by caching take another day’s or the list’s rate where a day had no uncached input', () => {
    using made = office(
      (start) => [usageRow(start === TODAY ? 0 : 100, { cacheRead: 1000 })],
      [costRow(500n), costRow(500n, { tokenType: READ })],
    );
    const { cache } = new Asker(made.ledger).ask({ range: { type: 'today' } }, { now: AT });
    assert.deepEqual(brief(cache.total), ['', 0, 0, 0, 1000, 4500n]);
  });

  it('savings by caching have the basis of their rates: a bill, an estimate, both, or nothing paid', () => {
    const rows = [usageRow(100, { cacheRead: 1000 }), usageRow(0, { cacheRead: 500, serviceTier: 'priority' })];
    using made = office(() => rows, [costRow(500n), costRow(500n, { tokenType: READ })]);
    const asker = new Asker(made.ledger);
    const basis = (range: Choice['range'], filters: Choice['filters'] = []) =>
      asker.ask({ range, filters }, { now: AT }).cache.total.basis;
    assert.equal(basis(DAY_OF_BILL), 'billed');
    assert.equal(basis({ type: 'today' }), 'estimated');
    assert.equal(basis({ type: 'days', from: '2026-11-17', to: '2026-11-19' }), 'mixed');
    assert.equal(basis(DAY_OF_BILL, [{ dimension: 'serviceTier', values: ['priority'] }]), 'none');
    assert.equal(basis(DAY_OF_BILL, [{ dimension: 'model', values: ['gone'] }]), 'none');
  });

  it('savings by caching leave out tokens whose rate is not known, and count them', () => {
    using made = office(
      () => [usageRow(0, { cacheRead: 1000 }), usageRow(9, { model: OPUS, cacheRead: 100 })],
      [
        costRow(500n, { tokenType: READ }),
        costRow(45n, { model: OPUS }),
        costRow(50n, { model: OPUS, tokenType: READ }),
      ],
    );
    const { cache } = new Asker(made.ledger).ask({ range: DAY_OF_BILL }, { now: AT });
    const told = [...cache.model, cache.total].map((row) => [...brief(row), row.unratedTokens]);
    assert.deepEqual(told, [
      ['claude-nova-7', 0, 0, 0, 1000, 0n, 1000],
      [OPUS, 9, 0, 0, 100, 450n, 0],
      ['', 9, 0, 0, 1100, 450n, 1000],
    ]);
  });

  it('savings by caching leave out dollars that nobody paid: Priority Tier and refused requests', () => {
    const rows = [
      usageRow(100, { cacheRead: 1000 }),
      usageRow(0, { cacheRead: 500, serviceTier: 'priority' }),
      usageRow(0, { cacheRead: 70, workspaceId: 'wrkspc_refused' }),
    ];
    using made = office(() => rows, [costRow(500n), costRow(500n, { tokenType: READ })]);
    const { cache } = new Asker(made.ledger).ask({ range: DAY_OF_BILL }, { now: AT });
    assert.deepEqual(brief(cache.total), ['', 100, 0, 0, 1570, 4500n]);
    assert.deepEqual(cache.workspace.map(brief), [
      ['', 100, 0, 0, 1500, 4500n],
      ['wrkspc_refused', 0, 0, 0, 70, 0n],
    ]);
  });

  it('savings by caching count only what passes the filters', () => {
    const rows = [usageRow(100, { cacheRead: 1000 }), usageRow(100, { cacheRead: 3000, apiKeyId: 'key-b' })];
    using made = office(() => rows, [costRow(1000n), costRow(2000n, { tokenType: READ })]);
    const filters = [{ dimension: 'apiKey', values: ['key-b'] }] as const;
    const { cache } = new Asker(made.ledger).ask({ range: DAY_OF_BILL, filters }, { now: AT });
    assert.deepEqual(brief(cache.total), ['', 100, 0, 0, 3000, 3000n * 5n - 1500n]);
    assert.deepEqual(cache.apiKey.map(brief), [brief({ ...cache.total, id: 'key-b' })]);
  });
});
