import assert from 'node:assert/strict';
import { FIRST_CHOICE } from '../../../../src/shared/choice.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import type { ChangeAnswer } from '../../../../src/shared/panelView.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { changeRanges, comparedText, incompleteText } from '../../../../webview/change/changeWords.ts';

const format = createFormat('en-US', 'UTC');
const writing = { format, zone: 'UTC' };
const TODAY = Date.UTC(2026, 10, 29);
const answer = (own: Partial<ChangeAnswer>): ChangeAnswer => ({
  question: { id: 1, choice: FIRST_CHOICE, bucket: null },
  span: { start: TODAY - 6 * DAY, end: TODAY + DAY },
  previousSpan: { start: TODAY - 13 * DAY, end: TODAY - 7 * DAY + 14 * HOUR },
  running: true,
  change: null,
  ...own,
});

describe('changeRanges', () => {
  const labels = (choice: Partial<typeof FIRST_CHOICE>, bucket: { start: number; end: number } | null = null) =>
    changeRanges({ choice: { ...FIRST_CHOICE, ...choice }, bucket }, '2026-11-29', writing).map(({ label }) => label);
  const SINCE = ['since yesterday', 'since Fri', 'since Thu', 'since Wed', 'since Tue', 'since Mon'];

  it('changeRanges offers what the page shows, and since each of the last days', () => {
    assert.deepEqual(labels({}), ['The last 30 days', ...SINCE]);
    assert.deepEqual(labels({}, { start: TODAY - DAY, end: TODAY }), ['Nov 28', ...SINCE]);
    assert.deepEqual(labels({}, { start: TODAY, end: TODAY + HOUR }), ['Nov 29, 00:00 to 01:00', ...SINCE]);
  });

  it('changeRanges offers no range twice', () => {
    const range = { type: 'since', from: '2026-11-24' } as const;
    assert.deepEqual(labels({ range }), ['Since Tuesday, Nov 24', ...SINCE.filter((label) => label !== 'since Tue')]);
  });
});

describe('comparedText', () => {
  it('comparedText names both periods, by days or by times, and up to when', () => {
    assert.equal(comparedText(answer({}), 'UTC', format), 'Nov 23 – 29, so far, vs. Nov 16 – 22');
    const day = { start: TODAY, end: TODAY + DAY };
    const before = { start: TODAY - 7 * DAY, end: TODAY - 7 * DAY + 14 * HOUR + 7 * MINUTE };
    assert.equal(
      comparedText(answer({ span: day, previousSpan: before }), 'UTC', format),
      'Nov 29, so far, vs. Nov 22 to 14:07',
    );
    const hour = { start: TODAY + HOUR, end: TODAY + 2 * HOUR };
    const other = { start: hour.start - DAY, end: hour.end - DAY };
    assert.equal(
      comparedText(answer({ span: hour, previousSpan: other, running: false }), 'UTC', format),
      'Nov 29, 01:00–02:00 vs. Nov 28, 01:00–02:00',
    );
  });

  it('comparedText says that filters of the chart apply', () => {
    const choice = { ...FIRST_CHOICE, filters: [{ dimension: 'model', values: ['a'] }] } as const;
    assert.match(
      comparedText(answer({ question: { id: 1, choice, bucket: null } }), 'UTC', format),
      / · with the chart’s filters$/,
    );
  });
});

describe('incompleteText', () => {
  it('incompleteText says why nothing is compared', () => {
    const [none, some] = [
      { start: 0, end: 0 },
      { start: 0, end: DAY },
    ];
    assert.match(
      incompleteText({ span: some, previousSpan: some }),
      /history for one of the two periods is incomplete/,
    );
    assert.match(incompleteText({ span: some, previousSpan: none }), /no such day/);
    assert.match(incompleteText({ span: none, previousSpan: none }), /no figures to compare yet/);
  });
});
