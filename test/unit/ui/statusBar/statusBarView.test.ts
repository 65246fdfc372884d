import assert from 'node:assert/strict';
import type { BudgetState } from '../../../../src/shared/budget.ts';
import { createFormat } from '../../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../../src/shared/money.ts';
import type { Problem } from '../../../../src/shared/panelView.ts';
import type { SpendState, Summary } from '../../../../src/shared/summary.ts';
import { statusBarView } from '../../../../src/ui/statusBar/statusBarView.ts';
import { budgetState, PRODUCTION } from '../../shared/budgetState.ts';
import { figure, RUNNING, ready } from '../summaryOf.ts';

const format = createFormat('en-US', 'UTC');
const offline: Problem = { kind: 'offline', message: 'The API cannot be reached.' };
const refused: Problem = { kind: 'refused', message: 'The API does not accept this key.' };

const OF = 'Claude Usage of Acme Robotics today:';
const AS_OF = 'Data to 14:05 UTC.';

/** State → text and label of the item that shows today. */
const TODAY: Record<string, readonly [state: SpendState, text: string, label: string]> = {
  'no key': [{ status: 'noKey' }, '$(key) Claude Usage', 'Claude Usage: no Admin API key is set.'],
  'first sync': [
    { status: 'starting', organization: 'Acme Robotics', sample: false },
    '$(loading~spin) Claude Usage',
    'Claude Usage: loading the first figures.',
  ],
  'first sync of the sample': [
    { status: 'starting', organization: null, sample: true },
    '$(beaker) $(loading~spin) Claude Usage',
    'Claude Usage of the sample organization: loading the first figures.',
  ],
  'nothing to show': [
    { status: 'failed', problem: offline, sample: false },
    '$(warning) Claude Usage —',
    'Claude Usage: no figures yet. The API cannot be reached.',
  ],
  'nothing to show of the sample': [
    { status: 'failed', problem: offline, sample: true },
    '$(warning) $(beaker) Claude Usage —',
    'Claude Usage: no figures yet. The API cannot be reached.',
  ],
  'refused, nothing to show': [
    { status: 'failed', problem: refused, sample: false },
    '$(error) Claude Usage: key rejected',
    'Claude Usage: no figures yet. The API does not accept this key.',
  ],
  'no usage yet': [ready({ today: figure(0, 'estimated') }), '$(graph) $0.00', `${OF} $0.00. ${AS_OF}`],
  working: [ready(), '$(graph) ≈$162.34', `${OF} about $162.34, estimated. ${AS_OF}`],
  billed: [ready({ today: figure(1240, 'billed') }), '$(graph) $12.40', `${OF} $12.40. ${AS_OF}`],
  mixed: [
    ready({ today: figure(1250, 'mixed') }),
    '$(graph) ≈$12.50',
    `${OF} about $12.50, partly estimated. ${AS_OF}`,
  ],
  'a running measurement': [
    ready({ measurement: RUNNING }),
    '$(graph) ≈$162.34 · ≈$1.20 since 09:10',
    `${OF} about $162.34, estimated. ${AS_OF} Measured since 09:10: about $1.20, estimated.`,
  ],
  'a measurement that waits for late usage': [
    ready({ measurement: { ...RUNNING, finalAt: Date.UTC(2026, 10, 22, 14, 31) } }),
    '$(graph) ≈$162.34 · ≈$1.20, final at 14:31',
    `${OF} about $162.34, estimated. ${AS_OF} Measured since 09:10: about $1.20, estimated, final at 14:31.`,
  ],
  'a measurement without a price': [
    ready({ measurement: { ...RUNNING, cost: figure(0, 'estimated', 1_200_000) } }),
    '$(graph) ≈$162.34 · 1.2M unpriced tokens since 09:10',
    `${OF} about $162.34, estimated. ${AS_OF} Measured since 09:10: 1,200,000 unpriced tokens.`,
  ],
  'a new day': [
    ready({ today: null, dataTo: Date.UTC(2026, 10, 21, 23, 58) }),
    '$(graph) —',
    `${OF} not known yet. Data to Nov 21, 23:58 UTC.`,
  ],
  stale: [
    ready({ problem: offline }),
    '$(warning) ≈$162.34',
    `${OF} about $162.34, estimated. ${AS_OF} Not up to date. The API cannot be reached.`,
  ],
  'stale on a new day': [
    ready({ problem: offline, today: null }),
    '$(warning) —',
    `${OF} not known yet. ${AS_OF} Not up to date. The API cannot be reached.`,
  ],
  refused: [
    ready({ problem: refused }),
    '$(error) ≈$162.34',
    `${OF} about $162.34, estimated. ${AS_OF} Not up to date. The API does not accept this key.`,
  ],
  'below a cent': [
    ready({ today: figure(0.4, 'estimated') }),
    '$(graph) <$0.01',
    `${OF} less than a cent, estimated. ${AS_OF}`,
  ],
  'unpriced alone': [
    ready({ today: figure(0, 'estimated', 1_234_567) }),
    '$(graph) 1.2M tokens',
    `${OF} 1,234,567 unpriced tokens. ${AS_OF}`,
  ],
  'unpriced beside an amount': [
    ready({ today: figure(300, 'estimated', 5000) }),
    '$(graph) ≈$3.00 + 5K tokens',
    `${OF} about $3.00, estimated, and 5,000 unpriced tokens. ${AS_OF}`,
  ],
  'of an organization whose name would turn the sentence': [
    ready({ today: figure(700, 'estimated'), organization: '\u202eAcme\u0007 Robotics' }),
    '$(graph) ≈$7.00',
    `Claude Usage of Acme Robotics today: about $7.00, estimated. ${AS_OF}`,
  ],
  sample: [
    ready({ sample: true }),
    '$(beaker) ≈$162.34',
    `Claude Usage of the sample organization today: about $162.34, estimated. ${AS_OF}`,
  ],
  'stale sample': [
    ready({ sample: true, problem: offline }),
    '$(warning) $(beaker) ≈$162.34',
    `Claude Usage of the sample organization today: about $162.34, estimated. ${AS_OF} Not up to date. The API cannot be reached.`,
  ],
};

describe('statusBarView of today', () => {
  it('statusBarView tells the problem of unreadable bills without calling the figure out of date', () => {
    const state = ready({ problem: { kind: 'bills', message: 'The cost report cannot be read.' } });
    const { text, label } = statusBarView(state, 'today', format);
    assert.equal(text, '$(warning) ≈$162.34');
    assert.equal(label, `${OF} about $162.34, estimated. ${AS_OF} The cost report cannot be read.`);
  });

  for (const [name, [state, text, label]] of Object.entries(TODAY)) {
    it(`statusBarView is ${text} for ${name}`, () => {
      const view = statusBarView(state, 'today', format);
      assert.deepEqual([view.text, view.label], [text, label]);
    });
  }

  it('statusBarView has another text for every state', () => {
    const texts = Object.values(TODAY).map(([state]) => statusBarView(state, 'today', format).text);
    assert.deepEqual(texts, [...new Set(texts)]);
  });

  it('statusBarView has a sentence for screen readers in every state, without icons or signs', () => {
    for (const [state] of Object.values(TODAY)) {
      const { label } = statusBarView(state, 'today', format);
      assert.match(label, /^Claude Usage.*\.$/);
      assert.doesNotMatch(label, /\$\(|[≈<]/);
    }
  });

  it('statusBarView is marked where its figure is stale or the key is refused', () => {
    const marked = Object.entries(TODAY).map(([name, [state]]) => [name, statusBarView(state, 'today', format).mark]);
    assert.deepEqual(
      marked.filter(([, mark]) => mark !== 'none'),
      [
        ['nothing to show', 'stale'],
        ['nothing to show of the sample', 'stale'],
        ['refused, nothing to show', 'refused'],
        ['stale', 'stale'],
        ['stale on a new day', 'stale'],
        ['refused', 'refused'],
        ['stale sample', 'stale'],
      ],
    );
  });

  it('statusBarView keeps the figure without its icon, but with the badge of the sample', () => {
    assert.equal(
      statusBarView(ready({ problem: offline, sample: true }), 'today', format).figure,
      '$(beaker) ≈$162.34',
    );
    assert.equal(statusBarView({ status: 'noKey' }, 'today', format).figure, '');
  });
});

describe('statusBarView of other figures', () => {
  const texts = (changes: Partial<Summary>) =>
    (['todayAndMonth', 'month', 'burnRate'] as const).map((show) => statusBarView(ready(changes), show, format).text);
  const nothing: Partial<Summary> = { today: null, month: null, lastHour: null };

  it('statusBarView shows today with the month, the month, or dollars an hour', () => {
    assert.deepEqual(texts({}), [
      '$(graph) ≈$162.34 · ≈$18,204.00 in November',
      '$(graph) ≈$18,204.00 in November',
      '$(graph) ≈$41.20/h',
    ]);
  });

  it('statusBarView shows a dash, never zero, where a figure is not known', () => {
    assert.deepEqual(texts(nothing), ['$(graph) — · — in November', '$(graph) — in November', '$(graph) —']);
  });

  it('statusBarView shows zero where that is known', () => {
    const zero = figure(0, 'estimated');
    const changes = { today: zero, month: figure(0, 'billed'), lastHour: zero };
    assert.deepEqual(texts(changes), [
      '$(graph) $0.00 · $0.00 in November',
      '$(graph) $0.00 in November',
      '$(graph) $0.00/h',
    ]);
  });

  it('statusBarView shows unpriced tokens as tokens, never as $0.00', () => {
    const unpriced = figure(0, 'estimated', 900);
    const changes = { today: unpriced, month: figure(100, 'mixed', 900), lastHour: figure(300, 'estimated', 1) };
    assert.deepEqual(texts(changes), [
      '$(graph) 900 tokens · ≈$1.00 + 900 tokens in November',
      '$(graph) ≈$1.00 + 900 tokens in November',
      '$(graph) ≈$3.00/h + 1 token/h',
    ]);
  });

  it('statusBarView of other figures has the same icons and badge', () => {
    for (const text of texts({ problem: offline, sample: true })) assert.ok(text.startsWith('$(warning) $(beaker) '));
    for (const text of texts({ problem: refused })) assert.ok(text.startsWith('$(error) '));
  });

  it('statusBarView of other figures has the same sentence about today', () => {
    const { label } = statusBarView(ready(), 'burnRate', format);
    assert.equal(label, statusBarView(ready(), 'today', format).label);
  });

  it('statusBarView of other figures has the same text without a key', () => {
    for (const show of ['todayAndMonth', 'month', 'burnRate'] as const) {
      assert.equal(statusBarView({ status: 'noKey' }, show, format).text, '$(key) Claude Usage');
    }
  });
});

describe('statusBarView with budgets', () => {
  const month = budgetState({ cents: 1_820_400, amount: 25_000n * DOLLAR });
  const tight = budgetState({ name: 'Tight', cents: 1_820_400, amount: 20_000n * DOLLAR });
  const ofWeek = budgetState({ name: 'Week', amount: 1000n * DOLLAR, budget: { period: 'week' } });
  const ofWorkspace = budgetState({ name: 'Production', amount: 1000n * DOLLAR, scope: PRODUCTION });
  const text = (show: 'today' | 'todayAndMonth' | 'month' | 'burnRate', changes: Partial<Summary>) =>
    statusBarView(ready(changes), show, format).text;

  it('statusBarView appends the organization’s month budget with the highest used share to the month alone', () => {
    const budgets = [ofWeek, ofWorkspace, month, tight];
    assert.equal(text('todayAndMonth', { budgets }), '$(graph) ≈$162.34 · ≈$18,204 / $20,000');
    assert.equal(text('month', { budgets }), '$(graph) ≈$18,204 / $20,000');
    assert.equal(text('today', { budgets }), '$(graph) ≈$162.34');
    assert.equal(text('burnRate', { budgets }), '$(graph) ≈$41.20/h');
  });

  it('statusBarView stays as it is without a month budget of the organization', () => {
    const budgets = [ofWeek, ofWorkspace];
    assert.equal(text('todayAndMonth', { budgets }), '$(graph) ≈$162.34 · ≈$18,204.00 in November');
    assert.equal(text('month', { budgets: [] }), '$(graph) ≈$18,204.00 in November');
  });

  it('statusBarView never reads as the budget’s amount below it, and is a dash where the month is not known', () => {
    const of = (spent: bigint) =>
      text('month', { budgets: [budgetState()], month: { amount: spent, basis: 'mixed', unpricedTokens: 0 } });
    assert.equal(of(1999n * DOLLAR + 49n * CENT), '$(graph) ≈$1,999 / $2,000');
    assert.equal(of(1999n * DOLLAR + 50n * CENT), '$(graph) ≈$1,999.50 / $2,000');
    assert.equal(of(2000n * DOLLAR - 1n), '$(graph) ≈$1,999.99 / $2,000');
    assert.equal(of(2000n * DOLLAR), '$(graph) ≈$2,000 / $2,000');
    assert.equal(text('month', { budgets: [budgetState()], month: null }), '$(graph) — / $2,000');
  });

  it('statusBarView has the icon, the figure, the budget and the stopwatch in this order', () => {
    const changes = { budgets: [month], measurement: RUNNING, problem: offline };
    assert.equal(text('todayAndMonth', changes), '$(warning) ≈$162.34 · ≈$18,204 / $25,000 · ≈$1.20 since 09:10');
    assert.equal(statusBarView(ready(changes), 'month', format).figure, '≈$18,204 / $25,000');
  });

  it('statusBarView takes its colour from the worst budget of any scope, by the exact amount, in every mode', () => {
    const of = (percent: number, thresholds: readonly number[], less = 0n) => {
      const spent = { amount: BigInt(percent) * 20n * DOLLAR - less, basis: 'estimated', unpricedTokens: 0 } as const;
      return { ...budgetState({ scope: PRODUCTION, budget: { thresholds } }), spent };
    };
    const tone = (...budgets: ReturnType<typeof of>[]) =>
      [
        ...new Set(
          (['today', 'todayAndMonth', 'month', 'burnRate'] as const).map(
            (show) => statusBarView(ready({ budgets }), show, format).tone,
          ),
        ),
      ].join();
    assert.equal(tone(of(79, [50, 80, 100])), 'none');
    assert.equal(tone(of(80, [50, 80, 100], 1n)), 'none');
    assert.equal(tone(of(80, [50, 80, 100])), 'warning');
    assert.equal(tone(of(99, [50])), 'none');
    assert.equal(tone(of(89, [50, 90])), 'none');
    assert.equal(tone(of(100, [50, 80, 100], 1n)), 'warning');
    assert.equal(tone(of(100, [50])), 'error');
    assert.equal(tone(of(90, [95]), of(82, [82])), 'warning');
    assert.equal(tone(of(82, [82]), of(140, []), of(10, [80])), 'error');
    assert.equal(tone(), 'none');
  });

  it('statusBarView has no colour for a forecast that crosses the amount', () => {
    const forecast = { middle: 9000n * DOLLAR, range: null };
    const budgets = [budgetState({ forecast, passing: { on: Date.UTC(2026, 10, 24), range: null } })];
    assert.equal(statusBarView(ready({ budgets }), 'today', format).tone, 'none');
  });

  it('statusBarView has trouble before budgets, and an old figure is no trouble', () => {
    const budgets = [budgetState({ cents: 300_000 })];
    assert.equal(statusBarView(ready({ budgets, problem: offline }), 'today', format).tone, 'none');
    assert.equal(statusBarView(ready({ budgets, problem: refused }), 'today', format).tone, 'none');
    assert.equal(statusBarView(ready({ budgets }), 'today', format, 600_000).tone, 'error');
  });

  it('statusBarView says in its sentence what the month has spent, and its budget, where the text has them', () => {
    const budgets = [budgetState(), budgetState({ name: 'More', amount: 3000n * DOLLAR })];
    for (const show of ['month', 'todayAndMonth'] as const) {
      const without = statusBarView(ready(), show, format).label;
      assert.match(
        without,
        /today: about \$162\.34, estimated\. November so far: about \$18,204\.00, [^;]*estimated\. Data/,
      );
      assert.match(statusBarView(ready({ budgets }), show, format).label, /; budget \$2,000\. Data/);
    }
    assert.doesNotMatch(statusBarView(ready({ budgets }), 'today', format).label, /November/);
  });

  it('statusBarView says in its sentence what is used of the budget that it has its colour from', () => {
    const passing = { on: Date.UTC(2026, 10, 28), range: { from: Date.UTC(2026, 10, 26), to: Date.UTC(2026, 10, 29) } };
    const calm = budgetState({ name: '\u202eTeam', passing });
    const warned = budgetState({ name: 'Web', cents: 180_000, passing: { on: null, range: null } });
    const label = (...budgets: BudgetState[]) => statusBarView(ready({ budgets }), 'today', format).label;
    assert.match(label(calm), /UTC\. Budget Team: 40% of \$2,000 used, passes on Sat, Nov 28 \(Nov 26 – 29\)\.$/);
    assert.match(label(calm, warned), / Budget Web: 90% of \$2,000 used, holds\.$/);
    assert.match(label(budgetState({ cents: null })), / Budget Team: not known yet\.$/);
  });
});
