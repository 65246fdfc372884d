import assert from 'node:assert/strict';
import type { Choice } from '../../src/shared/choice.ts';
import { MEASURE_IDS } from '../../src/shared/measures.ts';
import type { PanelView } from '../../src/shared/panelView.ts';
import { findFaults } from './findFaults.ts';
import { PagePanel } from './pagePanel.ts';
import { PanelEngine, type PanelEngineOptions } from './panelEngine.ts';
import { useBrowser } from './suite.ts';
import { NARROWEST, WIDTHS } from './widths.ts';
import { longNames, scaledSample } from './worlds.ts';

type Choices = Readonly<Record<string, Partial<Choice>>>;

const COST: Choices = {
  'cost by model': {},
  'cost by API key, compared': { by: 'apiKey', compare: true },
  'cost by workspace, this month by week': { by: 'workspace', range: { type: 'thisMonth' }, unit: 'week' },
};
const WORLDS: Readonly<Record<string, readonly [options: PanelEngineOptions, choices: Choices]>> = {
  'the sample': [
    {},
    {
      ...COST,
      'cost by workspace, today by hour': { by: 'workspace', range: { type: 'today' }, unit: 'hour', compare: true },
      'one model': { filters: [{ dimension: 'model', values: ['claude-opus-5-5'] }] },
      'the heat map': { shape: 'heat' },
      'last month by day, compared': { range: { type: 'lastMonth' }, compare: true },
    },
  ],
  'every measure': [
    {},
    Object.fromEntries(MEASURE_IDS.map((measure) => [`${measure}, compared`, { measure, compare: true }])),
  ],
  'a six-figure month': [{ source: scaledSample(10) }, COST],
  'a seven-figure month': [{ source: scaledSample(100) }, COST],
  'long names': [{ source: longNames }, { 'cost by API key, compared': { by: 'apiKey', compare: true } }],
};

/** A window of 1280 × 900 pixels at 200 %. */
const ZOOMED = { width: 640, height: 450 };
const SIZES = [...[NARROWEST, ...WIDTHS].map((width) => ({ width, height: 800 })), ZOOMED];

describe('the page fits', () => {
  const browser = useBrowser();

  for (const [world, [options, choices]] of Object.entries(WORLDS)) {
    it(`the page breaks, cuts and overlaps no figure at any width with ${world}`, async () => {
      await using engine = await PanelEngine.start(options);
      await using panel = await PagePanel.open(browser(), { engine });
      const faults: string[] = [];
      for (const [name, choice] of Object.entries(choices)) {
        await panel.choose(choice);
        await panel.unfold();
        for (const { width, height } of SIZES) {
          await panel.resize(width, height);
          for (const fault of await panel.page.evaluate(findFaults)) faults.push(`${name}, ${width} px: ${fault}`);
        }
      }
      assert.deepEqual(faults, []);
      assert.deepEqual(panel.errors, []);
    });
  }

  it('the page breaks, cuts and overlaps nothing at any width without figures, with old ones, and while they come', async () => {
    await using engine = await PanelEngine.start();
    await using panel = await PagePanel.open(browser());
    const faults: string[] = [];
    for (const [name, view] of Object.entries(screens(await engine.view()))) {
      await panel.show(view);
      for (const { width, height } of SIZES) {
        await panel.resize(width, height);
        for (const fault of await panel.page.evaluate(findFaults)) faults.push(`${name}, ${width} px: ${fault}`);
      }
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(panel.errors, []);
  });
});

const ORGANIZATION = 'The Benevolent and Protective Society of Automation Engineers, Northern Region';
const PROBLEM = {
  kind: 'refused',
  message:
    'The API rejected this key ("invalid x-api-key"). It may be mistyped, revoked, or not an Admin API key. Request ID: req_011CSHoEeqs5C35K2UUqR7Fy.',
} as const;

/** The page's other screens, and its header with all that it may have to say. */
function screens(view: PanelView): Readonly<Record<string, PanelView>> {
  assert.ok(view.status === 'ready');
  const { summary, explorer } = view;
  const slow = { ...summary, organization: ORGANIZATION, problem: PROBLEM, progress: { done: 0.02 } };
  const unknown = { ...summary, today: null, yesterday: null, month: null, lastHour: null, dataTo: null };
  const fetching = { what: 'minutes of Nov 20', done: 0.5 };
  return {
    'no key': { status: 'noKey' },
    loading: { status: 'loading', organization: ORGANIZATION, sample: true },
    failed: { status: 'failed', problem: PROBLEM, sample: true },
    'a problem': { ...view, summary: slow, explorer: { ...explorer, fetching, missing: fetching.what } },
    'no figures yet': { ...view, summary: unknown, now: null },
  };
}
