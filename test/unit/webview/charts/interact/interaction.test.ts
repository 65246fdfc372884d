import assert from 'node:assert/strict';
import type { ChangeQuestion } from '../../../../../src/shared/changeQuestion.ts';
import type { Choice, Shape } from '../../../../../src/shared/choice.ts';
import type { Explorer } from '../../../../../src/shared/explorer.ts';
import { DOLLAR } from '../../../../../src/shared/money.ts';
import { interactionOf, keysText } from '../../../../../webview/charts/interact/interaction.ts';
import { tooltipSpeech } from '../../../../../webview/charts/interact/tooltip.ts';
import { costs, explorerOf, modelOf, shares } from '../chartFixtures.ts';

const chart = costs('day', ['billed', 'none', 'ESTIMATED', 'none'], { a: [DOLLAR, 0n, 2n * DOLLAR, 0n] });
const explorer = explorerOf(chart, { previousByBucket: BigInt64Array.of(2n * DOLLAR, 0n, 0n, 0n) });

function interact(change: Parameters<typeof modelOf>[1] = {}) {
  const drilled: Partial<Choice>[] = [];
  const explained: Omit<ChangeQuestion, 'id'>[] = [];
  return {
    drilled,
    explained,
    interaction: interactionOf(modelOf(explorer, change), {
      drill: (next) => drilled.push(next),
      explain: (next) => explained.push(next),
    }),
  };
}

describe('the tooltip of a chart', () => {
  it('the tooltip of a chart shows a bucket’s title, figures and previous period', () => {
    const tip = interact().interaction.tooltip(0);
    assert.ok(tip);
    assert.equal(
      tooltipSpeech(tip),
      'Mon, Nov 16, 2026, billed. Total $1.00. vs. Mon, Nov 9 $2.00 -50.0%. A $1.00 100.0%',
    );
  });

  it('the tooltip of a chart says that a bucket is unknown or still running', () => {
    const { interaction } = interact();
    assert.equal(interaction.tooltip(1)?.title, 'Tue, Nov 17, 2026, not known yet');
    assert.equal(interaction.tooltip(2)?.title, 'Wed, Nov 18, 2026, so far, estimated');
  });

  it('the tooltip of a chart is null for a bucket that lies ahead', () => {
    assert.equal(interact().interaction.tooltip(3), null);
  });

  it('the tooltip of a chart sums up to the bucket in a running total', () => {
    const tip = interact({ shape: 'cumulative' }).interaction.tooltip(2);
    assert.equal(tip?.title, 'To Wed, Nov 18, 2026, so far, partly estimated');
    assert.deepEqual(
      tip?.foot.map(({ name, text }) => `${name} ${text}`),
      ['Total ≈$3.00', 'vs. Nov 9 – 15 $2.00'],
    );
  });

  it('the tooltip of a chart lists the series by their size in that bucket', () => {
    const two = explorerOf(costs('day', ['billed', 'billed'], { a: [5n * DOLLAR, DOLLAR], b: [DOLLAR, 2n * DOLLAR] }));
    const names = (shape: 'bars' | 'lines' | 'cumulative') =>
      interactionOf(modelOf(two, { shape }), { drill: () => {}, explain: () => {} })
        .tooltip(1)
        ?.rows.map(({ name }) => name);
    assert.deepEqual(names('bars'), ['B', 'A']);
    assert.deepEqual(names('cumulative'), ['A', 'B']);
    assert.deepEqual(names('lines'), ['B', 'A']);
    const rates = explorerOf(shares('day', ['billed'], { a: [[1, 100]], b: [[1, 2]] }));
    assert.deepEqual(
      interactionOf(modelOf(rates), { drill: () => {}, explain: () => {} })
        .tooltip(0)
        ?.rows.map(({ name }) => name),
      ['B', 'A'],
    );
  });

  it('the tooltip of a chart shows an hour of the week in the heat map, without drill-down', () => {
    const { interaction } = interact({ shape: 'heat' });
    assert.equal(interaction.tooltip(25)?.title, 'Tue, 01:00–02:00');
    assert.deepEqual([interaction.count, interaction.canEnter(25), interaction.zoomLabel], [168, false, null]);
  });
});

describe('what changed in a bucket', () => {
  it('what changed is asked of the bucket, of all up to it in a running total, and of none in the heat map', () => {
    const [first, , running] = chart.buckets;
    assert.ok(first && running);
    const bars = interact();
    for (const bucket of [2, 3]) bars.interaction.explain?.(bucket);
    assert.deepEqual(
      bars.explained.map(({ bucket }) => bucket),
      [{ start: running.start, end: running.end }],
      'nothing has happened in the last one',
    );
    assert.deepEqual(
      [2, 3].map((bucket) => bars.interaction.canExplain(bucket)),
      [true, false],
    );
    const total = interact({ shape: 'cumulative' });
    total.interaction.explain?.(2);
    assert.deepEqual(total.explained[0]?.bucket, { start: first.start, end: running.end });
    assert.deepEqual(total.explained[0]?.choice, explorer.choice);
    assert.equal(interact({ shape: 'heat' }).interaction.explain, null);
  });
});

describe('keysText', () => {
  const say = (answer: Explorer, shape: Shape = 'bars') =>
    keysText(interactionOf(modelOf(answer, { shape }), { drill: () => {}, explain: () => {} }));

  it('keysText names reading, drilling down and zooming where they work', () => {
    assert.match(say(explorer), /to figure\. Enter zooms in\. W shows what changed\. Shift/);
    assert.equal(say(explorer, 'heat'), 'Arrow keys move from figure to figure.');
    assert.equal(say(explorerOf(costs('day', [], {}))), '');
  });

  it('keysText does not offer to drill down into minutes', () => {
    const minutes = say(explorerOf(costs('minute', ['billed', 'billed'], { a: [DOLLAR, DOLLAR] })));
    assert.match(
      minutes,
      /to figure\. W shows what changed\. Shift and the arrow keys select a range; Enter zooms to it\./,
    );
  });
});

describe('the drill-down of a chart', () => {
  it('the drill-down of a chart opens the range of the bucket', () => {
    const { interaction, drilled } = interact();
    assert.equal(interaction.canEnter(0), true);
    interaction.enter(0);
    assert.deepEqual(drilled, [{ range: { type: 'days', from: '2026-11-16', to: '2026-11-16' }, unit: 'hour' }]);
  });

  it('the drill-down of a chart is refused for buckets that lie ahead', () => {
    const { interaction } = interact();
    assert.equal(interaction.canEnter(3), false);
    assert.equal(interaction.count, 3);
    assert.equal(interaction.first, 2);
  });

  it('the drill-down of a chart zooms to the dragged buckets, up to the running one', () => {
    const { interaction, drilled } = interact();
    assert.equal(interaction.zoomLabel?.(3, 1), 'Zoom to 2 days: Tue, Nov 17 – Wed, Nov 18, 2026');
    interaction.zoom(3, 1);
    assert.deepEqual(drilled, [{ range: { type: 'days', from: '2026-11-17', to: '2026-11-18' }, unit: 'hour' }]);
  });

  it('the drill-down of a chart does nothing for a drag that ends where it began', () => {
    const { interaction, drilled } = interact();
    assert.equal(interaction.zoomLabel?.(2, 3), null);
    interaction.zoom(1, 1);
    assert.deepEqual(drilled, []);
  });
});
