import { NO_SERIES, type Series } from '../source/series.ts';
import { listPrice } from '../spend/listPrices.ts';
import {
  CLAUDE_CODE,
  DEFAULT_WORKSPACE,
  DEVELOPER_TOOLS,
  KEYS,
  NO_KEY,
  PRODUCTION,
  pilotKey,
  pilotWorkspace,
  RESEARCH,
} from './organization.ts';
import { seedOf } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { busyWeekOn, candidateOn, dayKey, pilotOn } from './schedule.ts';

/** One program's requests of one kind. */
export interface Stream extends Series {
  readonly seed: number;
  readonly rhythm: Rhythm;
  /** On an ordinary weekday. */
  readonly requests: number;
  /** Of one request: uncached input, 5m writes, 1h writes, cache reads, output, web searches. */
  readonly mix: Mix;
  /** Requests an hour that come on top when somebody starts it by hand. */
  readonly surge: number;
}

type Mix = readonly [number, number, number, number, number, number];

type Options = Partial<Pick<Stream, 'serviceTier' | 'contextWindow' | 'inferenceGeo' | 'speed' | 'surge'>>;
type Template = Omit<Stream, 'model'> & { readonly models: readonly string[] };

/** Newest first: an organization takes a model on the day that it is sold. */
const OPUS = ['claude-opus-5-5', 'claude-opus-5'];
const SONNET = ['claude-sonnet-5-5', 'claude-sonnet-5'];
const SONNET_OLD = ['claude-sonnet-4-5-20250929'];
const HAIKU = ['claude-haiku-4-5-20251001'];

const CODING: Mix = [300, 3_500, 0, 70_000, 900, 0];
const ANSWERING: Mix = [900, 1_800, 0, 24_000, 650, 0];
const SELLING: Mix = [1_400, 1_500, 0, 18_000, 700, 0];

function stream(
  [workspaceId, apiKeyId]: readonly [string, string],
  models: readonly string[],
  rhythm: Rhythm,
  requests: number,
  mix: Mix,
  options: Options = {},
): Template {
  const kind = {
    serviceTier: 'standard',
    contextWindow: '0-200k',
    inferenceGeo: 'global',
    speed: 'standard',
    surge: 0,
  };
  const whole = { ...kind, ...options };
  const seed = seedOf([apiKeyId, models[0], ...Object.values(whole)].join('|'));
  return { ...NO_SERIES, ...whole, seed, workspaceId, apiKeyId, models, rhythm, requests, mix };
}

const TEMPLATES: readonly Template[] = [
  stream([PRODUCTION, KEYS.supportAgent], OPUS, 'product', 4_200, ANSWERING),
  stream([PRODUCTION, KEYS.supportAgent], OPUS, 'product', 1_500, ANSWERING, { inferenceGeo: 'us' }),
  stream([PRODUCTION, KEYS.storefront], SONNET, 'product', 9_000, SELLING),
  stream([PRODUCTION, KEYS.storefront], SONNET, 'product', 900, SELLING, { inferenceGeo: 'us' }),
  stream([PRODUCTION, KEYS.storefront], SONNET, 'product', 4_000, SELLING, { serviceTier: 'priority' }),
  stream([PRODUCTION, KEYS.storefront], SONNET, 'product', 400, SELLING, { serviceTier: 'priority_on_demand' }),
  stream([PRODUCTION, KEYS.searchSummaries], SONNET, 'product', 2_600, [6_000, 0, 0, 2_000, 520, 0.4]),
  stream([PRODUCTION, KEYS.documentPipeline], SONNET_OLD, 'office', 3_400, [9_000, 0, 0, 0, 1_600, 0], {
    serviceTier: 'batch',
  }),
  stream([PRODUCTION, KEYS.intentRouter], HAIKU, 'product', 22_000, [1_100, 0, 0, 3_500, 90, 0]),
  stream([RESEARCH, KEYS.robotPlanner], OPUS, 'office', 1_000, [2_500, 0, 6_000, 60_000, 1_800, 0]),
  stream([RESEARCH, KEYS.robotPlanner], OPUS, 'office', 130, [8_000, 0, 30_000, 280_000, 2_500, 0], {
    contextWindow: '200k-1M',
  }),
  stream([RESEARCH, KEYS.robotPlanner], SONNET_OLD, 'office', 420, [3_000, 0, 4_000, 30_000, 1_400, 0]),
  stream([RESEARCH, KEYS.nightlyEvals], OPUS, 'night', 3_200, [3_000, 0, 0, 0, 1_400, 0], {
    serviceTier: 'batch',
    surge: 1_000,
  }),
  stream([RESEARCH, KEYS.nightlyEvals], HAIKU, 'night', 4_000, [1_500, 0, 0, 0, 300, 0], { serviceTier: 'batch' }),
  stream([RESEARCH, KEYS.teleopCopilot], OPUS, 'office', 500, [1_200, 0, 0, 6_000, 500, 0], { speed: 'fast' }),
  stream([DEVELOPER_TOOLS, KEYS.reviewBot], SONNET_OLD, 'office', 1_000, [5_000, 4_000, 0, 20_000, 1_100, 0]),
  stream([DEVELOPER_TOOLS, KEYS.opsTriage], HAIKU, 'steady', 1_300, [3_000, 0, 1_000, 9_000, 350, 0]),
  stream([DEFAULT_WORKSPACE, KEYS.notebooks], HAIKU, 'office', 900, [2_000, 0, 0, 0, 600, 0]),
  stream([DEFAULT_WORKSPACE, KEYS.notebooks], SONNET, 'office', 350, [2_400, 0, 0, 3_000, 900, 0.2]),
  stream([DEFAULT_WORKSPACE, NO_KEY], SONNET, 'office', 650, [2_000, 0, 0, 0, 900, 0.1]),
  stream([CLAUDE_CODE, KEYS.mira], OPUS, 'office', 1_000, CODING),
  stream([CLAUDE_CODE, KEYS.jonas], OPUS, 'office', 750, CODING),
  stream([CLAUDE_CODE, KEYS.jonas], HAIKU, 'office', 500, [700, 0, 0, 2_500, 120, 0]),
  stream([CLAUDE_CODE, KEYS.priya], SONNET, 'office', 1_700, CODING),
];

/** In the order of their busy weeks, in which they do twice as much. */
const BUSY_KEYS = [KEYS.searchSummaries, KEYS.mira, KEYS.documentPipeline, KEYS.intentRouter] as const;

/** Models before Opus 4.6 say nothing of where they ran. */
const WITHOUT_GEOGRAPHY: ReadonlySet<string> = new Set([...SONNET_OLD, ...HAIKU]);

/** Streams of a UTC day. Every one of them has a list price that day. */
export function streamsOn(day: number): readonly Stream[] {
  const pilot = pilotOn(day);
  const candidate = candidateOn(day);
  const passing = [
    stream([pilotWorkspace(pilot), pilotKey(pilot)], SONNET, 'office', 900, [2_000, 0, 0, 10_000, 600, 0]),
    stream([RESEARCH, KEYS.modelScout], [candidate.model], 'office', candidate.requests, [3_500, 0, 0, 0, 900, 0]),
  ];
  const key = dayKey(day);
  const busy = BUSY_KEYS[busyWeekOn(day)];
  return [...TEMPLATES, ...passing].flatMap(({ models, ...rest }) => {
    const model = models.find((id) => isSold(id, key));
    if (!model) return [];
    const requests = rest.apiKeyId === busy ? rest.requests * 2 : rest.requests;
    return [
      { ...rest, requests, model, inferenceGeo: WITHOUT_GEOGRAPHY.has(model) ? 'not_available' : rest.inferenceGeo },
    ];
  });
}

function isSold(model: string, day: string): boolean {
  const kind = { model, serviceTier: 'standard', contextWindow: '0-200k', inferenceGeo: '', speed: '' };
  return listPrice({ ...kind, item: 'uncached_input_tokens' }, day) !== null;
}
