import { CENT, type Money, mulDiv, toCents } from '../shared/money.ts';
import type { ClaudeCodeModel, ClaudeCodeRecord } from '../source/source.ts';
import { listPrice, type PricedItem } from '../spend/listPrices.ts';
import { DAY, HOUR, utcDayStart } from '../time/utc.ts';
import { CLAUDE_CODE, KEYS } from './organization.ts';
import { noise, seedOf } from './random.ts';
import { dayKey, dayNumber } from './schedule.ts';
import { type Flow, flowsOfDay, sumBy } from './traffic.ts';

interface Person {
  readonly apiKeyId: string;
  readonly actor: string;
  readonly actorType: string;
  readonly terminalType: string;
}

const PEOPLE: readonly Person[] = [
  { apiKeyId: KEYS.mira, actor: 'mira.okafor@acme.example', actorType: 'user_actor', terminalType: 'vscode' },
  { apiKeyId: KEYS.jonas, actor: 'jonas.lindqvist@acme.example', actorType: 'user_actor', terminalType: 'iTerm.app' },
  { apiKeyId: KEYS.priya, actor: 'priya.raman@acme.example', actorType: 'user_actor', terminalType: 'tmux' },
];

/** Requests that make up a working session. */
const SESSION = 120;

/**
 * Everybody's records of Claude Code on a UTC day, as far as they are more than an hour old. Their tokens are the very
 * tokens of the people's keys; their costs are at list price, as the API estimates them.
 */
export function claudeCodeRecords(day: string, now: number): ClaudeCodeRecord[] {
  const number = dayNumber(utcDayStart(day));
  const hours = Math.max(0, Math.min(24, Math.floor((now - HOUR - number * DAY) / HOUR)));
  const flows = [...flowsOfDay(number, hours)].filter(({ stream }) => stream.workspaceId === CLAUDE_CODE);
  const used = sumBy(flows, ({ apiKeyId, model }) => `${apiKeyId}|${model}`);
  return PEOPLE.flatMap((person) => {
    const own = used.filter(({ stream }) => stream.apiKeyId === person.apiKeyId);
    return own.length === 0 ? [] : [recordOf(person, number, own)];
  });
}

function recordOf({ actor, actorType, terminalType }: Person, day: number, used: readonly Flow[]): ClaudeCodeRecord {
  const seed = seedOf(actor);
  const requests = used.reduce((sum, { stream, amounts }) => sum + (amounts[4] ?? 0) / stream.mix[4], 0);
  const count = (perRequest: number, salt: number) =>
    Math.round(requests * perRequest * (0.6 + noise(seed, day, salt)));
  return {
    day: dayKey(day),
    actor,
    actorType,
    customerType: 'api',
    terminalType,
    sessions: Math.ceil(requests / SESSION),
    linesAdded: count(1.6, 10),
    linesRemoved: count(0.7, 11),
    commits: count(0.009, 12),
    pullRequests: count(0.002, 13),
    tools: [
      { name: 'edit_tool', accepted: count(0.14, 14), rejected: count(0.012, 15) },
      { name: 'write_tool', accepted: count(0.03, 16), rejected: count(0.003, 17) },
    ],
    models: used.map((flow) => modelOf(flow, dayKey(day))),
  };
}

function modelOf({ stream, amounts }: Flow, day: string): ClaudeCodeModel {
  const [input = 0, write5m = 0, write1h = 0, cacheRead = 0, output = 0] = amounts;
  const priced = (item: PricedItem, tokens: number): Money =>
    mulDiv(listPrice({ ...stream, item }, day) ?? 0n, BigInt(tokens), 1_000_000n);
  const cost =
    priced('uncached_input_tokens', input) +
    priced('cache_creation.ephemeral_5m_input_tokens', write5m) +
    priced('cache_creation.ephemeral_1h_input_tokens', write1h) +
    priced('cache_read_input_tokens', cacheRead) +
    priced('output_tokens', output);
  return {
    model: stream.model,
    input,
    output,
    cacheRead,
    cacheCreation: write5m + write1h,
    estimatedCost: toCents(cost) * CENT,
  };
}
