import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EXPLORER_COLUMNS, explorerCsv } from '../../../src/export/explorerCsv.ts';
import { type Explorer, NO_USAGE, REST } from '../../../src/shared/explorer.ts';
import { NO_AMOUNT } from '../../../src/shared/previousPeriod.ts';
import { bucket, costChart, DAY, explorerOf, MODELS, START, THREE_DAYS, withMeasure } from './explorerOf.ts';
import { readCsv } from './readCsv.ts';

type Row = Readonly<Record<(typeof EXPLORER_COLUMNS)[number], string>>;

function rowsOf(explorer: Explorer, organization = 'Acme Robotics'): Row[] {
  const [head, ...rows] = readCsv(explorerCsv(explorer, organization));
  assert.deepEqual(head, EXPLORER_COLUMNS);
  return rows.map((cells) => {
    assert.equal(cells.length, EXPLORER_COLUMNS.length);
    return Object.fromEntries(EXPLORER_COLUMNS.map((column, at) => [column, cells[at]])) as Row;
  });
}

/** Decimal dollars as millionths of a cent. */
function moneyOf(text: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.(\d{8})$/.exec(text) ?? assert.fail(text);
  return BigInt(`${sign}${whole}${fraction}`);
}

describe('explorerCsv of cost', () => {
  it('explorerCsv has a row for each bucket and series, oldest bucket first', () => {
    const rows = rowsOf(explorerOf());
    assert.equal(rows.length, 9);
    assert.deepEqual(rows[0], {
      organization: 'Acme Robotics',
      bucket_start: '2026-11-20T00:00:00Z',
      bucket_end: '2026-11-21T00:00:00Z',
      bucket: 'day',
      dimension: 'model',
      id: 'claude-opus-5-5',
      name: 'Opus 5.5',
      measure: 'cost',
      amount: '12.34567000',
      part: '',
      whole: '',
      basis: 'billed',
      currency: 'USD',
      unpriced_tokens: '0',
      bucket_cut: '',
      previous_amount: '10.00000000',
      previous_start: '2026-11-17T00:00:00Z',
      previous_end: '2026-11-19T14:00:00Z',
      notes: '',
    });
    assert.deepEqual(
      rows.map((row) => row.bucket_start.slice(8, 10)),
      ['20', '20', '20', '21', '21', '21', '22', '22', '22'],
    );
  });

  it('explorerCsv has the marks of a bucket once, and no spreadsheet runs them', () => {
    const marks = [
      { kind: 'alert', at: START + DAY, text: '=cmd|calc' },
      { kind: 'note', at: START + DAY, text: 'a "b", c' },
    ] as const;
    const [head = [], ...rows] = readCsv(explorerCsv(explorerOf(), 'Acme', marks));
    const column = head.indexOf('notes');
    assert.deepEqual(
      rows.map((row) => row[column]),
      ['', '', '', '\'=cmd|calc; Note: a "b", c', '', '', '', '', ''],
    );
  });

  it('explorerCsv has the previous period once for each bucket, and nothing of a bucket that it does not have', () => {
    const compared = (previousByBucket: Explorer['previousByBucket']) =>
      rowsOf(explorerOf({ previousByBucket })).map((row) => [row.previous_amount, row.previous_end.slice(0, 10)]);
    const [none, there] = [
      ['', ''],
      ['7.00000000', '2026-11-19'],
    ];
    const money = BigInt64Array.of(700_000_000n, NO_AMOUNT, 700_000_000n);
    assert.deepEqual(compared(money), [there, none, none, none, none, none, there, none, none]);
    assert.ok(compared(null).every(([amount]) => amount === ''));
  });

  it('explorerCsv writes zero for a series without usage in a known bucket, with the basis of the bucket', () => {
    const row = rowsOf(explorerOf())[5];
    assert.deepEqual([row?.name, row?.amount, row?.basis], ['Web search', '0.00000000', 'mixed']);
  });

  it('explorerCsv leaves the amount of unpriced usage empty, and counts its tokens', () => {
    const row = rowsOf(explorerOf())[7];
    assert.deepEqual([row?.amount, row?.basis, row?.unpriced_tokens], ['', 'estimated', '1200']);
  });

  it('explorerCsv marks a bucket that is cut, and no other', () => {
    const buckets = [
      bucket(START, START + DAY, 'billed'),
      { ...bucket(START + DAY, START + 1.5 * DAY, 'billed'), cut: true },
    ];
    const chart = costChart(
      [
        [
          [1, 'billed'],
          [2, 'billed'],
        ],
      ],
      { buckets, series: MODELS.slice(0, 1) },
    );
    assert.deepEqual(
      rowsOf(explorerOf({ chart })).map((row) => row.bucket_cut),
      ['', 'true'],
    );
  });

  it('explorerCsv leaves an unknown amount empty, never zero', () => {
    const chart = costChart([[[0, 'none']]], {
      buckets: [bucket(START, START + DAY, 'none')],
      series: MODELS.slice(0, 1),
    });
    const [row] = rowsOf(explorerOf({ chart }));
    assert.deepEqual([row?.amount, row?.basis], ['', 'unknown']);
  });

  it('explorerCsv leaves amount and basis of a series without dollars empty, such as Priority Tier', () => {
    const none = THREE_DAYS.map(() => [0, 'none'] as const);
    const chart = costChart([none], { series: MODELS.slice(0, 1) });
    assert.deepEqual(
      rowsOf(explorerOf({ chart })).map((row) => [row.amount, row.basis]),
      [
        ['', ''],
        ['', ''],
        ['', ''],
      ],
    );
  });

  it('explorerCsv writes every amount exactly, and all of them add up to the chart', () => {
    const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 9, maxLength: 9 }), (amounts) => {
        const chart = { ...costChart(MODELS.map(() => THREE_DAYS.map(() => [0, 'billed'] as const))) };
        const exact = { ...chart, amounts: BigInt64Array.from(amounts) };
        const written = rowsOf(explorerOf({ chart: exact })).map((row) => moneyOf(row.amount));
        const byTime = [0, 1, 2].flatMap((day) => [0, 3, 6].map((series) => amounts[series + day] ?? 0n));
        assert.deepEqual(written, byTime);
      }),
      { numRuns: 50 },
    );
  });

  it('explorerCsv names the remaining series Other, without an id', () => {
    const series = [...MODELS.slice(0, 2), { id: REST, name: 'all the rest' }];
    const row = rowsOf(explorerOf({ chart: { ...explorerOf().chart, series } }))[2];
    assert.deepEqual([row?.id, row?.name, row?.amount], ['', 'Other', '0.01000000']);
  });

  it('explorerCsv writes no id for unallocated cost', () => {
    const chart = { ...explorerOf().chart, series: [{ id: NO_USAGE, name: 'Non-token charges' }] };
    const [row] = rowsOf(explorerOf({ chart }));
    assert.deepEqual([row?.id, row?.name], ['', 'Non-token charges']);
  });

  it('explorerCsv writes each bucket with its own offset from UTC in the zone it is cut in', () => {
    const clocksBack = Date.UTC(2026, 9, 24, 22);
    const buckets = [
      bucket(clocksBack, clocksBack + 25 * 3_600_000, 'billed'),
      bucket(clocksBack + 25 * 3_600_000, clocksBack + 49 * 3_600_000, 'billed'),
    ];
    const cells = [[1, 'billed'] as const, [2, 'billed'] as const];
    const chart = costChart([cells], { zone: 'Europe/Zurich', buckets, series: MODELS.slice(0, 1) });
    assert.deepEqual(
      rowsOf(explorerOf({ chart })).map((row) => [row.bucket_start, row.bucket_end]),
      [
        ['2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'],
        ['2026-10-26T00:00:00+01:00', '2026-10-27T00:00:00+01:00'],
      ],
    );
    const west = costChart([cells], { zone: 'America/St_Johns', buckets, series: MODELS.slice(0, 1) });
    assert.equal(rowsOf(explorerOf({ chart: west }))[0]?.bucket_start, '2026-10-24T19:30:00-02:30');
  });

  it('explorerCsv keeps hostile names as text, each in its cell', () => {
    const hostile = ['=cmd()', 'a,"b"\r\n=c', '@x'].map((name, at) => ({ id: `-id${at}`, name }));
    const chart = { ...explorerOf().chart, series: hostile };
    const rows = rowsOf(explorerOf({ chart }), '+org');
    assert.deepEqual(
      rows.slice(0, 3).map((row) => [row.organization, row.id, row.name]),
      [
        ["'+org", "'-id0", "'=cmd()"],
        ["'+org", "'-id1", `a,"b"\r\n'=c`],
        ["'+org", "'-id2", "'@x"],
      ],
    );
  });

  it('explorerCsv writes a month of hours of eighty series within moments', () => {
    const buckets = Array.from({ length: 744 }, (_, at) =>
      bucket(START + at * 3_600_000, START + (at + 1) * 3_600_000, 'billed'),
    );
    const series = Array.from({ length: 80 }, (_, at) => ({ id: `apikey_${at}`, name: `Key ${at}` }));
    const size = buckets.length * series.length;
    const chart = {
      ...costChart([], { buckets, series }),
      amounts: new BigInt64Array(size).fill(123_456_789n),
      bases: new Uint8Array(size).fill(1),
      unpricedTokens: new Float64Array(size),
    };
    const lines = explorerCsv(explorerOf({ chart }), 'Acme').split('\r\n');
    assert.equal(lines.length, size + 2);
  });
});

describe('explorerCsv of counts and shares', () => {
  const frame = { unit: 'day' as const, zone: 'UTC', buckets: THREE_DAYS, series: MODELS.slice(0, 1) };

  it('explorerCsv of a count has whole units, without a basis or a currency', () => {
    const chart = { kind: 'count' as const, ...frame, amounts: Float64Array.of(0, 9_007_199_254_740_991, 7) };
    assert.deepEqual(
      rowsOf(withMeasure('tokens', chart)).map((row) => [row.amount, row.basis, row.currency, row.unpriced_tokens]),
      [
        ['0', '', '', ''],
        ['9007199254740991', '', '', ''],
        ['7', '', '', ''],
      ],
    );
  });

  it('explorerCsv of a count leaves an unknown amount empty', () => {
    const chart = {
      kind: 'count' as const,
      ...frame,
      buckets: [bucket(START, START + DAY, 'none')],
      amounts: Float64Array.of(0),
    };
    const [row] = rowsOf(withMeasure('tokens', chart));
    assert.deepEqual([row?.amount, row?.basis], ['', 'unknown']);
  });

  it('explorerCsv of a share has part and whole beside the ratio, which is empty where the whole is zero', () => {
    const chart = {
      kind: 'share' as const,
      ...frame,
      parts: Float64Array.of(1, 2, 0),
      wholes: Float64Array.of(3, 2, 0),
    };
    assert.deepEqual(
      rowsOf(withMeasure('cacheHitRate', chart)).map((row) => [row.amount, row.part, row.whole]),
      [
        ['0.333333', '1', '3'],
        ['1.000000', '2', '2'],
        ['', '0', '0'],
      ],
    );
  });
});
