import assert from 'node:assert/strict';
import { monthStatement } from '../../../src/reports/monthStatement/monthStatement.ts';
import type { UsageLine } from '../../../src/reports/reportData.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { cellText } from '../../../src/shared/tables/cellText.ts';
import { NO_DETAIL, normalizeKind } from '../../../src/spend/kind.ts';
import { unallocatedKey } from '../../../src/spend/unallocated.ts';
import { costRow, kind, otherRow, series } from '../spend/made.ts';
import { dollars, line, requestOf } from './made.ts';
import {
  amounts,
  BILLS,
  INPUT,
  make,
  OUTPUT,
  opus,
  output,
  PLACE,
  pick,
  read,
  row,
  statement,
  units,
} from './statementOf.ts';

const REQUEST = requestOf('monthStatement', { from: '2026-11-10', to: '2026-11-12' });

describe('a month statement', () => {
  it('a month statement has every line of the bill, and its total is the bill', () => {
    const { rows, total } = read(statement(make()).lines);
    assert.deepEqual(
      rows.map((line) => pick(line, 'workspace', 'description', 'model', 'token_type', 'billed_usd')),
      [
        ['Production', output.description, 'Opus 5.5', 'output_tokens', dollars(20)],
        ['Production', 'Claude Opus 5.5 Usage - Input Tokens', 'Opus 5.5', 'uncached_input_tokens', dollars(11.8)],
        ['Production', 'code_execution', '', '', dollars(2)],
      ],
    );
    assert.equal(total['billed_usd'], dollars(33.8));
  });

  it('a month statement begins with what the bill has of the cost so far, while a day of it is open', () => {
    const { sum } = statement(make());
    assert.equal(sum?.amount, dollars(33.8));
    assert.equal(sum.words, 'The bill for November 2026 has $33.80 of it: 3 daily bills, 2 final.');
  });

  it('a month statement begins with the amount of the bill once all of it is final', () => {
    const { sum } = statement(make(BILLS.map((bill) => ({ ...bill, whole: true }))));
    assert.deepEqual(sum, {
      amount: dollars(33.8),
      basis: 'billed',
      lead: '$33.80, final.',
      words: 'Sums to the bill for November 2026: 3 daily bills, all final.',
    });
  });

  it('a month statement has no sum before there is a bill: it begins with the estimate, and with none where there is no price', () => {
    const sumOf = (...own: readonly UsageLine[]) => {
      const entries = own.map((each) => ({ day: '2026-11-10', line: each }));
      return monthStatement.build(make([], { entries, now: Date.parse('2026-11-11T10:00Z') }), REQUEST).sum;
    };
    const estimate = sumOf(line({ units: 3, estimated: dollars(2) }));
    assert.deepEqual(estimate, { amount: 0n, basis: 'none', lead: '≈$2.00 so far.', words: '' });
    const unpriced = sumOf(line({ units: 3, unpricedTokens: 3 }));
    assert.equal(unpriced?.lead, 'These tokens have no known price yet.');
    assert.equal(unpriced.basis, 'none');
    assert.equal(sumOf(), undefined);
  });

  it('a month statement is not final while parts of its bill could not be read', () => {
    const { sum } = statement(make(BILLS.map((bill, at) => ({ ...bill, whole: true, unreadLines: at }))));
    assert.equal(sum?.lead, '$33.80, incomplete.');
    assert.equal(sum.words, 'Parts of the bill for November 2026 could not be read.');
  });

  it('a month statement has a row for each workspace, which sum to the bill', () => {
    const rows = [row(dollars(6), { workspaceId: 'wrkspc_research' }), row(dollars(1)), row(dollars(8), output)];
    const [byWorkspace] = statement(make([{ day: '2026-11-10', rows }])).sections;
    assert.ok(byWorkspace);
    const found = read(byWorkspace);
    assert.deepEqual(
      found.rows.map((line) => pick(line, 'workspace', 'billed_usd')),
      [
        ['Production', dollars(9)],
        ['Research', dollars(6)],
      ],
    );
    assert.deepEqual(pick(found.total, 'billed_usd', 'share'), [dollars(15), 1]);
  });

  it('a month statement prices web searches by the thousand, other units by the million', () => {
    const search = otherRow(dollars(0.02), 'web_search', { workspaceId: PLACE });
    const rules = { detail: NO_DETAIL, billedTiers: new Set<string>(), defaultWorkspaceId: '' };
    const searches = normalizeKind(series({ workspaceId: PLACE }), 'web_search_requests', rules);
    const bill = {
      day: '2026-11-10',
      rows: [search, row(dollars(4))],
      units: units([searches, 2], [INPUT, 1_000_000]),
    };
    const { lines } = statement(make([bill]));
    const at = lines.table?.columns.findIndex(({ key }) => key === 'rate_usd') ?? -1;
    const column = lines.table?.columns[at];
    assert.ok(column);
    const format = createFormat('en-US', 'UTC');
    assert.deepEqual(
      lines.table?.rows.map(({ [at]: cell }) => cellText(cell, column, format, 'files')),
      ['$4.00', '$10.00 per 1,000 searches'],
    );
  });

  it('a month statement compares final days with their estimates, and says how many were measured', () => {
    const { rows, total } = read(statement(make()).lines);
    const keys = ['measured_days', 'measured_usd', 'estimated_usd', 'difference_usd', 'difference_percent'];
    assert.deepEqual(pick(rows[1], ...keys), [1, dollars(3.6), dollars(4), dollars(-0.4), -11.1]);
    assert.deepEqual(pick(rows[0], ...keys), [1, dollars(20), dollars(20), 0n, 0]);
    assert.deepEqual(pick(rows[2], ...keys), [null, null, null, null, null], 'nobody can estimate code execution');
    assert.deepEqual(pick(total, ...keys), [1, dollars(23.6), dollars(24), dollars(-0.4), -1.7]);
  });

  it('a month statement says what discounts were worth, on final days', () => {
    const { rows, total } = read(statement(make()).lines);
    const keys = ['units', 'rate_usd', 'list_rate_usd', 'discount_usd', 'discount_percent'];
    assert.deepEqual(pick(rows[1], ...keys), [3_000_000, dollars(3.6), dollars(4), dollars(1.2), 10]);
    assert.deepEqual(pick(rows[2], ...keys), [null, null, null, null, null]);
    assert.deepEqual(pick(total, ...keys), [null, null, null, dollars(1.2), 3.8]);
  });

  it('a month statement has no list price where there is none', () => {
    const unlisted = kind({ workspaceId: PLACE });
    const bill = {
      day: '2026-11-10',
      rows: [costRow(dollars(5), { workspaceId: PLACE })],
      units: units([unlisted, 1e6]),
    };
    const { rows, total } = read(statement(make([bill])).lines);
    assert.deepEqual(pick(rows[0], 'rate_usd', 'list_rate_usd', 'discount_usd'), [dollars(5), null, null]);
    assert.deepEqual(pick(total, 'discount_usd', 'discount_percent'), [null, null]);
  });

  it('a month statement takes the list price of each day', () => {
    const sonnet = { workspaceId: PLACE, model: 'claude-sonnet-5-5', tokenType: 'cache_read_input_tokens' } as const;
    const reads = kind({ workspaceId: PLACE, model: sonnet.model, item: sonnet.tokenType });
    const bills = ['2026-10-06', '2026-10-07'].map((day) => ({
      day,
      rows: [costRow(dollars(0.1), sonnet)],
      units: units([reads, 1_000_000]),
    }));
    const { rows } = read(statement(make(bills, { from: '2026-10-06', to: '2026-10-07' })).lines);
    assert.deepEqual(pick(rows[0], 'list_rate_usd', 'discount_usd'), [dollars(0.15), dollars(0.1)]);
  });

  it('a month statement compares cost without usage where it was estimated too, by line and by day', () => {
    const [first, ...rest] = BILLS;
    assert.ok(first);
    const line = { workspaceId: PLACE, costType: 'code_execution', description: '', model: '' };
    const estimated = new Map([
      ...amounts([INPUT, dollars(4)], [OUTPUT, dollars(20)]),
      [unallocatedKey(line), dollars(3)],
    ]);
    const credit = otherRow(dollars(-9), '', { description: 'Goodwill credit' });
    const bill = { ...first, rows: [...first.rows, credit], estimated };
    const { lines, days } = statement(make([bill, ...rest]));
    const keys = ['measured_days', 'measured_usd', 'estimated_usd', 'difference_usd', 'difference_percent'];
    const execution = read(lines).rows.find(({ description }) => description === 'code_execution');
    assert.deepEqual(pick(execution, ...keys), [1, dollars(2), dollars(3), dollars(-1), -50]);
    assert.deepEqual(pick(execution, 'units', 'rate_usd', 'list_rate_usd'), [null, null, null]);
    const ofDay = read(days).rows[0];
    assert.deepEqual(pick(ofDay, ...keys.slice(1, 4)), [dollars(25.6), dollars(27), dollars(-1.4)]);
    assert.deepEqual(pick(read(lines).total, ...keys.slice(1, 4)), [dollars(25.6), dollars(27), dollars(-1.4)]);
  });

  it('an estimate that was never billed has a line of its own', () => {
    const refused = kind({ ...opus, workspaceId: 'wrkspc_research' });
    const [first, ...rest] = BILLS;
    assert.ok(first);
    const bill = { ...first, estimated: amounts([INPUT, dollars(3.6)], [OUTPUT, dollars(20)], [refused, dollars(5)]) };
    const { rows, total } = read(statement(make([bill, ...rest])).lines);
    assert.deepEqual(pick(rows.at(-1), 'description', 'billed_usd', 'estimated_usd', 'difference_usd'), [
      'Estimated, but not on the bill',
      0n,
      dollars(5),
      dollars(-5),
    ]);
    assert.deepEqual(pick(total, 'billed_usd', 'difference_usd'), [dollars(33.8), dollars(-5)]);
  });

  it('an estimate of a kind on several lines is shared by what they were billed, to the last unit', () => {
    const rows = [row(100n), row(200n, { description: 'Another' })];
    const bill = { day: '2026-11-10', rows, estimated: amounts([INPUT, 100n]), units: units([INPUT, 7]) };
    const lines = read(statement(make([bill])).lines);
    assert.deepEqual(
      lines.rows.map((line) => pick(line, 'billed_usd', 'estimated_usd', 'units')),
      [
        [200n, 67n, 5],
        [100n, 33n, 2],
      ],
    );
    assert.equal(lines.total['estimated_usd'], 100n);
  });

  it('a month statement has the dearest workspace first, and its lines together', () => {
    const rows = [
      row(dollars(6), { workspaceId: 'wrkspc_research' }),
      row(dollars(1)),
      row(dollars(8), output),
      row(dollars(2), { workspaceId: '' }),
    ];
    const found = read(statement(make([{ day: '2026-11-10', rows }])).lines);
    assert.deepEqual(
      found.rows.map((line) => line['workspace']),
      ['Production', 'Production', 'Research', 'Default workspace'],
    );
  });

  it('a month statement tells namesake workspaces apart', () => {
    const rows = [row(dollars(2), { workspaceId: 'a' }), row(dollars(1), { workspaceId: 'b' })];
    const found = read(
      statement(make([{ day: '2026-11-10', rows }], { names: { a: 'Research', b: 'Research' } })).lines,
    );
    assert.deepEqual(
      found.rows.map((line) => line['workspace']),
      ['Research (a)', 'Research (b)'],
    );
  });

  it('a line that the bill does not describe is named by its cost type', () => {
    const types = ['code_execution', 'session_usage', ''];
    const rows = types.map((costType, at) => otherRow(dollars(3 - at), costType, { description: '' }));
    const found = read(statement(make([{ day: '2026-11-10', rows }])).lines);
    assert.deepEqual(
      found.rows.map((line) => line['description']),
      ['Code execution', 'Session usage', 'Other'],
    );
  });

  it('a month statement keeps credits: they make the bill smaller', () => {
    const rows = [row(dollars(5)), row(dollars(-1), { ...output, description: 'Correction' })];
    assert.equal(read(statement(make([{ day: '2026-11-10', rows }])).lines).total['billed_usd'], dollars(4));
  });
});
