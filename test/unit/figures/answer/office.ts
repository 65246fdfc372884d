/** An office's ten days of usage and bills, and questions put to them. */
import type { Choice } from '../../../../src/shared/choice.ts';
import { HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker } from './asked.ts';

export const AT = TODAY + 14 * HOUR + 7 * MINUTE;
export const PRODUCTION = 'wrkspc_production';
export const BOTH = { now: AT, days: 10 };

/**
 * Some days of hours and today's, nine where nothing is said. Each hour key A reads 100 and writes 10 of a cache for Opus in Production, and key B sends
 * 50 of Nova and searches once in the default workspace. Bills until two days ago; yesterday is estimated at their rates.
 */
export function office(days = 9): { made: HandMade; asker: Asker } & Disposable {
  const made = new HandMade();
  const rows = () => [
    usageRow(40, {
      apiKeyId: 'key-a',
      workspaceId: PRODUCTION,
      model: OPUS,
      cacheRead: 100,
      cacheWrite5m: 10,
      output: 5,
    }),
    usageRow(50, { apiKeyId: 'key-b', webSearches: 1 }),
  ];
  made.read('1h', daysAgo(days), TODAY + 14 * HOUR, rows, { readAt: AT });
  made.read('1m', TODAY + 14 * HOUR, AT, () => [usageRow(5, { apiKeyId: 'key-b' })], { readAt: AT });
  const opus = { workspaceId: PRODUCTION, model: OPUS };
  for (let ago = 2; ago <= days; ago++) {
    made.bill(daysAgo(ago), [
      costRow(960n * 4n, opus),
      costRow(2400n, { ...opus, tokenType: 'cache_read_input_tokens' }),
      costRow(1200n, { ...opus, tokenType: 'cache_creation.ephemeral_5m_input_tokens' }),
      costRow(2400n, { ...opus, tokenType: 'output_tokens' }),
      costRow(1200n),
      otherRow(240n, 'web_search'),
      otherRow(77n, 'code_execution', { workspaceId: PRODUCTION }),
    ]);
  }
  const key = { name: 'web', status: 'active', hint: 'sk-…AA', workspaceId: PRODUCTION, defaultWorkspaceId: '' };
  made.ledger.names.save(
    [
      { ...key, id: 'key-a' },
      { ...key, id: 'key-b', hint: '', status: 'archived', workspaceId: '' },
    ],
    [{ id: PRODUCTION, name: '<img src=x>', archived: false }],
  );
  return { made, asker: new Asker(made.ledger), [Symbol.dispose]: () => made[Symbol.dispose]() };
}

export const LAST_BILL = { type: 'days', from: '2026-11-17', to: '2026-11-17' } as const;
export const BILL = 3840n + 2400n + 1200n + 2400n + 1200n + 240n + 77n;

export function ask(choice: Partial<Choice>, circumstances = BOTH) {
  using at = office();
  return at.asker.ask(choice, circumstances);
}
