import assert from 'node:assert/strict';
import { dollars } from './made.ts';
import { make, pick, read, row, statement, withTotal } from './statementOf.ts';

describe('a month statement by day', () => {
  it('a month statement has every day, final or open, with its estimate as of its end', () => {
    const { rows, total } = read(statement(make()).days);
    assert.deepEqual(
      rows.map((day) => Object.values(day)),
      [
        ['2026-11-10', 'Final', dollars(25.6), dollars(23.6), dollars(24), dollars(-0.4), -1.7, null, ''],
        ['2026-11-11', 'Final', dollars(7.2), null, null, null, null, null, ''],
        ['2026-11-12', 'Still growing', dollars(1), null, dollars(9), null, null, null, ''],
      ],
    );
    assert.deepEqual(Object.values(total), [
      'Total',
      '',
      dollars(33.8),
      dollars(23.6),
      dollars(33),
      dollars(-0.4),
      -1.7,
      null,
      '',
    ]);
  });

  it('a month statement says how near its estimates came to final bills', () => {
    assert.equal(
      statement(make()).days.paragraphs[0],
      'The estimate at the end of Nov 10 was within 1.7% of the bill.',
    );
  });

  it('a month statement names restated days, with their first total and when the newest was read', () => {
    const restated = { from: dollars(1.5), at: Date.parse('2026-11-14T08:05:00Z') };
    const bills = [{ day: '2026-11-10', rows: [row(dollars(2))], restated }];
    const { days } = statement(make(bills));
    assert.deepEqual(pick(read(days).rows[0], 'billed_usd', 'restated_from_usd', 'restated_at'), [
      dollars(2),
      dollars(1.5),
      '2026-11-14T08:05:00Z',
    ]);
    assert.match(days.paragraphs.join('\n'), /^Restated: 2026-11-10\./m);
  });

  it('a month statement names the days that are open, and those that were not measured and why', () => {
    const { paragraphs } = statement(make()).days;
    assert.match(paragraphs.join('\n'), /^Not final yet: 2026-11-12\./m);
    assert.match(
      paragraphs.join('\n'),
      /^No estimate recorded: 2026-11-11\. Estimates are recorded when a UTC day ends or at the next start/m,
    );
  });

  it('a month statement names runs of days by their first and last', () => {
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-06'];
    const bills = days.map((day) => ({ day, rows: [row(1n)] }));
    const { paragraphs } = statement(make(bills, { from: '2026-11-02', to: '2026-11-06' })).days;
    assert.match(paragraphs.join('\n'), /No estimate recorded: 2026-11-02 to 2026-11-04, 2026-11-06\./);
    assert.match(paragraphs.join('\n'), /Not billed yet: 2026-11-05\./);
  });

  it('a day is measured as a whole where its estimate was not kept by kind', () => {
    const data = withTotal(make(), '2026-11-11', dollars(7));
    const { lines, days } = statement(data);
    assert.deepEqual(pick(read(days).rows[1], 'estimated_usd', 'difference_usd'), [dollars(7), dollars(0.2)]);
    assert.equal(read(lines).total['measured_days'], 1);
    assert.match(days.paragraphs.join('\n'), /Estimated in total, but not by line: 2026-11-11\./);
    assert.doesNotMatch(days.paragraphs.join('\n'), /No estimate recorded/);
  });

  it('days that were not read, days not billed and the running day are told apart', () => {
    const now = Date.parse('2026-11-12T10:00:00Z');
    const { days, lines, notIncluded } = statement(make([], { now, unknown: ['2026-11-10'] }));
    assert.deepEqual(
      read(days).rows.map((day) => pick(day, 'state', 'billed_usd')),
      [
        ['No data', null],
        ['Not billed yet', null],
        ['Today', null],
      ],
    );
    assert.deepEqual(
      [lines.table, lines.paragraphs, notIncluded],
      [null, ['There is no bill for this period yet.'], []],
    );
  });

  it('a month statement of days to come has no rows', () => {
    const { days } = statement(make([], { now: Date.parse('2026-11-01T00:00:00Z') }));
    assert.equal(days.table, null);
  });
});
