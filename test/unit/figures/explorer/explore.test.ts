import assert from 'node:assert/strict';
import type { Choice } from '../../../../src/shared/choice.ts';
import { BASES, type CostChart } from '../../../../src/shared/panelView.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/spend/time.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker, cellsOf, chartTotal, costs, costTotal, starts, total } from './asked.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const PRODUCTION = 'wrkspc_production';
const BOTH = { now: AT, days: 10 };

/**
 * Nine days of hours and today's. Each hour key A reads 100 and writes 10 of a cache for Opus in Production, and key B sends
 * 50 of Nova and searches once in the default workspace. Bills until two days ago; yesterday is estimated at their rates.
 */
function office(): { made: HandMade; asker: Asker } & Disposable {
  const made = new HandMade();
  const rows = () => [
    usageRow(40, {
      apiKeyId: 'key-a',
      workspaceId: PRODUCTION,
      model: OPUS,
      cacheRead: 100,
      cacheWrite5m: 10,
      output: 5,
    }),
    usageRow(50, { apiKeyId: 'key-b', webSearches: 1 }),
  ];
  made.read('1h', daysAgo(9), TODAY + 14 * HOUR, rows, { readAt: AT });
  made.read('1m', TODAY + 14 * HOUR, AT, () => [usageRow(5, { apiKeyId: 'key-b' })], { readAt: AT });
  const opus = { workspaceId: PRODUCTION, model: OPUS };
  for (let ago = 2; ago <= 9; ago++) {
    made.bill(daysAgo(ago), [
      costRow(960n * 4n, opus),
      costRow(2400n, { ...opus, tokenType: 'cache_read_input_tokens' }),
      costRow(1200n, { ...opus, tokenType: 'cache_creation.ephemeral_5m_input_tokens' }),
      costRow(2400n, { ...opus, tokenType: 'output_tokens' }),
      costRow(1200n),
      otherRow(240n, 'web_search'),
      otherRow(77n, 'code_execution', { workspaceId: PRODUCTION }),
    ]);
  }
  const key = { name: 'web', status: 'active', hint: 'sk-…AA', workspaceId: PRODUCTION, defaultWorkspaceId: '' };
  made.ledger.names.save(
    [
      { ...key, id: 'key-a' },
      { ...key, id: 'key-b', hint: '', status: 'archived', workspaceId: '' },
    ],
    [{ id: PRODUCTION, name: '<img src=x>', archived: false }],
  );
  return { made, asker: new Asker(made.ledger), [Symbol.dispose]: () => made[Symbol.dispose]() };
}

const LAST_BILL = { type: 'days', from: '2026-11-17', to: '2026-11-17' } as const;
const BILL = 3840n + 2400n + 1200n + 2400n + 1200n + 240n + 77n;

function ask(choice: Partial<Choice>, circumstances = BOTH) {
  using at = office();
  return at.asker.ask(choice, circumstances);
}

const OF_BILL: Readonly<Record<Choice['by'], Readonly<Record<string, bigint>>>> = {
  model: { 'Opus 5.5': 9840n, 'Nova 7': 1200n, 'Web search': 240n, 'Code execution': 77n },
  workspace: { '<img src=x>': 9917n, 'Default workspace': 1440n },
  apiKey: { web: 1440n, 'Belongs to no key': 77n },
  serviceTier: { Standard: 11280n, 'No service tier': 77n },
  tokenType: {
    'Uncached input': 5040n,
    'Cache read': 2400n,
    Output: 2400n,
    'Cache write (5 min)': 1200n,
    'Web searches': 240n,
    'Code execution': 77n,
  },
  contextWindow: { 'Up to 200k': 11280n, 'No context window': 77n },
  inferenceGeo: { 'Not told apart': 11280n, 'No geography': 77n },
  costType: { Tokens: 11040n, 'Web search': 240n, 'Code execution': 77n },
};

describe('cost of a billed day', () => {
  for (const [by, expected] of Object.entries(OF_BILL)) {
    it(`by ${by} is its bill, dearest first`, () => {
      const { totals, chart } = ask({ by: by as Choice['by'], range: LAST_BILL });
      assert.deepEqual(costs(totals), expected);
      assert.deepEqual(Object.keys(costs(totals)), Object.keys(expected));
      assert.equal(costTotal(totals), BILL);
      assert.equal(chartTotal(chart), BILL);
      if (by !== 'apiKey') assert.deepEqual(Object.keys(cellsOf(chart)), Object.keys(expected));
    });
  }

  it('by key tells namesakes apart by hint, status and workspace', () => {
    const { totals } = ask({ by: 'apiKey', range: LAST_BILL });
    assert.deepEqual(totals.values, [
      { id: 'key-a', name: 'web', detail: 'sk-…AA · <img src=x>' },
      { id: 'key-b', name: 'web', detail: 'key-b · archived · Default workspace' },
      { id: '-', name: 'Belongs to no key', detail: '' },
    ]);
    assert.deepEqual([...totals.billed], [9840n, 1440n, 77n]);
  });

  it('has counts of the same rows beside it', () => {
    const { totals } = ask({ by: 'workspace', range: LAST_BILL });
    assert.deepEqual([...totals.counts], [960, 240, 0, 2400, 120, 0, 1200, 0, 0, 0, 0, 24]);
  });

  it('is only what filters let through, all of them together', () => {
    const only = (filters: Choice['filters']) => costs(ask({ by: 'tokenType', range: LAST_BILL, filters }).totals);
    assert.deepEqual(only([{ dimension: 'apiKey', values: ['key-b'] }]), {
      'Uncached input': 1200n,
      'Web searches': 240n,
    });
    assert.deepEqual(
      only([
        { dimension: 'workspace', values: ['', PRODUCTION] },
        { dimension: 'tokenType', values: ['output_tokens', 'cache_read_input_tokens'] },
      ]),
      { 'Cache read': 2400n, Output: 2400n },
    );
    assert.deepEqual(only([{ dimension: 'costType', values: ['code_execution'] }]), { 'Code execution': 77n });
    assert.deepEqual(only([{ dimension: 'apiKey', values: ['key-z'] }]), {});
  });

  it('lists what can be filtered by whatever the filters, dearest first', () => {
    const { values } = ask({ range: LAST_BILL, filters: [{ dimension: 'apiKey', values: ['key-b'] }] });
    assert.deepEqual(
      values.model.map(({ id }) => id),
      [OPUS, 'claude-nova-7', 'web_search', 'code_execution'],
    );
    assert.deepEqual(
      values.apiKey.map(({ id }) => id),
      ['key-a', 'key-b', '-'],
    );
    assert.equal(values.tokenType.length, 6);
  });
});

describe('buckets of a choice', () => {
  it('are billed, estimated and running days, to the last unit', () => {
    const { chart } = ask({ range: { type: 'days', from: '2026-11-17', to: '2026-11-20' } });
    assert.deepEqual(
      chart.buckets.map(({ basis, running }) => [basis, running]),
      [
        ['billed', false],
        ['estimated', false],
        ['estimated', true],
        ['none', false],
      ],
    );
    assert.deepEqual(cellsOf(chart)['Nova 7'], [1200n, 1200n, 735n, 0n]);
    assert.deepEqual(cellsOf(chart)['Code execution'], [77n, 0n, 0n, 0n]);
    const { bases, series } = chart as CostChart;
    const nova = series.findIndex(({ name }) => name === 'Nova 7');
    assert.deepEqual(
      [...bases.slice(nova * 4, nova * 4 + 4)].map((basis) => BASES[basis]),
      ['billed', 'estimated', 'estimated', 'none'],
    );
  });

  it('are hours, of which those to come are ahead', () => {
    const { chart } = ask({ range: { type: 'today' }, unit: 'hour', by: 'costType' });
    assert.equal(chart.buckets.length, 24);
    assert.deepEqual(
      chart.buckets.slice(13, 16).map(({ basis }) => basis),
      ['estimated', 'estimated', 'none'],
    );
    assert.deepEqual(
      chart.buckets.findIndex(({ running }) => running),
      14,
    );
    assert.deepEqual(cellsOf(chart)['Tokens']?.slice(12, 16), [460n, 460n, 35n, 0n]);
  });

  it('are weeks from Monday, and take the unit that suits the range', () => {
    const { chart, choice } = ask({ range: { type: 'last30' }, unit: 'week' });
    assert.deepEqual(starts(chart), ['10-21T00:00', '10-26T00:00', '11-02T00:00', '11-09T00:00', '11-16T00:00']);
    assert.equal(chart.unit, 'week');
    // Ten days are held of thirty: weeks of which a day is not known are not known.
    assert.deepEqual(
      chart.buckets.map(({ basis }) => basis),
      ['none', 'none', 'none', 'none', 'mixed'],
    );
    assert.equal(ask({ range: { type: 'today' }, unit: 'month' }).choice.unit, 'day');
    assert.equal(choice.unit, 'week');
  });

  it('say the rest of the series in one, of a chart that would be too large', () => {
    using made = new HandMade();
    const keys = Array.from({ length: 100 }, (_, index) => `key-${String(index).padStart(3, '0')}`);
    made.read('1h', daysAgo(31), TODAY, () => keys.map((apiKeyId, index) => usageRow(1000 - index, { apiKeyId })));
    for (let ago = 1; ago <= 31; ago++) made.bill(daysAgo(ago), [costRow(1_000_003n)]);
    const range = { type: 'days', from: '2026-10-19', to: '2026-11-18' } as const;
    const { chart, totals } = new Asker(made.ledger).ask(
      { by: 'apiKey', unit: 'hour', range },
      { now: TODAY, days: 40 },
    );
    assert.deepEqual([chart.buckets.length, chart.series.length, totals.values.length], [744, 80, 100]);
    assert.deepEqual(chart.series.at(-1), { id: '\u0000rest', name: 'Other' });
    assert.ok(chart.series.length * chart.buckets.length <= 60_000);
    assert.equal(chartTotal(chart), 31n * 1_000_003n);
    assert.equal(costTotal(totals), 31n * 1_000_003n);
    assert.deepEqual(
      chart.series.slice(0, -1).map(({ id }) => id),
      keys.slice(0, 79),
    );
  });

  it('are not known where a bill is there and its usage is not, when usage is asked for', () => {
    using made = new HandMade();
    made
      .read('1h', daysAgo(3), TODAY, () => [usageRow(10)])
      .read('1h', daysAgo(5), daysAgo(5) + 6 * HOUR, () => [usageRow(10)]);
    for (let ago = 1; ago <= 6; ago++) made.bill(daysAgo(ago), [costRow(2400n)]);
    const asker = new Asker(made.ledger);
    const bases = (choice: Partial<Choice>) =>
      asker
        .ask({ range: { type: 'days', from: '2026-11-13', to: '2026-11-16' }, ...choice }, { now: TODAY })
        .chart.buckets.map(({ basis }) => basis);
    assert.deepEqual(bases({}), ['billed', 'billed', 'billed', 'billed']);
    assert.deepEqual(bases({ by: 'apiKey' }), ['none', 'none', 'none', 'billed']);
    assert.deepEqual(bases({ measure: 'tokens' }), ['none', 'none', 'none', 'billed']);
    assert.deepEqual([...new Set(bases({ unit: 'hour' }).slice(0, 72))], ['none']);
  });
});

describe('counts', () => {
  it('are tokens of all kinds or of one, largest first', () => {
    const { chart, totals } = ask({ measure: 'tokens', by: 'model', range: LAST_BILL, unit: 'day' });
    assert.equal(chart.kind, 'count');
    assert.deepEqual(cellsOf(chart), { 'Opus 5.5': [3720], 'Nova 7': [1200] });
    assert.deepEqual(
      totals.values.map(({ name }) => name),
      ['Opus 5.5', 'Nova 7', 'Code execution', 'Web search'],
    );
    const reads = ask({ measure: 'cacheRead', by: 'apiKey', range: { type: 'today' }, unit: 'hour' }).chart;
    assert.deepEqual(cellsOf(reads), { web: [...new Array<number>(14).fill(100), ...new Array<number>(10).fill(0)] });
  });

  it('of searches are under the model that searched', () => {
    const { chart } = ask({ measure: 'webSearches', by: 'model', range: LAST_BILL });
    assert.deepEqual(cellsOf(chart), { 'Nova 7': [24] });
  });

  it('of Priority Tier are there, though no dollars are', () => {
    using at = office();
    const hour = daysAgo(2) + HOUR;
    at.made.read('1h', hour, hour + HOUR, () => [usageRow(9, { serviceTier: 'priority' })]);
    const choice = { by: 'serviceTier', range: LAST_BILL } as const;
    const { chart } = at.asker.ask({ ...choice, measure: 'uncachedInput' }, BOTH);
    assert.deepEqual(cellsOf(chart)['Priority Tier'], [9]);
    const cost = at.asker.ask(choice, BOTH);
    assert.equal(cellsOf(cost.chart)['Priority Tier'], undefined);
    assert.equal(costs(cost.totals)['Priority Tier'], 0n);
    assert.equal(costTotal(cost.totals), BILL);
    assert.ok(cost.caveats.includes('9 Priority Tier tokens are in no bill and have no dollars here.'));
  });

  it('of a hit rate are reads over all input', () => {
    const { chart, totals } = ask({ measure: 'cacheHitRate', by: 'apiKey', range: LAST_BILL });
    assert.equal(chart.kind, 'share');
    assert.deepEqual(cellsOf(chart), { web: ['0/1200'] });
    assert.deepEqual(chart.kind === 'share' && [[...chart.parts], [...chart.wholes]], [
      [2400, 0],
      [3600, 1200],
    ]);
    assert.deepEqual(
      totals.values.map(({ id }) => id),
      ['key-a', 'key-b', '-'],
    );
  });
});

describe('beside the period before', () => {
  it('a running day is compared up to the same time of the day before', () => {
    const { beforeSpan, beforeByBucket, totals } = ask({
      range: { type: 'today' },
      unit: 'hour',
      by: 'costType',
      compare: true,
    });
    assert.deepEqual(beforeSpan, { start: daysAgo(1), end: daysAgo(1) + 14 * HOUR + 7 * MINUTE });
    // Seven minutes of an hour of 160 + 100 + 50 + 100, of 50, and of a search of 10: each rounded for itself.
    assert.deepEqual([...(beforeByBucket ?? [])].slice(13, 16), [470n, 19n + 12n + 6n + 12n + 6n + 1n, 0n]);
    assert.equal(total(totals.before?.cost ?? []), 14n * 470n + 56n);
    assert.deepEqual([...(totals.before?.counts.slice(0, 1) ?? [])], [14 * 90 + 11]);
  });

  it('yesterday is compared with the whole day before, whose values are in the table with nothing of their own', () => {
    const { beforeSpan, beforeByBucket, totals } = ask({ range: { type: 'yesterday' }, compare: true });
    assert.deepEqual(beforeSpan, { start: daysAgo(2), end: daysAgo(1) });
    assert.deepEqual([...(beforeByBucket ?? [])], [BILL]);
    const code = totals.values.findIndex(({ id }) => id === 'code_execution');
    assert.deepEqual([totals.billed[code], totals.estimated[code], totals.before?.cost[code]], [0n, 0n, 77n]);
    assert.equal(total(totals.before?.cost ?? []), BILL);
  });

  it('is nothing where the period before is not known, or was not asked for', () => {
    const unknown = ask({ range: { type: 'last7' }, compare: true });
    assert.deepEqual(unknown.beforeSpan, { start: daysAgo(13), end: daysAgo(7) + 14 * HOUR + 7 * MINUTE });
    assert.deepEqual([unknown.beforeByBucket, unknown.totals.before], [null, null]);
    const unasked = ask({ range: { type: 'yesterday' } });
    assert.deepEqual([unasked.beforeSpan, unasked.beforeByBucket, unasked.totals.before], [null, null, null]);
  });

  it('tells how the period before came about, as a whole', () => {
    const basis = (range: Choice['range'], compare = true) => ask({ range, compare }).beforeBasis;
    assert.equal(basis({ type: 'yesterday' }), 'billed');
    assert.equal(basis({ type: 'today' }), 'estimated');
    assert.equal(basis({ type: 'instants', start: TODAY - 12 * HOUR, end: TODAY + 12 * HOUR }), 'mixed');
    assert.equal(basis({ type: 'last7' }), 'none');
    assert.equal(basis({ type: 'yesterday' }, false), 'none');
  });

  it('is nothing beside a period that is itself not known, or only in part', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(5), daysAgo(1), () => [usageRow(10)]);
    made.read('1h', TODAY, TODAY + 14 * HOUR, () => [usageRow(10)], { readAt: AT });
    made.read('1m', TODAY + 14 * HOUR, AT, () => [], { readAt: AT });
    for (const ago of [2, 3, 4, 5]) made.bill(daysAgo(ago), [costRow(2400n)]);
    const asker = new Asker(made.ledger);
    const besides = (range: Choice['range']) => {
      const { beforeByBucket, totals, beforeBasis } = asker.ask({ range, compare: true }, BOTH);
      return [beforeByBucket && [...beforeByBucket], totals.before && total(totals.before.cost), beforeBasis];
    };
    // The 18th is not read.
    assert.deepEqual(besides({ type: 'days', from: '2026-11-18', to: '2026-11-18' }), [null, null, 'none']);
    assert.deepEqual(besides({ type: 'days', from: '2026-11-17', to: '2026-11-18' }), [null, null, 'none']);
    assert.deepEqual(besides({ type: 'days', from: '2026-11-17', to: '2026-11-17' }), [[2400n], 2400n, 'billed']);
  });

  it('counts and shares are compared as they are', () => {
    const tokens = ask({ range: { type: 'yesterday' }, compare: true, measure: 'tokens' });
    assert.deepEqual([...(tokens.beforeByBucket ?? [])], [4920]);
    const rate = ask({ range: { type: 'yesterday' }, compare: true, measure: 'cacheHitRate' });
    assert.deepEqual([...(rate.beforeByBucket ?? [])], [0.5]);
  });
});

describe('the week', () => {
  it('sums the hours of weekdays, and counts those that are known', () => {
    const { week } = ask({ range: { type: 'last7' }, by: 'model' });
    // Friday 13 to Thursday 19 November 2026: Thursday's hours from 14:07 on are not known.
    const thursday = 3 * 24;
    assert.deepEqual([...week.hours.slice(thursday + 12, thursday + 16)], [1, 1, 0, 0]);
    assert.equal(week.amounts?.[thursday + 3], 470n);
    assert.equal(week.amounts?.[thursday + 14], 35n);
    assert.deepEqual([week.counts, week.wholes], [null, null]);
    assert.equal(
      week.hours.reduce((sum, hours) => sum + hours, 0),
      6 * 24 + 14,
    );
    // Code execution belongs to no hour.
    assert.equal(total(week.amounts?.slice(0, 24) ?? []), BILL - 77n);
  });

  it('is of the zone, and halves an hour between two in half-hour zones', () => {
    const yesterday = { type: 'days', from: '2026-11-16', to: '2026-11-16' } as const;
    const berlin = ask({ range: yesterday, measure: 'output' }, { ...BOTH, zone: 'Europe/Berlin' } as typeof BOTH);
    assert.deepEqual([...(berlin.week.counts?.slice(0, 24) ?? [])], new Array(24).fill(5));
    using at = office();
    const hours = (day: number) => day + 18 * HOUR;
    for (const day of [daysAgo(4), daysAgo(3), daysAgo(2), daysAgo(1)]) {
      at.made.read('1m', hours(day), hours(day) + HOUR, (start) => (start === hours(day) ? [usageRow(50)] : []));
    }
    const { week, chart } = at.asker.ask(
      { range: yesterday, measure: 'uncachedInput' },
      { ...BOTH, zone: 'Asia/Kolkata' },
    );
    assert.equal(starts(chart)[0], '11-15T18:30');
    assert.deepEqual([...week.hours.slice(0, 24)], new Array(24).fill(1));
    assert.equal(week.counts?.[5], 90);
  });
});

describe('what is kept', () => {
  it('is made anew when the ledger has changed, and freed when it is cleared', () => {
    using at = office();
    const choice = { range: { type: 'today' }, measure: 'uncachedInput', by: 'costType' } as const;
    assert.deepEqual(cellsOf(at.asker.ask(choice, BOTH).chart), { Tokens: [14 * 90 + 35] });
    at.made.read('1h', TODAY, TODAY + HOUR, () => [usageRow(1)], { readAt: AT });
    assert.deepEqual(cellsOf(at.asker.ask(choice, BOTH).chart), { Tokens: [13 * 90 + 35 + 1] });
    at.asker.cubes.clear();
    assert.equal(at.asker.cubes.traits.all.length, 0);
    assert.deepEqual(cellsOf(at.asker.ask(choice, BOTH).chart), { Tokens: [13 * 90 + 35 + 1] });
  });

  it('is of one default workspace once its id is known', () => {
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

  it('a moment with nothing known gives empty columns, not an error', () => {
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

describe('hours of a span of instants', () => {
  it('are told for what a click on a day or an hour leads to', () => {
    const range = { type: 'instants', start: daysAgo(2) + 3 * HOUR, end: daysAgo(2) + 5 * HOUR } as const;
    const { chart, span } = ask({ range, unit: 'hour', by: 'costType' });
    assert.deepEqual(span, { start: daysAgo(2) + 3 * HOUR, end: daysAgo(2) + 5 * HOUR });
    assert.deepEqual(cellsOf(chart), { Tokens: [460n, 460n], 'Web search': [10n, 10n] });
    assert.equal(
      ask({ range: { type: 'instants', start: TODAY + 2 * DAY, end: TODAY + 3 * DAY } }).chart.series.length,
      0,
    );
  });
});
