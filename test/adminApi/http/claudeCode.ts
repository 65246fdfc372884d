import { between, roll, seedOf, uniform } from '../world/random.ts';
import { DAY, HOUR, rfc3339 } from '../world/time.ts';
import type { Coder } from '../world/world.ts';
import type { Answer, Call } from './answer.ts';
import { badRequest } from './apiError.ts';
import { fingerprint, readRowCursor, rowCursor } from './cursor.ts';
import { integer, readQuery, required, single } from './query.ts';

/** Who is at work at all on a day, of all coders. */
const PRESENCE = 0.8;

/** `GET /v1/organizations/usage_report/claude_code`: one day, records that are older than an hour. */
export function claudeCode(call: Call): Answer {
  const query = readQuery(call.parameters, ['starting_at', 'limit', 'page']);
  const text = required(single(query, 'starting_at'), 'starting_at');
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) throw badRequest('starting_at: Input should be a valid date in the format YYYY-MM-DD');
  const limit = integer(query, 'limit', { fallback: 20, most: 1000 });
  const print = fingerprint(call.path, query);
  const page = single(query, 'page');
  const first = page === undefined ? 0 : readRowCursor(page, print);

  const { world } = call.organization;
  const records = world.coders.flatMap((coder) => {
    const seed = seedOf(coder.actor.name);
    const recordedAt = day + uniform(seed, day / DAY) * DAY;
    const isPresent = day >= coder.from && uniform(seed, day / DAY, 1) < PRESENCE;
    return isPresent && recordedAt + HOUR <= call.now ? [record(coder, seed, day, world.organization.id)] : [];
  });
  const next = first + limit < records.length ? rowCursor(first + limit, print) : null;
  const data = records.slice(first, first + limit);
  const json = () => JSON.stringify({ data, has_more: next !== null, next_page: next });
  return { json, again: rowCursor(first, print) };
}

function record(coder: Coder, seed: number, day: number, organization: string): object {
  const number = (most: number, salt: number) => roll(seed, day / DAY, salt) % most;
  const { type, name } = coder.actor;
  return {
    date: rfc3339(day),
    actor: type === 'user_actor' ? { type, email_address: name } : { type, api_key_name: name },
    organization_id: organization,
    customer_type: coder.customerType,
    subscription_type: coder.customerType === 'subscription' ? 'team' : null,
    terminal_type: coder.terminal,
    is_remote: false,
    core_metrics: {
      num_sessions: 1 + number(8, 2),
      lines_of_code: { added: number(2000, 3), removed: number(900, 4) },
      commits_by_claude_code: number(12, 5),
      pull_requests_by_claude_code: number(3, 6),
    },
    tool_actions: {
      edit_tool: { accepted: number(60, 7), rejected: number(9, 8) },
      write_tool: { accepted: number(12, 9), rejected: number(3, 10) },
    },
    model_breakdown: coder.models.map((model, index) => ({
      model,
      tokens: {
        input: number(200_000, 20 + index),
        output: number(60_000, 30 + index),
        cache_read: number(900_000, 40 + index),
        cache_creation: number(90_000, 50 + index),
      },
      estimated_cost: {
        amount: Math.round(between(20, 900, seed, day / DAY, 60 + index) * 100) / 100,
        currency: 'USD',
      },
    })),
  };
}
