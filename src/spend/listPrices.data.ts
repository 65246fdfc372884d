/**
 * List prices of the Claude API, US dollars per million tokens, with the days they are in force and where each was
 * read. The only file to touch when a price changes: add a period, never overwrite one, or older days lose their price.
 */

export interface TokenPrices {
  readonly input: string;
  readonly write5m: string;
  readonly write1h: string;
  readonly read: string;
  readonly output: string;
}

interface PricePeriod {
  /** First UTC day in force; null where the price is older than any day that can be asked for. */
  readonly from: string | null;
  readonly prices: TokenPrices;
}

export interface ModelPrices {
  /** API ids without a date: `-YYYYMMDD` and `-latest` may follow any of them. */
  readonly ids: readonly string[];
  /** Oldest first. */
  readonly periods: readonly PricePeriod[];
  /** Prompts over 200k tokens: the same price, one of their own, or not known. */
  readonly longContext: 'same' | 'unknown' | TokenPrices;
  /** True where inference in the US costs more. */
  readonly usPremium: boolean;
  /** Fast mode, for the models that have it; the model's own cache multipliers apply on top. */
  readonly fast?: { readonly input: string; readonly output: string };
  readonly source: string;
}

const PAGE = 'https://platform.claude.com/docs/en/about-claude/pricing';
const READ_IN_SEPTEMBER = `${PAGE} as of 2026-09-26`;
/** UTC day of the newest reading of the pricing page. */
export const PRICES_READ_ON = '2026-10-09';
const READ_IN_OCTOBER = `${PAGE} as of ${PRICES_READ_ON}`;
const CLAUDE_CODE = 'the price catalogue inside Claude Code 2.1.332 (npm, 2026-11-24)';

/** Parts of the list price in per cent, on every category of tokens. Read from the pricing page as of 2026-10-09. */
export const BATCH_PERCENT = 50n;
export const US_PERCENT = 110n;
/** Dollars for a thousand web searches, whatever the model. Read from the pricing page as of 2026-10-09. */
export const WEB_SEARCH_PER_THOUSAND = '10';

const prices = (input: string, write5m: string, write1h: string, read: string, output: string): TokenPrices => ({
  input,
  write5m,
  write1h,
  read,
  output,
});
const always = (of: TokenPrices): readonly PricePeriod[] => [{ from: null, prices: of }];
/** Claude 4.6 and newer: all of the context window at one price, and a premium for the US. */
const newer = { longContext: 'same', usPremium: true } as const;
/** Before that, some models had a premium for long prompts, which the page does not give any more. */
const older = { longContext: 'unknown', usPremium: false } as const;

const opus5 = always(prices('5', '6.25', '10', '0.50', '25'));
const opus3 = always(prices('15', '18.75', '30', '1.50', '75'));
const sonnet3 = always(prices('3', '3.75', '6', '0.30', '15'));

export const LIST_PRICES: readonly ModelPrices[] = [
  {
    ids: ['claude-fable-5-2', 'claude-mythos-5-2'],
    periods: [{ from: '2026-11-09', prices: prices('8', '10', '16', '0.20', '40') }],
    fast: { input: '16', output: '80' },
    ...newer,
    source: `${CLAUDE_CODE}; input and output also the platform's release notes of 2026-11-09`,
  },
  {
    ids: ['claude-fable-5-1', 'claude-mythos-5-1'],
    periods: always(prices('10', '12.50', '20', '0.25', '50')),
    ...newer,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-fable-5', 'claude-mythos-5'],
    periods: always(prices('10', '12.50', '20', '1', '50')),
    ...newer,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-opus-5-5'],
    periods: [{ from: '2026-09-22', prices: prices('4', '5', '8', '0.20', '20') }],
    fast: { input: '8', output: '40' },
    ...newer,
    source: READ_IN_SEPTEMBER,
  },
  {
    ids: ['claude-opus-5', 'claude-opus-4-8'],
    periods: opus5,
    fast: { input: '10', output: '50' },
    ...newer,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-opus-4-7', 'claude-opus-4-6'],
    periods: opus5,
    fast: { input: '30', output: '150' },
    ...newer,
    source: `${READ_IN_OCTOBER}; fast mode: ${CLAUDE_CODE}`,
  },
  { ids: ['claude-opus-4-5'], periods: opus5, ...older, source: READ_IN_OCTOBER },
  {
    ids: ['claude-opus-4-1', 'claude-opus-4', 'claude-opus-4-0', 'claude-3-opus'],
    periods: opus3,
    ...older,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-sonnet-5-5'],
    periods: [
      { from: '2026-09-28', prices: prices('2', '2.50', '4', '0.20', '10') },
      { from: '2026-10-07', prices: prices('2', '2.50', '4', '0.10', '10') },
    ],
    ...newer,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-sonnet-5'],
    periods: always(prices('2', '2.50', '4', '0.20', '10')),
    ...newer,
    source: `${READ_IN_OCTOBER}; an announced rise to 3/15 was cancelled`,
  },
  { ids: ['claude-sonnet-4-6'], periods: sonnet3, ...newer, source: READ_IN_OCTOBER },
  {
    ids: ['claude-sonnet-4-5', 'claude-sonnet-4', 'claude-sonnet-4-0'],
    periods: sonnet3,
    ...older,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-3-7-sonnet', 'claude-sonnet-3-7', 'claude-3-5-sonnet', 'claude-sonnet-3-5'],
    periods: sonnet3,
    ...older,
    source: CLAUDE_CODE,
  },
  {
    // Prompts over 100k tokens cost five times as much. Reports split at 200k alone, so what they call 0-200k gets the
    // price of the short band (too little for prompts between the two), and what they call 200k-1M the price of the long.
    ids: ['claude-haiku-5-5'],
    periods: [{ from: '2026-10-07', prices: prices('0.10', '0.125', '0.20', '0.01', '0.50') }],
    longContext: prices('0.50', '0.625', '1', '0.05', '2.50'),
    usPremium: true,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-haiku-4-5'],
    periods: always(prices('1', '1.25', '2', '0.10', '5')),
    ...older,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-3-5-haiku', 'claude-haiku-3-5'],
    periods: always(prices('0.80', '1', '1.60', '0.08', '4')),
    ...older,
    source: READ_IN_OCTOBER,
  },
  {
    ids: ['claude-3-haiku', 'claude-haiku-3'],
    periods: always(prices('0.25', '0.30', '0.50', '0.03', '1.25')),
    ...older,
    source: READ_IN_OCTOBER,
  },
];
