import assert from 'node:assert/strict';
import { besideCredits } from '../../../src/figures/caveats.ts';
import { apiKeyName, costTypeName, workspaceName } from '../../../src/figures/names.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY } from '../spend/made.ts';
import { HandMade, usageRow } from './made.ts';

const MILLION = 1_000_000;
const AT = TODAY + 14 * HOUR;
const ALWAYS = 'Amounts are after discounts and before credits.';

function office(others: (ago: number) => bigint = () => 0n): HandMade {
  const made = new HandMade();
  made.read('1h', daysAgo(9), AT, () => [usageRow(MILLION)]);
  for (let ago = 2; ago <= 9; ago++) {
    const amount = others(ago);
    made.bill(daysAgo(ago), [costRow(2400n), ...(amount > 0n ? [otherRow(amount, 'code_execution')] : [])]);
  }
  return made;
}

describe('caveats', () => {
  it('the caveats are one sentence where nothing needs another', () => {
    using made = office();
    assert.deepEqual(caveatTexts(made.at(AT).summary), [ALWAYS]);
  });

  it('a caveat says what code execution and session usage usually cost a day, beside today’s figure, where it is little', () => {
    using made = office((ago) => BigInt(ago));
    const { summary } = made.at(AT);
    assert.match(
      caveatTexts(summary)[0] ?? '',
      /^Code execution and session usage are only known once billed \(usually about <\$0\.01 a day\)\. Today's amount does not/,
    );
    assert.equal(summary.today?.amount, 1400n);
  });

  it('a caveat says what today’s figure has of session usage, where it has been more than a hundredth of bills', () => {
    using made = office((ago) => BigInt(ago) * DOLLAR);
    const { summary } = made.at(AT);
    const half = "Today's amount includes ≈$3.21 for it, based on the usual $5.50 a day.";
    assert.deepEqual(caveatTexts(summary), [`Code execution is only known once billed. ${half}`, ALWAYS]);
    assert.equal(summary.today?.amount, 1400n + (55n * DOLLAR * 14n) / 240n);
  });

  it('no caveat mentions cost without usage where it is not usual', () => {
    using made = office((ago) => (ago === 4 ? DOLLAR : 0n));
    assert.deepEqual(caveatTexts(made.at(AT).summary), [ALWAYS]);
  });

  it('a caveat counts Priority Tier tokens and tokens without a price of today', () => {
    using made = office();
    const rows = [usageRow(1_500_000, { serviceTier: 'priority' }), usageRow(2000, { model: 'claude-nova-8' })];
    made.read('1h', AT - HOUR, AT, () => rows);
    assert.deepEqual(caveatTexts(made.at(AT).summary), [
      '1.5M Priority Tier tokens used today are billed separately and not included in these amounts.',
      "2K tokens used today have no known price yet and are not included in today's amount.",
      ALWAYS,
    ]);
  });

  it('a caveat counts the Priority Tier tokens of the day that is shown, in its zone', () => {
    using made = office();
    const tokensAt = (at: number, tokens: number) =>
      made.read('1h', at, at + HOUR, () => [usageRow(tokens, { serviceTier: 'priority', webSearches: 7 })]);
    tokensAt(TODAY + 2 * HOUR, 1_000_000);
    tokensAt(TODAY + 6 * HOUR, 200_000);
    tokensAt(daysAgo(1) + 16 * HOUR, 300_000);
    const told = (zone: string) => /^\S+ Priority/.exec(caveatTexts(made.at(AT, { zone }).summary)[0] ?? '')?.[0];
    assert.equal(told('UTC'), '1.2M Priority');
    assert.equal(told('America/New_York'), '200K Priority');
    assert.equal(told('Asia/Tokyo'), '1.5M Priority');
  });

  it('a caveat says how much of today’s figure is at list prices, and nothing of discounts before a final bill shows them', () => {
    using made = new HandMade();
    made.read('1h', TODAY, AT, () => [usageRow(MILLION, { model: OPUS })]);
    const atList =
      "≈$56.00 of today's amount is based on Anthropic's list prices, because your bills do not show your own price yet.";
    const { summary } = made.at(AT);
    assert.deepEqual([caveatTexts(summary), summary.isTodayAtList], [[atList, 'Amounts are before credits.'], true]);
    made.read('1h', daysAgo(2), TODAY, () => [usageRow(MILLION, { model: OPUS })]);
    made.bill(daysAgo(2), [costRow(12_000_000_000n, { model: OPUS })]);
    const learned = made.at(AT).summary;
    assert.deepEqual([caveatTexts(learned), learned.isTodayAtList], [[ALWAYS], false]);
  });

  it('a caveat on list prices counts only what today’s figure has in its zone', () => {
    using made = new HandMade();
    made.read('1h', daysAgo(1), AT, () => [usageRow(MILLION, { model: OPUS })]);
    const [text = ''] = caveatTexts(made.at(AT, { zone: 'America/New_York' }).summary);
    assert.match(text, /^≈\$36\.00 of today's amount/);
  });

  it('a caveat counts tokens that the newest final bill does not carry, whichever day that is', () => {
    using made = office();
    const refused = [usageRow(MILLION), usageRow(3000, { model: 'claude-nova-8' })];
    made.read('1h', daysAgo(2), daysAgo(2) + HOUR, () => refused);
    const expected =
      '3K tokens are missing from the newest bill. Their requests were refused, or their charges are late.';
    assert.deepEqual(caveatTexts(made.at(AT).summary), [expected, ALWAYS]);
    const [later, end] = [AT + DAY, TODAY + DAY];
    made.read('1h', AT, end, () => [usageRow(MILLION)]).read('1h', end, later, () => [usageRow(MILLION)]);
    assert.deepEqual(caveatTexts(made.at(later).summary), [expected, ALWAYS]);
  });

  it('no caveat calls amounts before credits where a bill of the month or of the last two weeks has one', () => {
    const AFTER = 'Amounts are after discounts and after the credits on your bills.';
    for (const ago of [2, 13]) {
      using made = office();
      made.read('1h', daysAgo(15), daysAgo(9), () => [usageRow(MILLION)]);
      made.bill(daysAgo(ago), [costRow(2400n), otherRow(-2500n, 'credit')]);
      assert.equal(caveatTexts(made.at(AT).summary).at(-1), AFTER, `${ago} days ago`);
    }
    using made = office();
    made.read('1h', daysAgo(25), daysAgo(9), () => [usageRow(MILLION)]);
    made.bill(daysAgo(25), [costRow(2400n), otherRow(-2500n, 'credit')]);
    const { summary, pricedDays } = made.at(AT);
    assert.deepEqual(caveatTexts(summary), [ALWAYS], 'it is in none of these figures');
    assert.deepEqual(caveatTexts({ caveats: besideCredits(pricedDays, summary.caveats) }), [AFTER]);
  });

  it('a caveat counts no search that was not billed as a token', () => {
    using made = office();
    made.read('1h', daysAgo(2), daysAgo(2) + HOUR, () => [usageRow(MILLION, { webSearches: 40 })]);
    assert.deepEqual(caveatTexts(made.at(AT).summary), [ALWAYS]);
  });
});

describe('names', () => {
  const names = { apiKeys: new Map([['k', 'ci']]), workspaces: new Map([['w', 'Research']]) };

  it('names are those of the directory, and the id where it has none', () => {
    assert.deepEqual([workspaceName('w', names), workspaceName('x', names)], ['Research', 'x']);
    assert.deepEqual([apiKeyName('k', names), apiKeyName('l', names)], ['ci', 'l']);
  });

  it('null ids are named the default workspace and no key', () => {
    assert.deepEqual([workspaceName('', names), apiKeyName('', names)], ['Default workspace', 'No API key']);
  });

  it('an unknown cost type is named by itself', () => {
    const said = ['web_search', 'code_execution', 'session_usage', 'teleportation', ''].map(costTypeName);
    assert.deepEqual(said, ['Web search', 'Code execution', 'Session usage', 'teleportation', 'Other']);
  });
});
