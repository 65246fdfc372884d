import assert from 'node:assert/strict';
import type { Choice } from '../../../../src/shared/choice.ts';
import { CENT } from '../../../../src/shared/money.ts';
import { HOUR } from '../../../../src/time/utc.ts';
import { caveatTexts } from '../../../support/caveatTexts.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Asker } from './asked.ts';

const AT = TODAY + 14 * HOUR;
const DAY_OF_BILL = { type: 'days', from: '2026-11-17', to: '2026-11-17' } as const;

function caveats(choice: Partial<Choice>, rows = [usageRow(1000)], zone = 'UTC'): readonly string[] {
  using made = new HandMade();
  made.read('1h', daysAgo(4), AT, () => rows);
  for (let ago = 2; ago <= 9; ago++) {
    made.bill(daysAgo(ago), [costRow(2400n), otherRow(77n, 'code_execution'), otherRow(5n, 'web_search')]);
  }
  const asked = { range: DAY_OF_BILL, by: 'workspace', ...choice } as const;
  return caveatTexts(new Asker(made.ledger).ask(asked, { now: AT, zone, days: 9 }));
}

describe('caveats of a choice', () => {
  it('a choice has no caveats where its numbers say it all', () => {
    assert.deepEqual(caveats({}), []);
    assert.deepEqual(caveats({ measure: 'tokens', by: 'apiKey' }), []);
  });

  it('a caveat says that code execution belongs to no key, where the choice is by key or filters keys', () => {
    const told =
      'Non-token charges (e.g. code execution) cannot be assigned to an API key, service tier or context window';
    assert.deepEqual(caveats({ by: 'apiKey' }), [`${told}.`]);
    const filters = [{ dimension: 'apiKey', values: ['key-a'] }] as const;
    assert.deepEqual(caveats({ filters }), [`${told}, so the filter may leave them out.`]);
  });

  it('a caveat says how much of credits is in the amounts that pass the filters', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(4), AT, () => [usageRow(1000)]);
    const credits = [otherRow(-2500n * CENT, 'credit'), otherRow(-40n * CENT, '', { description: 'Goodwill' })];
    made.bill(daysAgo(2), [costRow(1200n * CENT), ...credits]);
    const asker = new Asker(made.ledger);
    const ask = (choice: Partial<Choice>) =>
      caveatTexts(asker.ask({ range: DAY_OF_BILL, by: 'workspace', ...choice }, { now: AT, days: 9 }));
    assert.deepEqual(ask({}), ['These amounts include credits of -$25.40.']);
    assert.deepEqual(ask({ measure: 'tokens' }), []);
    assert.deepEqual(ask({ filters: [{ dimension: 'costType', values: ['tokens'] }] }), []);
  });

  it('a caveat counts Priority Tier tokens and tokens without a price, beyond those named with today’s figure', () => {
    const rows = [
      usageRow(1000),
      usageRow(1500, { serviceTier: 'priority' }),
      usageRow(2000, { model: 'claude-nova-8' }),
    ];
    assert.deepEqual(caveats({ range: { type: 'yesterday' } }, rows), [
      '36K Priority Tier tokens are billed separately and not included in these amounts.',
      '48K tokens have no known price yet and are not included in these amounts.',
    ]);
    assert.deepEqual(caveats({ range: { type: 'today' } }, rows), []);
    assert.deepEqual(caveats({ range: { type: 'yesterday' }, measure: 'tokens' }, rows), []);
  });

  it('a caveat counts tokens that a final bill does not carry and that pass the filters', () => {
    const rows = [usageRow(1000), usageRow(500, { model: OPUS }), usageRow(100, { model: OPUS, apiKeyId: 'b' })];
    const words = (tokens: string) => [
      `${tokens} tokens are missing from the bills. Their requests were refused, or their charges are late.`,
    ];
    assert.deepEqual(caveats({}, rows), words('14.4K'));
    assert.deepEqual(caveats({ filters: [{ dimension: 'apiKey', values: ['b'] }] }, rows).slice(-1), words('2.4K'));
    assert.deepEqual(caveats({ measure: 'tokens' }, rows), []);
  });

  it('a caveat says how much of what passes is at list prices, beyond that named with today’s figure', () => {
    const rows = [
      usageRow(1000),
      usageRow(1_000_000, { model: OPUS }),
      usageRow(250_000, { model: OPUS, apiKeyId: 'b' }),
    ];
    const range = { type: 'yesterday' } as const;
    const words =
      "of these amounts is based on Anthropic's list prices, because your bills do not show your own price yet.";
    assert.deepEqual(caveats({ range }, rows), [`≈$120.00 ${words}`]);
    const filters = [{ dimension: 'apiKey', values: ['b'] }] as const;
    assert.deepEqual(caveats({ range, filters }, rows).slice(-1), [`≈$24.00 ${words}`]);
    assert.deepEqual(caveats({ range: { type: 'today' } }, rows), []);
    assert.deepEqual(caveats({ range, measure: 'tokens' }, rows), []);
  });

  it('a caveat says when there is nothing to compare with', () => {
    const [said] = caveats({ compare: true, range: { type: 'last30' } });
    assert.equal(said, 'No comparison: the local history does not fully cover both periods.');
    assert.deepEqual(caveats({ compare: true, range: { type: 'yesterday' }, measure: 'tokens' }), []);
  });

  it('a caveat says why searches have a row of their own', () => {
    const rows = [usageRow(1000, { webSearches: 1 })];
    assert.deepEqual(caveats({ by: 'model' }, rows), [
      'Web search is billed per workspace, not per model, so it has its own row.',
    ]);
  });

  it('a caveat says from which day on days are those of the zone', () => {
    const choice = { range: { type: 'last7' } } as const;
    assert.deepEqual(caveats(choice, [usageRow(1000)], 'America/New_York'), [
      'Days before Nov 15 are UTC days, because hourly data is no longer stored for them. The last of them, Nov 14, has 29 hours.',
    ]);
    assert.deepEqual(caveats(choice), []);
  });
});
