import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { type ViewReportInput, viewReport } from '../../../../src/reports/view/viewReport.ts';
import { reportHtml } from '../../../../src/reports/write/html.ts';
import { reportMarkdown } from '../../../../src/reports/write/markdown.ts';
import type { Basis } from '../../../../src/shared/basis.ts';
import type { Explorer, Value } from '../../../../src/shared/explorer.ts';
import { assertGolden } from '../../../support/golden.ts';
import {
  bucket,
  costChart,
  DAY,
  explorerOf,
  MODELS,
  NOW,
  START,
  THREE_DAYS,
  withMeasure,
} from '../../export/explorerOf.ts';
import { summaryOf } from '../../ui/summaryOf.ts';

const made = (explorer: Explorer, more: Partial<ViewReportInput> = {}) =>
  viewReport({ summary: summaryOf(), explorer, now: null, notes: [], ownedColors: { series: {} }, ...more });
/** With plain spaces in dates. */
const report = (explorer: Explorer, changes = {}) =>
  reportMarkdown(made(explorer, { summary: summaryOf(changes) })).replaceAll('\u00a0', ' ');
const FRAME = { unit: 'day' as const, zone: 'UTC', buckets: THREE_DAYS, series: MODELS.slice(0, 1) };

describe('viewReport', () => {
  it('viewReport writes the panel’s answer with numbers that line up and add up', () => {
    assertGolden(reportMarkdown(made(explorerOf(), { now: NOW })), 'viewReport.md');
  });

  it('viewReport writes notes and alerts next to their day, as text', () => {
    const notes = [{ id: 1, at: START + DAY, text: '<b>migration</b> | [x](command:y)' }];
    const written = reportMarkdown(made(explorerOf(), { notes }));
    const html = new MarkdownIt({ html: true, linkify: true }).render(written);
    assert.match(html, /<td[^>]*>Note: &lt;b&gt;migration&lt;\/b&gt; \| \[x\]\(command:y\)<\/td>/);
  });

  it('viewReport writes tables whose lines have one length', () => {
    const tables = report(explorerOf())
      .split('\n\n')
      .filter((part) => part.startsWith('|'));
    assert.equal(tables.length, 5);
    for (const table of tables) assert.equal(new Set(table.split('\n').map((line) => line.length)).size, 1);
  });

  it('viewReport of tokens counts them, with their shares and the previous period', () => {
    const chart = { kind: 'count' as const, ...FRAME, amounts: Float64Array.of(10_000, 500, 460) };
    const written = report(withMeasure('tokens', chart, { previousByBucket: Float64Array.of(1, 2, 3) }));
    assert.match(written, /^# Tokens by model\n/);
    assert.match(written, /\| Opus 5\.5 +\| +10,500 \| +95\.8% \| +10,450 \| +\+0\.5% \|/);
    assert.match(written, /\| \*\*Total\*\* +\| +\*\*10,960\*\* \| \*\*100\.0%\*\* \| +\*\*11,000\*\* \|/);
    assert.match(written, /\| Sat, Nov 21, 2026 \| +500 \| +2 \|/);
    assert.doesNotMatch(written, /\| Status/);
  });

  it('viewReport of a share gives its part and whole, never a sum of shares', () => {
    const chart = {
      kind: 'share' as const,
      ...FRAME,
      parts: Float64Array.of(1, 2, 0),
      wholes: Float64Array.of(4, 2, 0),
    };
    const written = report(withMeasure('cacheHitRate', chart, { previousByBucket: Float64Array.of(0.5, 0, NaN) }));
    assert.match(written, /\| Opus 5\.5 +\| +87\.0% \| +90\.0% \| +8,700 \| +10,000 \|/);
    assert.match(written, /\| Sun, Nov 22, 2026 \| +— \| +— \|/);
    assert.match(written, /\| \*\*Total\*\* +\| +\*\*50\.0%\*\* \| +\*\*—\*\* \|/);
  });

  it('viewReport draws every hour of a month, though its table folds the oldest', () => {
    const HOUR = DAY / 24;
    const buckets = Array.from({ length: 720 }, (_, at) =>
      bucket(START + at * HOUR, START + (at + 1) * HOUR, 'billed'),
    );
    const chart = { kind: 'count' as const, ...FRAME, unit: 'hour' as const, buckets };
    const hours = withMeasure(
      'tokens',
      { ...chart, amounts: new Float64Array(720).fill(5) },
      { previousByBucket: null },
    );
    const html = reportHtml(made({ ...hours, choice: { ...hours.choice, unit: 'hour', compare: false } }));
    assert.match(html, /720 values, from [^"]+ to [^"]+\. The highest is 5,/);
    assert.match(html, />321 others</);
    assert.doesNotMatch(html, /<title>321 others/);
  });

  it('viewReport begins with no dash where the cost is not known, and says so of tokens without a price', () => {
    const chart = costChart([[[0, 'none']]], { buckets: THREE_DAYS.slice(0, 1), series: MODELS.slice(0, 1) });
    const totals = {
      ...explorerOf().totals,
      values: MODELS.slice(0, 1),
      billed: new BigInt64Array(1),
      mixed: new BigInt64Array(1),
      estimated: new BigInt64Array(1),
      counts: new Float64Array(6),
      before: null,
    };
    const leadOf = (unpriced: number) => {
      const values = unpriced === 0 ? [] : totals.values;
      const of = { ...totals, values, unpricedTokens: Float64Array.of(unpriced) };
      const { sum, lead } = made(explorerOf({ chart, totals: of, previousByBucket: null }));
      return [sum, lead];
    };
    assert.deepEqual(leadOf(0), [null, '']);
    assert.deepEqual(leadOf(5000), [null, 'These tokens have no known price yet.']);
  });

  it('viewReport names the days of a cut week or month', () => {
    const part = { ...bucket(Date.UTC(2026, 7, 25), Date.UTC(2026, 8), 'billed'), cut: true };
    const buckets = [part, bucket(Date.UTC(2026, 8), Date.UTC(2026, 9), 'billed')];
    const chart = { kind: 'count' as const, unit: 'month' as const, zone: 'UTC', buckets, series: MODELS.slice(0, 1) };
    const months = withMeasure('tokens', { ...chart, amounts: Float64Array.of(7, 30) }, { previousByBucket: null });
    const written = report({ ...months, choice: { ...months.choice, unit: 'month' } });
    assert.match(written, /\| Aug 25 – Aug 31 \(part of a month\) \| +7 \|/);
    assert.match(written, /\| September +\| +30 \|/);
  });

  it('viewReport writes a dash, not $0, for usage that is in no bill, such as Priority Tier', () => {
    const priority = {
      ...explorerOf().totals,
      values: [{ id: 'priority', name: 'Priority Tier', detail: '' }],
      billed: BigInt64Array.of(0n),
      mixed: BigInt64Array.of(0n),
      estimated: BigInt64Array.of(0n),
      unpricedTokens: Float64Array.of(0),
      counts: Float64Array.of(900, 0, 0, 0, 0, 0),
      before: null,
    };
    const chart = costChart([], { series: [] });
    const ofNone = { chart, previousByBucket: null };
    assert.match(report(explorerOf({ ...ofNone, totals: priority })), /\| Fri, Nov 20, 2026 \| +— \| not billed/);
    const unused = { ...priority, values: [], counts: new Float64Array() };
    assert.match(report(explorerOf({ ...ofNone, totals: unused })), /\| Fri, Nov 20, 2026 \| +\$0\.00 \| billed/);
  });

  it('viewReport writes no shares of a total that is not above zero, and no change since a credit', () => {
    const { totals } = explorerOf();
    const credited = {
      ...totals,
      values: [MODELS[0], { id: 'credit', name: 'Credit', detail: '' }].filter((value) => value !== undefined),
      billed: BigInt64Array.of(1_200_000_000n, -2_500_000_000n),
      mixed: new BigInt64Array(2),
      estimated: new BigInt64Array(2),
      unpricedTokens: new Float64Array(2),
      counts: new Float64Array(12),
      before: {
        cost: BigInt64Array.of(-1_000_000_000n, 400_000_000n),
        unpricedTokens: new Float64Array(2),
        counts: new Float64Array(12),
      },
    };
    const written = report(explorerOf({ totals: credited, previousBasis: 'billed' }));
    const cells = (name: string) =>
      (written.split('\n').find((line) => new RegExp(`^\\| (\\*\\*)?${name}`).test(line)) ?? '')
        .split('|')
        .map((cell) => cell.replaceAll('*', '').trim())
        .filter((cell) => cell !== '');
    assert.deepEqual(cells('Opus'), ['Opus 5.5', '$12.00', '$12.00', '-$10.00', '—']);
    assert.deepEqual(cells('Credit'), ['Credit', '-$25.00', '-$25.00', '$4.00', '-725.0%']);
    assert.deepEqual(cells('Total'), ['Total', '-$13.00', '-$13.00', '-$6.00', '—']);
  });

  it('viewReport writes a dash, not zero, for a bucket that is not known', () => {
    const chart = costChart([[[0, 'none']]], {
      buckets: [bucket(START, START + DAY, 'none')],
      series: MODELS.slice(0, 1),
    });
    assert.match(
      report(explorerOf({ chart, previousByBucket: null })),
      /\| Fri, Nov 20, 2026 \| +— \| not known yet \|/,
    );
  });

  it('viewReport marks estimates of the previous period and of cache savings with ≈', () => {
    const written = report(explorerOf({ previousBasis: 'estimated' }));
    assert.match(written, /\| Opus 5\.5 .*\| +≈\$36\.00 \| +96\.4% \| +\+12\.1% \|/);
    assert.match(written, /\| Fri, Nov 20, 2026 \| +\$13\.35 \| +≈\$10\.00 \|/);
    assert.match(written, /\| \*\*Total\*\* +\| \*\*≈\$41\.86\*\* \| +\*\*≈\$36\.00\*\* \|/);
    const { cache } = explorerOf();
    const saved = (basis: Basis) => report(explorerOf({ cache: { ...cache, total: { ...cache.total, basis } } }));
    assert.match(saved('estimated'), /\*\*≈\$3\.90\*\* \|.* \*\*8,700\*\* \|/);
    assert.match(saved('billed'), / \*\*\$3\.90\*\* \|.* \*\*8,700\*\* \|/);
  });

  it('viewReport sums known cache savings, and counts the tokens without a rate beside them', () => {
    const { cache } = explorerOf();
    const model = cache.model.map((row, at) => (at === 0 ? row : { ...row, saved: 0n, unratedTokens: 700 }));
    const total = { ...cache.total, saved: 391_200_000n, unratedTokens: 700 };
    const written = report(explorerOf({ cache: { ...cache, model, total } }));
    assert.match(written, /\| +Saved \| .* \| Unpriced tokens \|/);
    assert.match(written, /\| +— \| .*\| +700 \|\n\| \*\*Total\*\* .*\| +\*\*≈\$3\.91\*\* \| .*\| +\*\*700\*\* \|/);
  });

  it('viewReport writes no dollars where no token has a price', () => {
    const chart = costChart([[[0, 'estimated', 7]]], {
      buckets: [bucket(START, START + DAY, 'estimated')],
      series: MODELS.slice(0, 1),
    });
    const [, byDay = ''] = report(explorerOf({ chart, previousByBucket: null })).split('## By day');
    assert.match(byDay, /\| Fri, Nov 20, 2026 \| +— \| +7 \| estimated \|/);
    assert.match(byDay, /\| \*\*Total\*\* +\| +\*\*—\*\* \|/);
  });

  it('viewReport writes no zero for cost that is not known, or usage that is in no bill', () => {
    const { totals, chart } = explorerOf();
    const nothing = new BigInt64Array(3);
    const unpaid = {
      ...totals,
      billed: nothing,
      mixed: nothing,
      estimated: nothing,
      unpricedTokens: new Float64Array(3),
      counts: Float64Array.from({ length: 18 }, (_, at) => (at === 0 ? 1000 : 0)),
    };
    const used = report(explorerOf({ totals: unpaid }));
    assert.match(used, /\| Opus 5\.5 +\| +— \| +— \| +— \| +\$36\.00 \| +— \|/);
    assert.match(used, /\| Sonnet 5\.5 +\| +\$0\.00 \|/);
    const buckets = chart.buckets.map((each) => ({ ...each, basis: 'none' as const }));
    const unknown = report(explorerOf({ totals: unpaid, chart: { ...chart, buckets } }));
    assert.match(unknown, /\| Sonnet 5\.5 +\| +— \|/);
  });

  it('viewReport says so where nothing was used', () => {
    const { totals, cache } = explorerOf();
    const none = { values: [], counts: new Float64Array() };
    const nobody = { ...cache.total, uncached: 0, write5m: 0, write1h: 0, read: 0 };
    const empty = explorerOf({ totals: { ...totals, ...none }, cache: { ...cache, total: nobody } });
    assert.match(report(empty), /## Totals\n\nThere was no usage in this period\./);
    assert.match(report(empty), /## Cache\n\nNo input tokens in this period\./);
  });

  it('viewReport sums the oldest buckets in one row where there are more than four hundred', () => {
    const buckets = Array.from({ length: 500 }, (_, at) => bucket(START + at * DAY, START + (at + 1) * DAY, 'billed'));
    const chart = costChart([buckets.map(() => [1, 'billed'] as const)], { buckets, series: MODELS.slice(0, 1) });
    const [, byDay = ''] = report(explorerOf({ chart, previousByBucket: null })).split('## By day');
    assert.equal(byDay.split('\n## ')[0]?.match(/^\| /gm)?.length, 403);
    assert.match(byDay, /\| 101 others +\|/);
  });

  it('viewReport states the problem, the missing data, and that sample data is made up', () => {
    const problem = { kind: 'offline', message: 'The API cannot be reached.' };
    const written = report(explorerOf({ missing: 'minutes of Nov 20' }), { sample: true, problem });
    assert.match(written, /- Organization: Acme Robotics \(sample data\)\n/);
    assert.match(written, /- Not up to date: The API cannot be reached\.\n/);
    assert.match(written, /- Not fetched yet: minutes of Nov 20\n/);
  });

  it('viewReport writes times of the chart’s zone, and names the zone', () => {
    const chart = { ...explorerOf().chart, zone: 'Asia/Tokyo' };
    const written = report(explorerOf({ chart }));
    assert.match(written, /\(days in Asia\/Tokyo, so far\)\n/);
    assert.match(written, /- Data to Sun, Nov 22, 2026, 23:05/);
  });

  it('viewReport distinguishes namesakes, and cuts a name that would push the figures out of view', () => {
    const [opus, sonnet] = MODELS as readonly [Value, Value];
    const values = [
      { ...opus, name: 'Key', detail: 'sk-…abc' },
      { ...sonnet, name: 'n'.repeat(500) },
    ];
    const written = report(explorerOf({ totals: { ...explorerOf().totals, values } }));
    assert.match(written, /\| Key \(sk-…abc\) +\|/);
    assert.match(written, /\| n{79}… \|/);
  });

  it('viewReport sums the values beyond the three hundred ninety-ninth row in one, so that the table still adds up', () => {
    const { totals } = explorerOf();
    const size = 1000;
    const values = Array.from({ length: size }, (_, at) => ({ id: `key${at}`, name: `Key ${at}`, detail: '' }));
    const many = {
      ...totals,
      values,
      billed: new BigInt64Array(size).fill(1_400_000n),
      mixed: new BigInt64Array(size),
      estimated: new BigInt64Array(size),
      unpricedTokens: new Float64Array(size),
      counts: new Float64Array(size * 6).fill(2),
      before: null,
    };
    const written = report(explorerOf({ totals: many }));
    assert.match(written, /\| 601 others +\| +\$8\.41 \| +\$8\.41 \| +60\.1% \|/);
    assert.match(written, /\| \*\*Total\*\* +\| \*\*\$14\.00\*\* \|/);
    const made = explorerOf();
    const chart = { kind: 'count' as const, ...FRAME, amounts: new Float64Array(3) };
    const counted = report(withMeasure('tokens', chart, { totals: many, previousByBucket: made.previousByBucket }));
    assert.match(counted, /\| 601 others +\| +6,010 \|/);
  });

  it('viewReport draws the panel’s chart in the colours of its values, and its values ranked', () => {
    const { charts } = made(explorerOf(), { ownedColors: { series: { 'claude-sonnet-5-5': 5 } } });
    assert.deepEqual(
      charts.map(({ title, shape }) => [title, shape]),
      [
        ['Cost by model and day', 'overTime'],
        ['Cost by model', 'ranked'],
      ],
    );
    const { values, colors } = charts[0] ?? assert.fail('no chart');
    assert.deepEqual(values, ['series claude-opus-5-5', 'series claude-sonnet-5-5', 'series web_search']);
    assert.deepEqual(
      values.map((key) => colors?.[key]),
      [0, 5, 1],
    );
    const explorer = explorerOf();
    const [total] = made({ ...explorer, choice: { ...explorer.choice, shape: 'cumulative' } }).charts;
    assert.equal(total?.shape, 'runningTotal');
  });

  it('viewReport begins with the answer, and says what it is of', () => {
    const explorer = explorerOf();
    const of = (changes: Partial<Explorer['choice']>) =>
      made({ ...explorer, choice: { ...explorer.choice, ...changes } });
    assert.equal(of({}).sum?.lead, '≈$41.86 so far.');
    assert.deepEqual(of({}).request, { report: 'thisView', from: '2026-11-20', to: '2026-11-22', filters: [] });
    const range = { type: 'instants' as const, start: START, end: START + DAY };
    assert.match(reportMarkdown(of({ range })), /- Period: Fri, Nov 20, 2026, 00:00 to .* \(UTC, so far\)\n/);
    assert.equal(of({ range: { type: 'last30' } }).request.range, 'last30');
  });

  it('viewReport writes hostile names as text', () => {
    const name = '![i](https://evil.example/i.png) <img src=x> | `a` www.evil.com\n# h $x$';
    const hostile = MODELS.map((value) => ({ ...value, name }));
    const made = explorerOf();
    const explorer = {
      ...made,
      choice: { ...made.choice, filters: [{ dimension: 'model', values: ['claude-opus-5-5', name] }] } as const,
      totals: { ...made.totals, values: hostile },
      values: { ...made.values, model: hostile },
      cache: { ...made.cache, model: hostile.map((value) => ({ ...made.cache.total, ...value })) },
      missing: name,
      caveats: [{ about: 'unread', text: name } as const],
    };
    const problem = { kind: 'failed', message: name };
    const written = report(explorer, { organization: name, problem });
    const preview = new MarkdownIt({ html: true, linkify: true });
    const tags = (text: string) => new Set(preview.render(text).match(/<[a-z][a-z0-9]*/g));
    assert.deepEqual(tags(written), tags(report(made)));
    assert.equal(written.match(/!\\\[i\\\]/g)?.length, 12);
  });
});
