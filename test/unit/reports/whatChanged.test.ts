import assert from 'node:assert/strict';
import { buildReport } from '../../../src/reports/buildReport.ts';
import { whatChanged } from '../../../src/reports/whatChanged/whatChanged.ts';
import { reportMarkdown } from '../../../src/reports/write/markdown.ts';
import { roundTable } from '../../../src/reports/write/roundTable.ts';
import { EFFECTS } from '../../../src/shared/change.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import type { Table } from '../../../src/shared/tables/table.ts';
import { used } from '../figures/change/made.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';

const [BEFORE, DAY] = ['2026-11-17', '2026-11-18'];

/** A key that used twice as much, one that broke its cache, a new one and one that is gone, and code execution. */
const MADE: Made = {
  from: DAY,
  to: DAY,
  entries: [
    ...[
      ...used({ uncached: 2, reads: 20, writes: 2 }),
      ...used({ key: 'apikey_evals', workspace: 'wrkspc_research', uncached: 1, reads: 85, writes: 14 }),
      ...used({ key: 'apikey_gone', workspace: '', model: 'claude-sonnet-5-5', uncached: 3 }),
      line({ item: -1, billed: dollars(7) }),
    ].map((own) => ({ day: BEFORE, line: own })),
    ...[
      ...used({ uncached: 4, reads: 40, writes: 4 }),
      ...used({ key: 'apikey_evals', workspace: 'wrkspc_research', uncached: 1, reads: 20, writes: 79 }),
      ...used({ key: 'apikey_new', uncached: 6, output: 1, basis: 'estimated' }),
      line({ item: -1, billed: dollars(7.33) }),
    ].map((own) => ({ day: DAY, line: own })),
  ],
};
const report = (made: Made, filters: readonly Filter[] = []) =>
  whatChanged.build(madeData(made), requestOf('whatChanged', made, filters));
const money = (table: Table | null, key: string) => {
  const at = table?.columns.findIndex((column) => column.key === key) ?? -1;
  return [...(table?.rows ?? []), table?.total ?? []].map((row) => {
    const cell = row[at];
    assert.ok(cell?.kind === 'money', key);
    return { amount: cell.amount ?? 0n, cents: cell.cents ?? 0n };
  });
};

describe('the report of what changed', () => {
  it('the report begins with the change and its main cause, and what it was before', () => {
    const { sum } = report(MADE);
    assert.equal(
      sum?.lead,
      '≈\u00a0+$453: nightly-evals, Opus 5.5, cache hit rate down from 85% to 20%; volume unchanged.',
    );
    assert.equal(sum?.words, 'From $183.50 to ≈$636.08, +246.6%.');
  });

  it('each key has its causes in words, the largest change of either sign first', () => {
    const table = tableNamed(report(MADE).sections, 'by-api-key');
    assert.deepEqual(
      shown(table).map(([name, causes, change]) => [name, causes, change]),
      [
        ['nightly-evals', 'cache hit rate down from 85% to 20%', 'billed 373.75'],
        ['apikey_new', 'new', 'estimated 55'],
        ['support-agent', 'volume ×2', 'billed 32.5'],
        ['apikey_gone', 'no longer used', 'billed -9'],
        ['Non-token charges', 'charges not based on tokens', 'billed 0.33'],
      ],
    );
    assert.deepEqual(keysOf(table).slice(2), [
      'change_usd',
      ...EFFECTS.map((effect) => `${effect}_usd`),
      'before_usd',
      'cost_usd',
    ]);
  });

  it('the report is of workspaces, models and causes too, and all of them have the same change', () => {
    const { sections } = report(MADE);
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['By API key', 'By workspace', 'By model', 'By cause'],
    );
    const totals = ['by-api-key', 'by-workspace', 'by-model'].map((key) => shownTotal(tableNamed(sections, key))[2]);
    assert.deepEqual(
      totals,
      ['mixed 452.58', 'mixed 452.58', 'mixed 452.58'].map(() => totals[0]),
    );
    const causes = tableNamed(sections, 'by-cause');
    assert.deepEqual(
      causes?.rows.map(([name]) => (name?.kind === 'text' ? name.text : '')),
      ['Previous period', 'Cache hit rate', 'New', 'Volume', 'Gone', 'Not token-based'],
    );
  });

  it('amounts add up exactly and as printed, down to the total and along the rows', () => {
    const { sections } = report(MADE);
    for (const { table } of sections) {
      if (!table || table.key === 'by-cause') continue;
      const rounded = roundTable(table);
      const [change, before, cost] = ['change_usd', 'before_usd', 'cost_usd'].map((key) => money(rounded, key));
      const effects = EFFECTS.map((effect) => money(rounded, `${effect}_usd`));
      for (const field of ['amount', 'cents'] as const) {
        for (const [row, own] of (change ?? []).entries()) {
          const sum = effects.reduce((all, effect) => all + (effect[row]?.[field] ?? 0n), 0n);
          assert.equal(sum, own[field], `${table.key} ${row}`);
          assert.equal((before?.[row]?.[field] ?? 0n) + sum, cost?.[row]?.[field], `${table.key} ${row}`);
        }
        for (const column of [change, before, cost, ...effects]) {
          const cells = (column ?? []).map((cell) => cell[field]);
          assert.equal(
            cells.slice(0, -1).reduce((all, cell) => all + cell, 0n),
            cells.at(-1),
          );
        }
      }
    }
  });

  it('a key that moved to another model says from which to which', () => {
    const made: Made = {
      ...MADE,
      entries: [
        ...used({ model: 'claude-sonnet-5-5', uncached: 10 }).map((own) => ({ day: BEFORE, line: own })),
        ...used({ uncached: 10 }).map((own) => ({ day: DAY, line: own })),
      ],
    };
    const [row] = shown(tableNamed(report(made).sections, 'by-api-key'));
    assert.deepEqual(row?.slice(0, 3), ['support-agent', 'more Opus 5.5, less Sonnet 5.5', 'billed 20']);
  });

  it('a period whose previous one is not known has no change, and says why', () => {
    const { sum, sections } = report({ ...MADE, unknown: [BEFORE] });
    assert.equal(sum, undefined);
    assert.deepEqual(
      sections.map(({ table }) => table),
      [null],
    );
    assert.match(
      sections[0]?.paragraphs[0] ?? '',
      /^No change shown: history .* \(Tue, Nov 17, 2026\) is incomplete\.$/,
    );
  });

  it('a period with nothing in it has the usage that is gone', () => {
    const entries = (MADE.entries ?? []).filter(({ day }) => day === BEFORE);
    const { sum } = report({ ...MADE, entries });
    assert.match(sum?.lead ?? '', /no longer used/);
    assert.deepEqual(report({ ...MADE, entries: [] }).sections, []);
  });

  it('unpriced tokens of either period are named', () => {
    const unpriced = used({ model: 'claude-next-9', uncached: 3, basis: 'unpriced' });
    const made: Made = {
      ...MADE,
      entries: [...(MADE.entries ?? []), ...unpriced.map((own) => ({ day: BEFORE, line: own }))],
    };
    assert.match(report(made).notIncluded.join(' '), /3M unpriced tokens in the previous period/);
  });

  it('the document has the signs of changes, and the causes as a way from one period to the other', () => {
    const data = madeData(MADE);
    const text = reportMarkdown(buildReport(data, requestOf('whatChanged', MADE)));
    assert.match(text, /\| apikey_gone +\| no longer used +\| +-\$9\.00 \|/);
    assert.match(text, /\| Cache hit rate +\| +≈ \+\$373\.75 \|/);
    assert.match(text, /\| \*\*This period\*\* +\|/);
  });
});
