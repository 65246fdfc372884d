import assert from 'node:assert/strict';
import { dailyUsage } from '../../../src/reports/dailyUsage/dailyUsage.ts';
import { reportCsv } from '../../../src/reports/write/csv.ts';
import type { Filter } from '../../../src/shared/choice.ts';
import { dollars, line, type Made, madeData, requestOf } from './made.ts';
import { keysOf, shown, shownTotal, tableNamed } from './shown.ts';
import { TWO_WEEKS } from './twoWeeks.ts';

const report = (made: Made, filters: readonly Filter[] = []) =>
  dailyUsage.build(madeData(made), requestOf('dailyUsage', made, filters));

describe('the daily usage report', () => {
  it('each day has its tokens and cost, against the day and the week before', () => {
    const table = tableNamed(report(TWO_WEEKS).sections, 'by-day');
    assert.deepEqual(keysOf(table), [
      'day',
      'uncached_input_tokens',
      'cache_write_tokens',
      'cache_read_tokens',
      'output_tokens',
      'web_searches',
      'cost_usd',
      'billed_usd',
      'mixed_usd',
      'estimated_usd',
      'change_on_day',
      'change_on_week',
    ]);
    assert.deepEqual(shown(table), [
      ['Wed, Nov 18', 1000, 300, 0, 0, 0, 'billed 15', 'billed 15', 'mixed 0', 'estimated 0', 0.25, -0.25],
      ['Thu, Nov 19', 0, 0, 5000, 330, 0, 'mixed 10', 'billed 0', 'mixed 10', 'estimated 0', -0.333, 'new'],
      // By noon the day before had cost $9, and the day of the week before $4.
      ['Fri, Nov 20, so far', 700, 0, 0, 0, 7, 'estimated 8', 'billed 0', 'mixed 0', 'estimated 8', -0.111, 1],
    ]);
    assert.deepEqual(shownTotal(table), [
      'Total',
      1700,
      300,
      5000,
      330,
      7,
      'mixed 33',
      'billed 15',
      'mixed 10',
      'estimated 8',
      null,
      null,
    ]);
  });

  it('each model has its share and its change', () => {
    const table = tableNamed(report(TWO_WEEKS).sections, 'by-model');
    const some = (row: readonly unknown[]) => [row[0], row[6], row.at(-2), row.at(-1)];
    assert.deepEqual(shown(table).map(some), [
      ['Opus 5.5', 'mixed 23', 0.697, 1.875],
      ['Sonnet 5.5', 'mixed 5', 0.152, 1.5],
      ['Code execution', 'billed 3', 0.091, 'new'],
      ['Web search', 'estimated 2', 0.061, 'new'],
    ]);
    assert.deepEqual(some(shownTotal(table)), ['Total', 'mixed 33', 1, 2.3]);
  });

  it('the daily usage report says how sure it is, and what the running day is compared with', () => {
    const { sum, sections } = report(TWO_WEEKS);
    const [byDay, byModel] = sections;
    assert.equal(
      `${sum?.lead} ${sum?.words}`,
      '≈$33.00 so far. $15.00 of it is on final bills, for 1 of 3 UTC days; the rest can still change.',
    );
    assert.deepEqual(byDay?.paragraphs, [
      'Today is compared with other days up to the same time. Days without a bill yet are compared without code execution and session usage.',
    ]);
    assert.deepEqual(byModel?.paragraphs, [
      'Change is relative to the previous period, Sun, Nov 15, 2026, 00:00 to Tue, Nov 17, 2026, 12:00. Days without a bill yet are compared without code execution and session usage.',
    ]);
  });

  it('billed cost beside usage is compared with no day before its bill', () => {
    const extra = { line: line({ item: -1, billed: dollars(100) }) };
    const entries = [...(TWO_WEEKS.entries ?? []), { day: '2026-11-13', ...extra }, { day: '2026-11-17', ...extra }];
    const { sections } = report({ ...TWO_WEEKS, entries });
    const changes = shown(tableNamed(sections, 'by-day')).map((row) => row.slice(-2));
    assert.deepEqual(changes, [
      [-0.866, -0.25],
      [-0.333, 'new'],
      [-0.111, 1],
    ]);
    // The 17th is beside the 20th, which is running.
    assert.deepEqual(shownTotal(tableNamed(sections, 'by-model')).at(-1), 2.3);
    for (const { paragraphs } of sections) {
      assert.match(
        paragraphs.join(' '),
        /Days without a bill yet are compared without code execution and session usage\./,
      );
    }
  });

  it('an unknown day has empty cells, and so have the days compared with it', () => {
    const { sections, notIncluded } = report({ ...TWO_WEEKS, unknown: ['2026-11-19'] });
    const [first, second, third] = shown(tableNamed(sections, 'by-day'));
    assert.deepEqual(first?.slice(-2), [0.25, -0.25]);
    assert.deepEqual(second, ['Thu, Nov 19', ...Array<null>(10).fill(null)]);
    assert.deepEqual(third?.slice(-2), [null, 1]);
    assert.deepEqual(shownTotal(tableNamed(sections, 'by-model')).at(-1), null);
    assert.match(sections[0]?.paragraphs.at(-1) ?? '', /1 of 3 days are missing or incomplete/);
    assert.match(sections[1]?.paragraphs[0] ?? '', /^No change shown: history for this period or the previous one/);
    assert.deepEqual(notIncluded[0], 'Days without data: Nov 19.');
  });

  it('a day without usage is known to have cost nothing', () => {
    const made = { ...TWO_WEEKS, entries: TWO_WEEKS.entries?.filter(({ day }) => day !== '2026-11-19') ?? [] };
    const rows = shown(tableNamed(report(made).sections, 'by-day'));
    assert.deepEqual(rows[1]?.slice(0, 7), ['Thu, Nov 19', 0, 0, 0, 0, 0, 'estimated 0']);
    assert.equal(rows[2]?.at(-2), 'new');
  });

  it('the daily usage report has one column of cost where all of it has the same basis', () => {
    const entries = [{ day: '2026-11-18', line: line({ units: 10, billed: dollars(1) }) }];
    const table = tableNamed(report({ from: '2026-11-18', to: '2026-11-18', entries }).sections, 'by-day');
    assert.deepEqual(keysOf(table).slice(5), ['web_searches', 'cost_usd', 'change_on_day', 'change_on_week']);
  });

  it('tokens without a price have no dollars and no share', () => {
    const entries = [
      { day: '2026-11-18', line: line({ units: 10, billed: dollars(1) }) },
      { day: '2026-11-18', line: line({ model: 'claude-new-9', units: 2000, unpricedTokens: 2000 }) },
    ];
    const { sections, notIncluded } = report({ from: '2026-11-18', to: '2026-11-18', entries });
    assert.deepEqual(shown(tableNamed(sections, 'by-model'))[1], ['New 9', 2000, 0, 0, 0, 0, null, null, null]);
    assert.equal(notIncluded[0], '2K unpriced tokens: they are counted, but no price is known for them.');
  });

  it('a change is left out where a part of either side has no price', () => {
    const unpriced = line({ model: 'claude-new-9', units: 2000, unpricedTokens: 2000 });
    const days = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];
    const entries = [
      ...days.map((day) => ({ day, line: line({ units: 10, billed: dollars(1) }) })),
      { day: '2026-11-18', line: unpriced },
    ];
    const { sections } = report({ from: '2026-11-18', to: '2026-11-20', entries });
    assert.deepEqual(
      shown(tableNamed(sections, 'by-day')).map((row) => row.at(-2)),
      [null, null, 0],
    );
    assert.equal(shownTotal(tableNamed(sections, 'by-model')).at(-1), null);
  });

  it('days are cut in the zone', () => {
    const entries = [
      { day: '2026-11-18', hour: 23, line: line({ units: 1, billed: dollars(1) }) },
      { day: '2026-11-19', line: line({ units: 2, billed: dollars(2) }) },
    ];
    const { sum, sections } = report({ from: '2026-11-18', to: '2026-11-19', zone: 'Pacific/Auckland', entries });
    assert.deepEqual(
      shown(tableNamed(sections, 'by-day')).map((row) => [row[0], row[1], row.at(-2)]),
      [
        ['Wed, Nov 18', 1, 'new'],
        ['Thu, Nov 19', 2, 1],
      ],
    );
    assert.match(sum?.words ?? '', /bills cover UTC days, and these are days in Pacific\/Auckland\.$/);
  });

  it('the daily usage report says which days are of UTC where the zone’s are not kept', () => {
    const made: Made = {
      from: '2026-11-18',
      to: '2026-11-19',
      zone: 'Pacific/Auckland',
      entries: [{ day: '2026-11-19', line: line({ billed: dollars(1) }) }],
    };
    const data = madeData(made);
    const [first, second] = data.days;
    assert.ok(first && second);
    const days = [{ start: Date.UTC(2026, 10, 18), end: second.start, cut: true }, second];
    const { sections } = dailyUsage.build({ ...data, days }, requestOf('dailyUsage', made));
    assert.match(sections[0]?.paragraphs[0] ?? '', /^Days up to Nov 18 are UTC days/);
  });

  it('the day that begins by UTC and ends by the zone is marked, and compared with none', () => {
    const made: Made = {
      from: '2026-11-17',
      to: '2026-11-19',
      zone: 'Asia/Kolkata',
      entries: ['17', '18', '19'].map((day) => ({
        day: `2026-11-${day}`,
        hour: 12,
        line: line({ billed: dollars(1) }),
      })),
    };
    const data = madeData(made);
    const last = data.days.at(-1) ?? assert.fail();
    const utc = (day: number) => Date.UTC(2026, 10, day);
    const days = [{ start: utc(17), end: utc(18), cut: false }, { start: utc(18), end: last.start, cut: true }, last];
    const { sections } = dailyUsage.build({ ...data, days }, requestOf('dailyUsage', made));
    const table = tableNamed(sections, 'by-day');
    assert.deepEqual(
      shown(table).map((row) => [row[0], ...row.slice(-2)]),
      [
        ['Tue, Nov 17', 'new', 'new'],
        ['Wed, Nov 18, cut: 18.5 hours', null, null],
        ['Thu, Nov 19', null, 'new'],
      ],
    );
    assert.match(reportCsv({ sections }), /^by-day,"?Wed, Nov 18, cut: 18\.5 hours"?,2026-11-18,/m);
    assert.match(
      sections[0]?.paragraphs.join(' ') ?? '',
      /Nov 18 starts at midnight UTC and ends at local midnight\. It has 18\.5 hours, so it is not compared/,
    );
  });

  it('a narrowed daily usage report says so', () => {
    const { sum, sections } = report(TWO_WEEKS, [{ dimension: 'workspace', values: ['wrkspc_research'] }]);
    assert.equal(shownTotal(tableNamed(sections, 'by-day'))[6], 'mixed 5');
    assert.match(sum?.words ?? '', /filtered, so it doesn’t add up to the full bill/);
  });

  it('the daily usage report has no section for an empty period', () => {
    assert.deepEqual(report({ from: '2026-11-18', to: '2026-11-20' }), { sections: [], notIncluded: [] });
  });
});
