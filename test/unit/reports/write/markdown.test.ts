import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import stringWidth from 'string-width';
import { count, text } from '../../../../src/reports/table/cells.ts';
import { reportCsv } from '../../../../src/reports/write/csv.ts';
import { reportMarkdown } from '../../../../src/reports/write/markdown.ts';
import type { Cell, Table } from '../../../../src/shared/tables/table.ts';
import { assertGolden } from '../../../support/golden.ts';
import { costTable, HOSTILE, reportOf } from './reportOf.ts';

const written = (table: Table, locale = 'en-US') =>
  reportMarkdown(reportOf({ locale, sections: [{ title: 'One', paragraphs: [], table }] }));

/** The cells of the document's only table as they are read; the head first, the total last. */
function cellsOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('| ') && !/^[|\s:-]+$/.test(line));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.replace(/\\|\*\*/g, '').trim()),
  );
}

/** Cells of one column as they are printed. */
function columnOf(...cells: readonly [Cell, ...Cell[]]): string[] {
  const columns = [{ key: 'x', title: 'X', kind: cells[0].kind }];
  const printed = cellsOf(written({ key: 'one', columns, rows: cells.map((cell) => [cell]), total: null }));
  return printed.slice(1).map(([cell = '']) => cell);
}

/** Cents of `≈-$1,234.56`; what is below a cent adds nothing. */
function centsOf(printed: string): number {
  return printed.startsWith('<') || printed === '—' ? 0 : Number(printed.replace(/[^\d-]/g, ''));
}

function addUp(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? NaN), 0);
}

describe('a report as Markdown', () => {
  it('a report as Markdown has all of it, with numbers that line up and add up', () => {
    assertGolden(reportMarkdown(reportOf()), 'report.md');
  });

  it('a report as Markdown has tables whose lines are of one width', () => {
    const tables = reportMarkdown(reportOf())
      .split('\n\n')
      .filter((part) => part.startsWith('|'));
    assert.equal(tables.length, 2);
    for (const table of tables) assert.equal(new Set(table.split('\n').map((line) => stringWidth(line))).size, 1);
  });

  const linesOf = (least: bigint) => {
    const amount = fc.bigInt({ min: least, max: 10n ** 10n });
    const line = fc.record({ name: fc.constant('A'), parts: fc.tuple(amount, amount, amount) });
    return fc.array(line, { minLength: 1, maxLength: 30 });
  };

  it('a report as Markdown prints cents that add up to the totals, down and along, with credits among them', () => {
    fc.assert(
      fc.property(linesOf(-(10n ** 10n)), (lines) => {
        const [titles = [], ...cells] = cellsOf(written(costTable(lines)));
        // A total that is not above zero has no shares, and so no column of them.
        const money = titles.flatMap((title, at) => (['Workspace', 'Share'].includes(title) ? [] : [at]));
        const rows = cells.map((row) => money.map((at) => centsOf(row[at] ?? '')));
        const total = rows.at(-1) ?? [];
        const body = rows.slice(0, -1);
        assert.equal(body.length, lines.length);
        for (const at of [0, 1, 2, 3]) assert.equal(addUp(body.map((row) => row[at])), total[at]);
        for (const row of rows) assert.equal(addUp(row.slice(1)), row[0]);
      }),
      { numRuns: 100 },
    );
  });

  it('a report as Markdown prints shares of a total that add up to 100.0%', () => {
    fc.assert(
      fc.property(linesOf(1n), (lines) => {
        const [titles = [], ...rows] = cellsOf(written(costTable(lines)));
        const shares = rows.map((row) => centsOf(row[titles.indexOf('Share')] ?? ''));
        assert.deepEqual([addUp(shares.slice(0, -1)), shares.at(-1)], [1000, 1000]);
      }),
      { numRuns: 100 },
    );
  });

  it('a report as Markdown marks unbilled cost, and keeps unknown, zero and next to nothing apart', () => {
    assert.deepEqual(
      columnOf(
        { kind: 'money', amount: 1_240_000_000n, basis: 'billed' },
        { kind: 'money', amount: 1_240_000_000n, basis: 'estimated' },
        { kind: 'money', amount: 1_240_000_000n, basis: 'mixed' },
        { kind: 'money', amount: null, basis: 'none' },
        { kind: 'money', amount: 0n, basis: 'none' },
        { kind: 'money', amount: 0n, basis: 'billed' },
        { kind: 'money', amount: 1n, basis: 'estimated' },
        { kind: 'money', amount: -1_240_000_000n, basis: 'billed' },
      ),
      ['$12.40', '≈$12.40', '≈$12.40', '—', '—', '$0.00', '<$0.01', '-$12.40'],
    );
  });

  it('a report as Markdown says how many tokens have no price, never as $0', () => {
    assert.deepEqual(
      columnOf(
        { kind: 'money', amount: 100_000_000n, basis: 'estimated', unpricedTokens: 1_234_567 },
        { kind: 'money', amount: null, basis: 'estimated', unpricedTokens: 42 },
        { kind: 'money', amount: 0n, basis: 'estimated', unpricedTokens: 42 },
      ),
      ['≈$1.00 + 1.2M unpriced tokens', '42 unpriced tokens', '42 unpriced tokens'],
    );
  });

  it('a report as Markdown says as which kind tokens have no price, where they have one as they are', () => {
    assert.deepEqual(
      columnOf({ kind: 'money', amount: null, basis: 'estimated', unpricedTokens: 42, unpricedAs: 'in batch' }),
      ['42 unpriced tokens in batch'],
    );
  });

  it('a report as Markdown prints rates fine enough for a cache read, where there is one', () => {
    const round: Cell = { kind: 'rate', perMillion: 1_500_000_000n, basis: 'billed' };
    assert.deepEqual(columnOf(round), ['$15.00']);
    assert.deepEqual(
      columnOf(
        { kind: 'rate', perMillion: 1_500_000_000n, basis: 'billed' },
        { kind: 'rate', perMillion: 8_550_000n, basis: 'estimated' },
        { kind: 'rate', perMillion: 500_000_000n, basis: 'none' },
        { kind: 'rate', perMillion: null, basis: 'none' },
      ),
      ['$15.0000', '≈$0.0855', '$5.0000', '—'],
    );
  });

  it('a report as Markdown prints counts, ratios and changes', () => {
    assert.deepEqual(columnOf({ kind: 'count', value: 1_234_567 }, { kind: 'count', value: null }), ['1,234,567', '—']);
    assert.deepEqual(
      columnOf({ kind: 'ratio', value: 9.66 }, { kind: 'ratio', value: -0.04 }, { kind: 'ratio', value: null }),
      ['9.7', '0.0', '—'],
    );
    const change = (fraction: number | 'new' | null): Cell => ({ kind: 'change', fraction });
    assert.deepEqual(columnOf(change(0.123), change(-0.5), change(-0.001), change('new'), change(null), change(NaN)), [
      '+12.3%',
      '-50.0%',
      '-0.1%',
      'new',
      '—',
      '—',
    ]);
  });

  it('a report as Markdown writes figures and days as the locale does; an unknown locale is no error', () => {
    const table: Table = {
      key: 'one',
      columns: [
        { key: 'cost_usd', title: 'Cost', kind: 'money' },
        { key: 'rate', title: 'Rate', kind: 'rate' },
      ],
      rows: [
        [
          { kind: 'money', amount: 123_456_000_000n, basis: 'billed' },
          { kind: 'rate', perMillion: 8_550_000n, basis: 'billed' },
        ],
      ],
      total: null,
    };
    assert.deepEqual(cellsOf(written(table, 'de'))[1], ['1.234,56 $', '0,0855 $']);
    assert.match(written(table, 'de'), /- Period: So\., 1\. Nov\. 2026 to /);
    assert.deepEqual(cellsOf(written(table, 'not_a_locale'))[1], ['$1,234.56', '$0.0855']);
  });

  it('a report as Markdown begins with its amount', () => {
    const sum = {
      amount: 1n,
      basis: 'billed',
      lead: 'Sums to $9.00, the bill for *October* 2026.',
      words: 'More.',
    } as const;
    const [, first] = reportMarkdown(reportOf({ sum })).split('\n\n');
    assert.equal(first, '**Sums to $9.00, the bill for \\*October\\* 2026.** More.');
  });

  it('a report as Markdown never breaks a date, and shortens tokens', () => {
    const table: Table = {
      key: 'by-day',
      columns: [
        { key: 'day', title: 'Day', kind: 'text', unbroken: true },
        { key: 'tokens', title: 'Tokens', kind: 'count', short: true },
      ],
      rows: [[text('Sun, Nov 1'), count(4_612_345)]],
      total: null,
    };
    const sections = [{ title: 'By day', paragraphs: [], table }];
    assert.match(reportMarkdown(reportOf({ sections })), /^\| Sun,\u00a0Nov\u00a01 \| +4\.6M \|$/m);
    assert.match(reportCsv({ sections }), /"Sun, Nov 1",4612345/);
  });

  it('a report as Markdown has the times of its zone, and names it', () => {
    const period = { ...reportOf().period, zone: 'Asia/Tokyo', end: reportOf().period.start + 1, running: false };
    const report = reportMarkdown(reportOf({ period, checkedAt: null }));
    assert.match(report, /^- Period: Sun, Nov 1, 2026 \(days in Asia\/Tokyo\)$/m);
    assert.match(report, /^- Data to Sun, Nov 22, 2026, 23\\?:05 GMT\+9$/m);
  });

  it('a report as Markdown says that an empty period is empty, and still what is not in it', () => {
    const report = reportMarkdown(reportOf({ sections: [], sample: false, narrowedTo: '', organization: 'Acme' }));
    assert.match(report, /\n\nNo usage in this period\.\n\n## Not included\n\n/);
    assert.match(report, /^- Organization: Acme$/m);
    assert.doesNotMatch(report, /≈|Narrowed/);
  });

  it('a report as Markdown says only what is known of a period that has not been read', () => {
    const report = reportMarkdown(reportOf({ sections: [], known: false }));
    assert.match(report, /No usage in the data available for this period\./);
  });

  it('a report as Markdown says so where a table has nothing to list', () => {
    assert.match(written({ ...costTable([]), total: null }), /## One\n\nNothing to list\.\n/);
  });

  it('a report as Markdown cuts a name that would push the figures off the screen, and none of our own words', () => {
    const [name, words] = columnOf(text('n'.repeat(500), 'key_1'), text('w'.repeat(100)));
    assert.equal(name, `${'n'.repeat(79)}…`);
    assert.equal(words, 'w'.repeat(100));
  });

  it('a report as Markdown has the notes of its days in a line, as text', () => {
    const notes = [
      { at: Date.UTC(2026, 10, 12), text: 'migration' },
      { at: Date.UTC(2026, 10, 14), text: '<b>*back*</b>' },
    ];
    const html = new MarkdownIt({ html: true, linkify: true }).render(reportMarkdown(reportOf({ notes })));
    assert.match(html, /<li>Notes: Nov 12: migration; Nov 14: &lt;b&gt;\*back\*&lt;\/b&gt;<\/li>/);
    assert.doesNotMatch(reportMarkdown(reportOf()), /Notes:/);
  });

  it('a report as Markdown dates a note as UTC does, whatever the zone of its days', () => {
    for (const zone of ['America/Los_Angeles', 'Asia/Tokyo']) {
      const period = { start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 11, 1), zone, running: false };
      const report = reportOf({ period, notes: [{ at: Date.UTC(2026, 10, 12), text: 'migration' }] });
      assert.match(reportMarkdown(report), /Notes: Nov 12: migration/);
    }
  });

  it('a report as Markdown shows hostile names as plain text', () => {
    const preview = new MarkdownIt({ html: true, linkify: true });
    const html = preview.render(reportMarkdown(reportOf()));
    const tags = new Set(html.match(/<[a-z][a-z0-9]*/g));
    const expected = ['h1', 'p', 'ul', 'li', 'h2', 'table', 'thead', 'tr', 'th', 'tbody', 'td', 'strong'];
    assert.deepEqual(tags, new Set(expected.map((tag) => `<${tag}`)));
    const shown = HOSTILE.replace('\n', ' ').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    assert.equal(html.split(shown).length - 1, 6);
  });
});
