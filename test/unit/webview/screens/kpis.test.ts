import assert from 'node:assert/strict';
import type { Basis } from '../../../../src/shared/basis.ts';
import type { Cost } from '../../../../src/shared/cost.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';
import type { PanelSummary } from '../../../../src/shared/panelView.ts';
import { kpisOf } from '../../../../webview/screens/kpis.ts';
import { dataAge } from '../../../../webview/text/dataAge.ts';

const format = createFormat('en-US', 'UTC');
const now = Date.UTC(2026, 10, 22, 14, 7);
const figure = (dollars: bigint, basis: Basis, unpricedTokens = 0): Cost => ({
  amount: dollars * DOLLAR,
  basis,
  unpricedTokens,
});
const nothing: PanelSummary = {
  organization: 'Acme Robotics',
  sample: false,
  locale: 'en-US',
  zone: 'UTC',
  toldAt: now,
  todayEnd: now + 10 * 3_600_000,
  intervalMs: 60_000,
  dataTo: now - 120_000,
  checkedAt: now,
  problem: null,
  progress: null,
  today: null,
  onYesterday: null,
  yesterday: null,
  month: null,
  monthStart: Date.UTC(2026, 10, 1),
  lastHour: null,
  accuracy: null,
  caveats: [],
};
const answers = (summary: Partial<PanelSummary>) => kpisOf({ ...nothing, ...summary }, format);
const today = (figureOfToday: Cost | null) => answers({ today: figureOfToday })[0];

describe('kpisOf', () => {
  it('kpisOf gives the month its forecast, or its run rate where no range is claimed', () => {
    const notesOf = (range: { low: bigint; high: bigint } | null) => {
      const forecasts = { day: null, week: null, month: { middle: 24_500n * DOLLAR, range } };
      return answers({ month: figure(18_204n, 'mixed'), forecasts })[2]?.notes;
    };
    assert.deepEqual(notesOf({ low: 24_100n * DOLLAR, high: 25_900n * DOLLAR }), [
      'partly estimated',
      'forecast ≈$24,100 – $25,900',
    ]);
    assert.deepEqual(notesOf(null), ['partly estimated', 'run rate ≈$24,500']);
  });

  it('kpisOf gives today, yesterday, the month and the burn rate', () => {
    const shown = answers({
      today: figure(162n, 'estimated'),
      yesterday: figure(934n, 'billed'),
      month: figure(18_204n, 'mixed'),
      lastHour: figure(41n, 'estimated'),
      accuracy: { days: 14, median: 0.001, worst: 0.003, worstDay: '2026-11-12' },
    });
    assert.deepEqual(
      shown.map(({ label, figure: text, unit, notes }) => [label, text + unit, ...notes]),
      [
        ['Today so far, UTC', '≈$162.00', 'estimated, within 0.3% of bills over 14 days'],
        ['Yesterday', '$934.00', 'billed'],
        ['November so far', '≈$18,204.00', 'partly estimated'],
        ['Burn rate', '≈$41.00/h', 'last 60 minutes with data'],
      ],
    );
  });

  it('kpisOf counts a single day as a day', () => {
    const accuracy = { days: 1, median: 0.003, worst: 0.003, worstDay: '2026-11-12' };
    assert.deepEqual(answers({ today: figure(1n, 'estimated'), accuracy })[0]?.notes, [
      'estimated, within 0.3% of bills over 1 day',
    ]);
  });

  it('kpisOf compares today with yesterday by the same time', () => {
    const notes = (onYesterday: number | null) =>
      answers({ today: figure(162n, 'estimated'), yesterday: figure(934n, 'billed'), onYesterday })[0]?.notes;
    assert.deepEqual(notes(0.12), ['estimated', '12% more than yesterday at this time']);
    assert.deepEqual(notes(0), ['estimated', 'as much as yesterday at this time']);
    assert.deepEqual(notes(null), ['estimated']);
  });

  it('kpisOf gives a dash, never zero, for unknown figures', () => {
    for (const { figure: text, unit, notes } of answers({ yesterday: figure(0n, 'none') })) {
      assert.equal(text + unit, '—');
      assert.deepEqual(notes, ['no data yet']);
    }
  });

  it('kpisOf gives zero when there was no usage', () => {
    assert.equal(today(figure(0n, 'estimated'))?.figure, '$0.00');
    assert.deepEqual(today(figure(0n, 'estimated'))?.notes, ['no usage']);
  });

  it('kpisOf counts unpriced tokens, and gives a dash when nothing has a price', () => {
    assert.deepEqual(today(figure(0n, 'estimated', 1_200_000))?.figure, '—');
    assert.ok(today(figure(0n, 'estimated', 1_200_000))?.notes.includes('1.2M unpriced tokens'));
    assert.ok(today(figure(3n, 'estimated', 1))?.notes.includes('+ 1 unpriced token'));
  });

  it('kpisOf names the month in every zone', () => {
    for (const hours of [-11, 0, 13]) {
      const monthStart = Date.UTC(2026, 10, 1, -hours);
      assert.equal(answers({ monthStart })[2]?.label, 'November so far');
    }
  });
});

describe('dataAge', () => {
  it('dataAge gives times alone for today', () => {
    assert.equal(dataAge(nothing, now, format), 'data to 14:05 UTC · checked 14:07');
  });

  it('dataAge names the day when it is not today', () => {
    const summary = { ...nothing, dataTo: now - 86_400_000 };
    assert.equal(dataAge(summary, now, format), 'data to Nov 21, 14:07 UTC · checked 14:07');
  });

  it('dataAge says that there is no data yet', () => {
    assert.equal(dataAge({ ...nothing, dataTo: null, checkedAt: null }, now, format), 'no data yet · not checked yet');
  });

  it('dataAge gives the age once several checks have failed to come', () => {
    assert.equal(dataAge(nothing, now + 3 * 60_000, format), 'data to 14:05 UTC · checked 14:07');
    assert.equal(dataAge(nothing, now + 12.5 * 60_000, format), 'data to 14:05 UTC · checked 14:07, 12 min ago');
    assert.match(dataAge({ ...nothing, intervalMs: 3_600_000 }, now + 12.5 * 60_000, format), /14:07$/);
  });

  it('dataAge says that times are in UTC when the page does not know the zone', () => {
    const strange = { ...nothing, zone: 'Mars/Base' };
    assert.equal(
      dataAge(strange, now, createFormat('en-US', strange.zone)),
      'data to 14:05 UTC · checked 14:07 · times in UTC, because the time zone Mars/Base is not known here',
    );
  });
});
