import assert from 'node:assert/strict';
import { createFormat } from '../../../../../src/shared/format.ts';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import type { Outlook } from '../../../../../src/shared/outlook.ts';
import { explorerSentence } from '../../../../../webview/charts/describe/chartSentence.ts';
import { interactionOf } from '../../../../../webview/charts/interact/interaction.ts';
import { legendMarks } from '../../../../../webview/charts/legendMarks.ts';
import { budgetShareText } from '../../../../../webview/charts/model/outlookModel.ts';
import { drawingOf } from '../../../../../webview/charts/paint/drawings.ts';
import { costs, explorerOf, MONDAY, modelOf } from '../chartFixtures.ts';

const WEEK = explorerOf(
  costs('day', ['billed', 'ESTIMATED', 'none', 'none'], {
    opus: [30n * DOLLAR, 20n * DOLLAR, 0n, 0n],
    haiku: [10n * DOLLAR, 0n, 0n, 0n],
  }),
);
const OUTLOOK: Outlook = {
  period: 'week',
  budget: { name: 'Team', amount: 120n * DOLLAR },
  forecast: { middle: 100n * DOLLAR, range: { low: 90n * DOLLAR, high: 115n * DOLLAR } },
  from: 1,
};
const shown = (outlook: Outlook | null = OUTLOOK, change = {}) =>
  modelOf(WEEK, { shape: 'cumulative', outlook, ...change });
const NO_ACTIONS = { drill: () => assert.fail(), explain: () => assert.fail() };

describe('the outlook of a running total', () => {
  it('the outlook begins with what was spent before the running day, and ends with the forecast', () => {
    const { outlook } = shown();
    assert.deepEqual(
      [outlook?.course, outlook?.line, outlook?.spent, outlook?.top],
      [{ start: 40, middle: 100, range: { low: 90, high: 115 } }, 120, 60, 120],
    );
  });

  it('the outlook is never below what is spent already', () => {
    const low = { middle: 50n * DOLLAR, range: { low: 40n * DOLLAR, high: 70n * DOLLAR } };
    assert.deepEqual(shown({ ...OUTLOOK, forecast: low }).outlook?.course, {
      start: 40,
      middle: 60,
      range: { low: 60, high: 70 },
    });
  });

  it('a budget a hundred times the spend flattens no chart, and the legend says where it is', () => {
    const model = shown({ ...OUTLOOK, budget: { name: 'Team', amount: 6000n * DOLLAR } });
    assert.equal(model.outlook?.line, null);
    assert.equal(drawingOf(model).domain.max, 115);
    const labels = legendMarks(model).map(({ label }) => label);
    assert.ok(labels.includes('budget Team, $6,000, above the chart'), labels.join());
  });

  it('the axis reaches the budget and the high end of the forecast', () => {
    assert.equal(drawingOf(shown()).domain.max, 120);
    assert.equal(drawingOf(shown({ ...OUTLOOK, budget: null })).domain.max, 115);
  });

  it('other shapes, and one series alone, have no outlook', () => {
    assert.equal(shown(OUTLOOK, { shape: 'bars' }).outlook, null);
    assert.equal(shown(OUTLOOK, { isolated: 'opus' }).outlook, null);
  });

  it('the sentence of the chart has budget and forecast', () => {
    assert.match(
      explorerSentence(shown()),
      /Budget Team, \$120: 50% used\. By Nov 19, forecast ≈\$90 – \$115 \(80% range\)\./,
    );
  });

  it('days ahead are read as the forecast, and enter nothing', () => {
    const interaction = interactionOf(shown(), NO_ACTIONS);
    assert.deepEqual([interaction.count, interaction.first, interaction.canEnter(3)], [4, 1, false]);
    assert.deepEqual(interaction.tooltip(3), {
      title: 'To Thu, Nov 19, 2026, forecast',
      rows: [],
      foot: [
        { name: 'Middle', text: '≈$100', share: '' },
        { name: '80% range', text: '≈$90 – $115', share: '' },
        { name: 'Budget Team, $120', text: '', share: '' },
      ],
      notes: [],
    });
    assert.deepEqual(interaction.tooltip(1)?.foot.at(-1), { name: 'Budget Team, $120', text: '50%', share: '' });
    assert.equal(interactionOf(shown({ ...OUTLOOK, forecast: null }), NO_ACTIONS).count, 2);
  });

  it('the share of a budget is rounded down, so that 100 % is the amount itself', () => {
    const format = createFormat('en-US', 'UTC');
    const budget = { name: 'Team', amount: 120n * DOLLAR };
    assert.deepEqual(
      [119.99, 120, -3].map((spent) => budgetShareText(spent, budget, format)),
      ['99%', '100%', '0%'],
    );
    // 100 × 0.29 is less than 29 in floats.
    assert.equal(budgetShareText(0.29, { name: 'Team', amount: DOLLAR }, format), '29%');
  });
});

describe('the marks of a chart', () => {
  const marks = [
    { kind: 'note', at: MONDAY, text: 'migration' },
    { kind: 'alert', at: MONDAY + 30 * 3_600_000, text: 'Team has passed 50% of its budget' },
  ] as const;

  it('marks are read with their bucket, named in the legend and in the sentence', () => {
    const model = modelOf(WEEK, { marks });
    const { tooltip } = interactionOf(model, NO_ACTIONS);
    assert.deepEqual([tooltip(0)?.notes, tooltip(1)?.notes], [['Note: migration'], [marks[1].text]]);
    assert.deepEqual(
      legendMarks(model)
        .map(({ label }) => label)
        .filter((label) => /alert|note/.test(label)),
      ['alert', 'note'],
    );
    assert.match(
      explorerSentence(model),
      /Marked: Mon, Nov 16, 2026: Note: migration; Tue, Nov 17, 2026: Team has passed 50% of its budget\./,
    );
  });

  it('the sentence names the three newest marks, and counts the others', () => {
    const many = [1, 2, 3, 4, 5].map((at) => ({ ...marks[0], text: `n${at}` }));
    assert.match(explorerSentence(modelOf(WEEK, { marks: many })), /Note: n3; .*Note: n4; .*Note: n5; and 2 more\./);
  });

  it('the heat map, which has no time axis, has no marks', () => {
    assert.deepEqual(modelOf(WEEK, { marks, shape: 'heat' }).marks, []);
  });
});
