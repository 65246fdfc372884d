import assert from 'node:assert/strict';
import type { ReportChart } from '../../../../../src/reports/chart.ts';
import { count, money, text } from '../../../../../src/reports/table/cells.ts';
import { chartHtml } from '../../../../../src/reports/write/chart/chartHtml.ts';
import { createFormat } from '../../../../../src/shared/format.ts';
import type { Cell, Table } from '../../../../../src/shared/tables/table.ts';
import { dollars } from '../../made.ts';

const FORMAT = createFormat('en-US', 'UTC');

function tableOf(
  rows: readonly (readonly [name: string, ...figures: Cell[]])[],
  kind: 'money' | 'share' | 'count' = 'money',
): Table {
  const width = (rows[0]?.length ?? 2) - 1;
  const figures = Array.from({ length: width }, (_, at) => ({ key: `v${at}`, title: `Series ${at}`, kind }));
  return {
    key: 'made',
    columns: [{ key: 'name', title: 'Name', kind: 'text' }, ...figures],
    rows: rows.map(([name, ...cells]) => [text(name), ...cells]),
    total: null,
  };
}

function drawn(chart: Partial<ReportChart> & Pick<ReportChart, 'table'>): string {
  return chartHtml({ title: 'Cost', shape: 'ranked', labels: ['name'], values: ['v0'], ...chart }, FORMAT);
}

const all = (html: string, pattern: RegExp) => Array.from(html.matchAll(pattern), ([, found]) => found);
const paid = (amount: number) => money(dollars(amount), 'billed');

describe('a ranked chart', () => {
  const bars = (html: string) => all(html, /<rect class="mark[^"]*" x="([^"]+" width="[^"]+)"/g);

  it('a ranked chart has the largest bar first, each with its name and its figure', () => {
    const html = drawn({
      table: tableOf([
        ['Small', paid(1)],
        ['Large', paid(4)],
        ['Middle', paid(2)],
      ]),
    });
    assert.deepEqual(all(html, /class="name" title="(\w+)"/g), ['Large', 'Middle', 'Small']);
    assert.deepEqual(all(html, /class="figure">([^<]+)</g), ['$4.00', '$2.00', '$1.00']);
    assert.deepEqual(bars(html), ['0%" width="100%', '0%" width="50%', '0%" width="25%']);
  });

  it('a ranked chart draws falls to the left of zero and rises to the right', () => {
    const html = drawn({
      table: tableOf([
        ['Up', paid(3)],
        ['Down', paid(-1)],
      ]),
    });
    assert.deepEqual(bars(html), ['25%" width="75%', '0%" width="25%']);
    assert.deepEqual(all(html, /<line class="axis" x1="([^"]+)"/g), ['25%', '25%']);
  });

  it('a ranked chart sums what is beyond ten bars, so that its bars come to the total', () => {
    const rows = Array.from({ length: 13 }, (_, at) => [`n${at}`, paid(13 - at)] as const);
    const html = drawn({ table: tableOf(rows) });
    assert.equal(bars(html).length, 11);
    assert.deepEqual(all(html, /class="name" title="([^"]+)"/g).at(-1), '3 others');
    assert.deepEqual(all(html, /class="figure">([^<]+)</g).at(-1), '$6.00');
  });

  it('a ranked chart of eleven bars has no others: the last is like the rest', () => {
    const rows = Array.from({ length: 11 }, (_, at) => [`n${at}`, paid(11 - at)] as const);
    const marks = all(drawn({ table: tableOf(rows) }), /<rect class="mark ([^"]*)"/g);
    assert.deepEqual(marks, Array(11).fill('s0'));
  });

  it('a ranked chart of a table too long to print has one bar of all others, at the end', () => {
    const rows = Array.from({ length: 600 }, (_, at) => [`n${at}`, paid(600 - at)] as const);
    const total = [text('Total'), paid((600 * 601) / 2)];
    const html = drawn({ table: { ...tableOf(rows), total } });
    const names = all(html, /class="name" title="([^"]+)"/g);
    assert.deepEqual(names, [...rows.slice(0, 10).map(([name]) => name), '590 others']);
    assert.equal(all(html, /class="figure">([^<]+)</g).at(-1), '$174,345.00');
  });

  it('a ranked chart of shares names how many are not drawn, as they cannot be added up', () => {
    const rows = Array.from(
      { length: 13 },
      (_, at) => [`n${at}`, { kind: 'share', fraction: 0.01 * (at + 1) }] as const,
    );
    const html = drawn({ table: tableOf(rows, 'share') });
    assert.equal(bars(html).length, 10);
    assert.match(html, /And 3 more in the table\./);
  });

  it('a ranked chart marks its limit, and what is beyond it', () => {
    const share = (fraction: number | null): Cell => ({ kind: 'share', fraction });
    const table = tableOf(
      [
        ['Under', share(0.5)],
        ['Over', share(1.25)],
        ['Unused', share(0)],
        ['Unknown', share(null)],
      ],
      'share',
    );
    const html = drawn({ table, limit: 1 });
    assert.deepEqual(all(html, /class="name" title="(\w+)"/g), ['Over', 'Under', 'Unused']);
    assert.deepEqual(all(html, /<rect class="track" width="([^"]+)"/g), ['80%', '80%', '80%']);
    assert.deepEqual(all(html, /<rect class="(mark s\d)"/g), ['mark s4', 'mark s0', 'mark s0']);
  });

  it('a ranked chart marks estimates by their sign alone: mostly all of its bars have a part of them', () => {
    const table = tableOf([
      ['Billed', paid(2)],
      ['Estimated', money(dollars(1), 'estimated')],
    ]);
    const html = drawn({ table });
    assert.deepEqual(all(html, /<rect class="(mark[^"]*)"/g), ['mark s0', 'mark s0']);
    assert.deepEqual(all(html, /class="figure">([^<]+)</g), ['$2.00', '≈$1.00']);
    assert.doesNotMatch(html, /legend/);
  });

  it('a chart is nothing where no figure is known', () => {
    for (const shape of ['ranked', 'overTime', 'runningTotal'] as const) {
      assert.equal(drawn({ table: tableOf([['Unknown', money(null, 'none')]]), shape }), '');
      assert.equal(drawn({ table: tableOf([]), shape }), '');
    }
  });
});

describe('a chart over time', () => {
  const days = tableOf([
    ['Nov 1', paid(10), paid(5)],
    ['Nov 2', paid(20), money(null, 'none')],
    ['Nov 3', money(dollars(-4), 'billed'), money(dollars(8), 'estimated')],
  ]);
  const rects = (html: string) => all(html, /<rect class="mark [^>]* y="([^"]+" height="[^"]+)"><title>/g);

  it('a chart over time has a column for each row, on an axis of round amounts', () => {
    const html = drawn({ table: days, shape: 'overTime' });
    assert.deepEqual(all(html, /<title>([^<]+)</g), ['Nov 1: $10.00', 'Nov 2: $20.00', 'Nov 3: -$4.00']);
    assert.deepEqual(all(html, /<text x="\d+" y="[\d.]+">([^<]+)</g), ['-$10', '$0', '$10', '$20']);
    // 180 pixels for 30 dollars, from 8 on.
    assert.deepEqual(rects(html), ['68" height="60', '8" height="120', '128" height="24']);
  });

  it('a chart over time stacks its series, what is above zero and what is below', () => {
    const html = drawn({ table: days, shape: 'overTime', values: ['v0', 'v1'], colors: { v0: 2 } });
    assert.deepEqual(all(html, /<title>([^<]+)</g), [
      'Nov 1, Series 0: $10.00',
      'Nov 1, Series 1: $5.00',
      'Nov 2, Series 0: $20.00',
      'Nov 3, Series 0: -$4.00',
      'Nov 3, Series 1: ≈$8.00',
    ]);
    assert.deepEqual(all(html, /<rect class="(mark [^"]+)" x="[^0]/g), [
      'mark s2',
      'mark so',
      'mark s2',
      'mark s2',
      'mark so e',
    ]);
    assert.deepEqual(rects(html).slice(0, 2), ['68" height="60', '38" height="30']);
    assert.match(html, /<\/svg>Series 0<\/li><li>.*<\/svg>Series 1<\/li>/);
  });

  it('a running total is a line of the sum so far, broken where nothing is known', () => {
    const table = tableOf([
      ['Nov 1', paid(10)],
      ['Nov 2', paid(20)],
      ['Nov 3', money(null, 'none')],
      ['Nov 4', paid(10)],
    ]);
    const html = drawn({ table, shape: 'runningTotal' });
    assert.deepEqual(all(html, /<circle class="mark s0" cx="[^"]+" cy="([^"]+)"/g), ['143', '53', '8']);
    assert.equal(all(html, /<(line) class="line s0"/g).length, 1);
    assert.deepEqual(all(html, /<title>([^<]+)</g), ['Nov 1: $10.00', 'Nov 2: $30.00', 'Nov 4: $40.00']);
  });

  it('a chart over time draws nothing of a zero', () => {
    const table = tableOf([
      ['Nov 1', paid(0), paid(5)],
      ['Nov 2', paid(3), paid(0)],
    ]);
    const html = drawn({ table, shape: 'overTime', values: ['v0', 'v1'] });
    assert.deepEqual(all(html, /<title>([^<]+)</g), ['Nov 1, Series 1: $5.00', 'Nov 2, Series 0: $3.00']);
  });

  it('a running total of several series sums the cents that are printed of each, and is estimated from its first estimate on', () => {
    const part = (cents: bigint, basis: 'billed' | 'estimated'): Cell => ({
      kind: 'money',
      amount: 4_000n,
      cents,
      basis,
    });
    const table = tableOf([
      ['Nov 1', part(1n, 'billed'), part(0n, 'billed')],
      ['Nov 2', part(1n, 'billed'), part(1n, 'estimated')],
      ['Nov 3', part(1n, 'billed'), part(0n, 'billed')],
    ]);
    const html = drawn({ table, shape: 'runningTotal', values: ['v0', 'v1'] });
    assert.deepEqual(all(html, /<title>([^<]+)</g), ['Nov 1: $0.01', 'Nov 2: ≈$0.03', 'Nov 3: ≈$0.04']);
    assert.deepEqual(all(html, /<line class="(line[^"]*)"/g), ['line s0 e', 'line s0 e']);
  });

  it('a chart over time is described for whoever cannot see it', () => {
    const html = drawn({ table: days, shape: 'overTime', title: 'Cost "by" day' });
    assert.match(
      html,
      /role="img" aria-label="Cost &quot;by&quot; day: 3 values, from Nov 1 to Nov 3\. The highest is \$20\.00, Nov 2\."/,
    );
  });

  it('a chart over time names its first and last column, and at most five between', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [`d${at}`, count(at)] as const);
    const html = drawn({ table: tableOf(rows, 'count'), shape: 'overTime' });
    assert.deepEqual(all(html, /<text class="\w+" x="[^"]+" y="\d+">([^<]+)</g), [
      'd0',
      'd17',
      'd33',
      'd50',
      'd66',
      'd83',
      'd99',
    ]);
    assert.equal(all(html, /<text class="(mid)"/g).length, 5);
  });
});
