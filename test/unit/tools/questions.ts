/** Questions that people ask a chat about their spend, the call that answers each, and the figure to answer with. */

interface RealQuestion {
  readonly question: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Where the figure is in the answer: `rows.0.spend`. */
  readonly at: string;
  /** On Thursday, 19 November 2026 at 14:07 UTC, in the small organization of the test bed. */
  readonly figure: string;
}

const ask = (
  question: string,
  tool: string,
  input: RealQuestion['input'],
  at: string,
  figure: string,
): RealQuestion => {
  return { question, tool, input, at, figure };
};

export const QUESTIONS: readonly RealQuestion[] = [
  ask('What have we spent on Claude today?', 'get_spend', { period: 'today' }, 'total', '557.47'),
  ask('And yesterday?', 'get_spend', { period: 'yesterday' }, 'total', '1023.83'),
  ask('What did the API cost us in October?', 'get_spend', { period: 'lastMonth' }, 'total', '28689.80'),
  ask('How much of this month is billed already?', 'get_spend', { period: 'thisMonth' }, 'basis.billed', '14894.19'),
  ask(
    'Which model costs us the most?',
    'get_spend',
    { period: 'last30Days', groupBy: 'model', top: 1 },
    'rows.0.name',
    'Opus 5.5',
  ),
  ask(
    'What share of the spend is Opus?',
    'get_spend',
    { period: 'last30Days', groupBy: 'model' },
    'rows.0.share',
    '70.6%',
  ),
  ask(
    'Which API key was the most expensive last week?',
    'get_spend',
    { period: 'custom', from: '2026-11-09', to: '2026-11-15', groupBy: 'apiKey', top: 3 },
    'rows.0.name',
    'web-app',
  ),
  ask(
    'What does the Research team spend?',
    'get_spend',
    { period: 'thisMonth', filter: { workspace: 'Research' } },
    'total',
    '5932.07',
  ),
  ask(
    'What did Research spend on Sonnet 5.5 in October?',
    'get_spend',
    { period: 'lastMonth', filter: { workspace: 'Research', model: 'Sonnet 5.5' } },
    'total',
    '761.25',
  ),
  ask(
    'What did the nightly batch cost last night?',
    'get_spend',
    { period: 'custom', from: '2026-11-18T22:00:00Z', to: '2026-11-19T06:00:00Z', filter: { apiKey: 'nightly-batch' } },
    'total',
    '93.33',
  ),
  ask(
    'On which day this month did we spend the most?',
    'get_spend',
    { period: 'thisMonth', groupBy: 'day', top: 1 },
    'rows.0.name',
    'Friday, 2026-11-06',
  ),
  ask(
    'At what hour did spend peak yesterday?',
    'get_spend',
    { period: 'yesterday', groupBy: 'hour', top: 1 },
    'rows.0.name',
    '2026-11-18 17:00',
  ),
  ask('Are we spending more than last week?', 'compare_spend', { period: 'thisWeek' }, 'change', '+2.2%'),
  ask(
    'By how much is this month above October, to the same day?',
    'compare_spend',
    { period: 'thisMonth' },
    'difference',
    '-217.88',
  ),
  ask(
    'Which key made the bill of Tuesday lower than that of Monday?',
    'compare_spend',
    {
      period: 'custom',
      from: '2026-11-17',
      to: '2026-11-17',
      previous: 'custom',
      previousFrom: '2026-11-16',
      previousTo: '2026-11-16',
      groupBy: 'apiKey',
    },
    'movers.0.name',
    'lab',
  ),
  ask('How many tokens did we use this week?', 'get_tokens', { period: 'thisWeek' }, 'tokens.total', '1572372028'),
  ask('How good is our cache hit rate?', 'get_tokens', { period: 'last7Days' }, 'tokens.cacheHitRate', '68.5%'),
  ask('What has caching saved us this month?', 'get_tokens', { period: 'thisMonth' }, 'cacheSavings', '12545.98'),
  ask(
    'How many web searches did web-app make?',
    'get_tokens',
    { period: 'last7Days', filter: { apiKey: 'web-app' } },
    'tokens.webSearches',
    '1670',
  ),
  ask('Is our monthly budget going to hold?', 'get_status', {}, 'budgets.0.forecast.expected', '26575.69'),
  ask('Up to which day are the figures billed?', 'get_status', {}, 'billedUpTo', '2026-11-17'),
  ask(
    'What did the key ci2 cost today?',
    'get_spend',
    { period: 'today', filter: { apiKey: 'ci2' } },
    'nearest.0.name',
    'ci',
  ),
];
