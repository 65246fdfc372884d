import assert from 'node:assert/strict';
import { ATTRIBUTION_COLUMNS, attributionRows } from '../../../../src/engine/export/attribution.ts';
import { IdNames } from '../../../../src/engine/export/idNames.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, cellsOf, chartTotal, costs, costTotal, partsOfChart, partsOfTotals } from './asked.ts';

const AT = TODAY + 14 * HOUR;
const DOLLAR = 10n ** 8n;
/** Not a multiple of anything, so that a lost unit shows. */
const BILL = 400_000_000n * DOLLAR + 1n;
const LAST_BILL = { type: 'days', from: '2026-11-17', to: '2026-11-17' } as const;

/** Two keys with three and one of each hour's tokens, and bills of hundreds of millions of dollars. */
function rich(bill = BILL) {
  const made = new HandMade();
  const rows = () => [usageRow(300, { apiKeyId: 'a', model: OPUS }), usageRow(100, { apiKeyId: 'b', model: OPUS })];
  made.read('1h', daysAgo(9), AT, rows, { readAt: AT });
  for (let ago = 2; ago <= 9; ago++) made.bill(daysAgo(ago), [costRow(bill, { model: OPUS })]);
  return { made, asker: new Asker(made.ledger), [Symbol.dispose]: () => made[Symbol.dispose]() };
}

describe('A line of a bill beyond ninety million dollars', () => {
  for (const [what, bill] of Object.entries({ charge: BILL, credit: -BILL })) {
    it(`a line beyond ninety million dollars is its keys’ like any other, to the last unit, be it a ${what}`, () => {
      using at = rich(bill);
      const { totals, chart } = at.asker.ask({ by: 'apiKey', range: LAST_BILL, unit: 'hour' }, { now: AT });
      assert.equal(costTotal(totals), bill);
      assert.deepEqual(Object.keys(costs(totals)).sort(), ['a', 'b']);
      const [a = 0n, b = 0n] = ['a', 'b'].map((key) => costs(totals)[key]);
      assert.ok(a - 3n * b <= 3n && 3n * b - a <= 3n);
      assert.equal(chartTotal(chart), bill);
      const hours = (cellsOf(chart)['a'] ?? []) as bigint[];
      assert.ok(hours.every((amount) => amount / DOLLAR === bill / 4n / 8n / DOLLAR));
    });
  }

  it('a line beyond ninety million dollars has all its parts in days that midnights cut inside an hour, and in the week', () => {
    using at = rich();
    const whole = at.asker.ask({ by: 'apiKey', range: { type: 'last7' } }, { now: AT });
    for (const zone of ['Asia/Kolkata', 'Asia/Kathmandu']) {
      const cut = at.asker.ask({ by: 'apiKey', range: { type: 'last7' } }, { now: AT, zone });
      assert.deepEqual(partsOfChart(cut), partsOfTotals(cut));
      assert.equal(
        cut.week.amounts?.reduce((sum, amount) => sum + amount, 0n),
        costTotal(cut.totals),
      );
    }
    assert.equal(
      whole.week.amounts?.reduce((sum, amount) => sum + amount, 0n),
      costTotal(whole.totals),
    );
    const plain = rich(BILL / 10_000n);
    try {
      const { week } = plain.asker.ask({ by: 'apiKey', range: { type: 'last7' } }, { now: AT });
      assert.deepEqual(whole.week.hours, week.hours, 'time is not counted twice');
    } finally {
      plain[Symbol.dispose]();
    }
  });

  it('a line beyond ninety million dollars is in the attribution, by key and hour', () => {
    using at = rich();
    at.asker.pricedDays.refresh(daysAgo(9), AT);
    const { pricedDays, dayCache } = at.asker;
    const sources = { pricedDays, dayCache, ledger: at.made.ledger, now: AT, freshness: at.asker.freshness(AT) };
    const rows = [...(attributionRows(sources, new IdNames(at.made.ledger))(daysAgo(2)) ?? assert.fail())];
    assert.equal(rows.length, 48);
    const column = ATTRIBUTION_COLUMNS.indexOf('amount_usd');
    const amounts = rows.map((row) => BigInt((row.split(',')[column] ?? '').replace('.', '')));
    assert.equal(
      amounts.reduce((sum, amount) => sum + amount, 0n),
      BILL,
    );
    assert.ok(amounts.every((amount) => amount > 0n));
  });
});

describe('Counts as large as there are', () => {
  const LARGEST = Number.MAX_SAFE_INTEGER;

  it('counts as large as there are leave every figure that can be made, of today and of a billed day', () => {
    using made = new HandMade();
    const rows = () => [
      usageRow(LARGEST, { apiKeyId: 'a', model: OPUS, output: LARGEST, cacheRead: LARGEST, cacheWrite1h: LARGEST }),
      usageRow(LARGEST, { apiKeyId: 'b', model: OPUS, output: LARGEST }),
    ];
    made.read('1h', daysAgo(3), AT, rows, { readAt: AT });
    made.read('1m', AT - HOUR, AT, rows, { readAt: AT });
    made.bill(daysAgo(3), [costRow(BILL, { model: OPUS })]);
    const { summary } = made.at(AT, { days: 4 });
    assert.ok((summary.today?.amount ?? 0n) > 0n);
    const asker = new Asker(made.ledger);
    for (const unit of ['hour', 'day'] as const) {
      const from = new Date(daysAgo(3)).toISOString().slice(0, 10);
      const range = { type: 'days', from, to: from } as const;
      assert.equal(costTotal(asker.ask({ by: 'apiKey', unit, range }, { now: AT, days: 4 }).totals), BILL);
      const today = asker.ask({ by: 'apiKey', unit, range: { type: 'today' } }, { now: AT, days: 4 });
      assert.ok(
        today.totals.estimated.every((amount) => amount > 0n),
        'never its low bits alone',
      );
      assert.ok(today.chart.kind === 'cost' && today.chart.amounts.every((amount) => amount >= 0n));
    }
  });
});
