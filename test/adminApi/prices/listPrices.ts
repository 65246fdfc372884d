/**
 * List prices in dollars per million tokens, as published in November 2026
 * (https://platform.claude.com/docs/en/about-claude/pricing). They stand here again, apart from the extension's own price
 * file, because they are the truth that it is tested against.
 */
import type { Adjustment } from '../world/world.ts';

/** Uncached input, 5-minute cache write, 1-hour cache write, cache read, output: decimals, in the order of `COUNTERS`. */
type TokenPrices = readonly [string, string, string, string, string];

export interface ModelPrice {
  /** As bill lines name the model. */
  readonly name: string;
  readonly standard: TokenPrices;
  readonly fast?: TokenPrices;
}

const FAST_5: TokenPrices = ['10', '12.5', '20', '1', '50'];
const OPUS_5: TokenPrices = ['5', '6.25', '10', '0.5', '25'];
const SONNET_4: TokenPrices = ['3', '3.75', '6', '0.3', '15'];

export const LIST_PRICES: Readonly<Record<string, ModelPrice>> = {
  'claude-fable-5-1': { name: 'Claude Fable 5.1', standard: ['10', '12.5', '20', '0.25', '50'] },
  'claude-opus-5-5': {
    name: 'Claude Opus 5.5',
    standard: ['4', '5', '8', '0.2', '20'],
    fast: ['8', '10', '16', '0.4', '40'],
  },
  'claude-opus-5': { name: 'Claude Opus 5', standard: OPUS_5, fast: FAST_5 },
  'claude-opus-4-8': { name: 'Claude Opus 4.8', standard: OPUS_5, fast: FAST_5 },
  'claude-opus-4-7': { name: 'Claude Opus 4.7', standard: OPUS_5 },
  'claude-opus-4-5': { name: 'Claude Opus 4.5', standard: OPUS_5 },
  'claude-sonnet-5-5': { name: 'Claude Sonnet 5.5', standard: ['2', '2.5', '4', '0.1', '10'] },
  'claude-sonnet-5': { name: 'Claude Sonnet 5', standard: ['2', '2.5', '4', '0.2', '10'] },
  'claude-sonnet-4-6': { name: 'Claude Sonnet 4.6', standard: SONNET_4 },
  'claude-sonnet-4-5': { name: 'Claude Sonnet 4.5', standard: SONNET_4 },
  'claude-haiku-5-5': { name: 'Claude Haiku 5.5', standard: ['0.1', '0.125', '0.2', '0.01', '0.5'] },
  'claude-haiku-4-5': { name: 'Claude Haiku 4.5', standard: ['1', '1.25', '2', '0.1', '5'] },
};

/** What everybody's list price is multiplied by. No public price of flex is known: half is this test bed's own. */
export const LIST_ADJUSTMENTS: readonly Adjustment[] = [
  { times: '0.5', serviceTiers: ['batch', 'flex', 'flex_discount'] },
  { times: '1.1', inferenceGeos: ['us'] },
  {
    times: '2',
    models: ['claude-sonnet-5-5'],
    counters: ['cache_read_input_tokens'],
    until: Date.UTC(2026, 9, 7),
  },
];

/** $10 per 1,000 web searches: millionths of a cent each. */
export const PRICE_PER_SEARCH = 1_000_000n;
/** $0.05 and $0.08 an hour, in millionths of a cent. */
export const CODE_EXECUTION_HOUR = 5_000_000n;
export const SESSION_HOUR = 8_000_000n;
