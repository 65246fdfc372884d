import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBudgets } from '../../../../src/figures/budgets/parseBudgets.ts';
import { DOLLAR } from '../../../../src/shared/money.ts';

const TEAM = { name: 'Team', amountUsd: 2000, period: 'month' } as const;
const READ = {
  name: 'Team',
  amount: 2000n * DOLLAR,
  period: 'month',
  scope: null,
  thresholds: [50, 80, 100],
  forecast: true,
  organization: null,
};

/** Messages about one entry beside a good one, which has to go on working. */
function messages(entry: unknown): string[] {
  const { budgets, bad } = parseBudgets([entry, { ...TEAM, name: 'Other' }]);
  assert.deepEqual(budgets.map(({ name }) => name).slice(-1), ['Other']);
  return bad.map(({ message }) => message);
}

describe('parseBudgets', () => {
  it('parseBudgets fills in what a budget leaves out', () => {
    assert.deepEqual(parseBudgets([TEAM]), { budgets: [READ], bad: [] });
  });

  it('parseBudgets reads all fields, and puts thresholds in order, each once', () => {
    const own = { thresholds: [100, 33.3, 50, 50], forecast: false, organization: 'org_1', scope: { apiKey: ' ci ' } };
    assert.deepEqual(parseBudgets([{ ...TEAM, ...own, name: '  Team ' }]).budgets, [
      {
        ...READ,
        thresholds: [33.3, 50, 100],
        forecast: false,
        organization: 'org_1',
        scope: { dimension: 'apiKey', value: 'ci' },
      },
    ]);
  });

  for (const [amountUsd, amount] of [
    [0.1, 10_000_000n],
    [1234.56, 123_456_000_000n],
    [1e-8, 1n],
    [999_999_999.99, 99_999_999_999_000_000n],
    [1e9, 100_000_000_000_000_000n],
  ] as const) {
    it(`parseBudgets reads ${amountUsd} dollars to the last digit`, () => {
      assert.equal(parseBudgets([{ ...TEAM, amountUsd }]).budgets[0]?.amount, amount);
    });
  }

  const ABOVE = 'Budget “Team”: amountUsd must be a number of US dollars above 0.';
  const SCOPE = 'Budget “Team”: scope must have exactly one of workspace, apiKey or model, with an ID or a name.';
  const PERCENTS = 'Budget “Team”: thresholds must be up to 10 percentages above 0 and at most 1000.';
  for (const [what, entry, message] of [
    ['an amount of zero', { ...TEAM, amountUsd: 0 }, ABOVE],
    ['a negative amount', { ...TEAM, amountUsd: -5 }, ABOVE],
    ['an amount of next to nothing', { ...TEAM, amountUsd: 1e-12 }, ABOVE],
    ['an amount that is not a number', { ...TEAM, amountUsd: Number.NaN }, ABOVE],
    ['an endless amount', { ...TEAM, amountUsd: Number.POSITIVE_INFINITY }, ABOVE],
    ['no amount', { name: 'Team', period: 'month' }, ABOVE],
    ['an absurd amount', { ...TEAM, amountUsd: 1e12 }, 'Budget “Team”: amountUsd must be at most 1000000000.'],
    [
      'a currency sign in the amount',
      { ...TEAM, amountUsd: '$2,000' },
      'Budget “Team”: write amountUsd as a number, without quotes or a currency sign, such as 2000.',
    ],
    ['an unknown period', { ...TEAM, period: 'year' }, 'Budget “Team”: period must be “day”, “week” or “month”.'],
    ['no name', { amountUsd: 5, period: 'day' }, 'Budget 1: name must be text of 1 to 80 characters.'],
    ['a blank name', { ...TEAM, name: ' \n' }, 'Budget 1: name must be text of 1 to 80 characters.'],
    ['an endless name', { ...TEAM, name: 'x'.repeat(81) }, 'Budget 1: name must be text of 1 to 80 characters.'],
    ['a number for a name', { ...TEAM, name: 7 }, 'Budget 1: name must be text of 1 to 80 characters.'],
    ['an unknown field', { ...TEAM, amount: 7 }, 'Budget “Team”: a budget has no field “amount”.'],
    ['a scope of two values', { ...TEAM, scope: { model: 'a', apiKey: 'b' } }, SCOPE],
    ['an empty scope', { ...TEAM, scope: {} }, SCOPE],
    ['a scope without a value', { ...TEAM, scope: { model: ' ' } }, SCOPE],
    ['a scope of another dimension', { ...TEAM, scope: { speed: 'fast' } }, SCOPE],
    ['a scope that is text', { ...TEAM, scope: 'ci' }, SCOPE],
    ['a scope of null', { ...TEAM, scope: null }, SCOPE],
    ['a threshold of zero', { ...TEAM, thresholds: [0] }, PERCENTS],
    ['a threshold beyond all', { ...TEAM, thresholds: [1001] }, PERCENTS],
    ['thresholds that are text', { ...TEAM, thresholds: '80' }, PERCENTS],
    ['eleven thresholds', { ...TEAM, thresholds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }, PERCENTS],
    ['a forecast that is text', { ...TEAM, forecast: 'yes' }, 'Budget “Team”: forecast must be true or false.'],
    [
      'an organization that is a number',
      { ...TEAM, organization: 7 },
      'Budget “Team”: organization must be the ID of an organization.',
    ],
    ['text', 'Team', 'Budget 1: a budget must be an object with name, amountUsd and period.'],
    ['null', null, 'Budget 1: a budget must be an object with name, amountUsd and period.'],
    ['a list', [TEAM], 'Budget 1: a budget must be an object with name, amountUsd and period.'],
  ] as const) {
    it(`parseBudgets names the field of a budget with ${what} in one sentence, and the good one goes on`, () => {
      assert.deepEqual(messages(entry), [message]);
    });
  }

  it('parseBudgets takes the first of a name that can be read, and names the others', () => {
    const { budgets, bad } = parseBudgets([
      { ...TEAM, amountUsd: -1 },
      TEAM,
      { ...TEAM, name: ' Team ', amountUsd: 9 },
    ]);
    assert.deepEqual(budgets, [READ]);
    assert.deepEqual(bad, [
      { name: 'Team', message: 'Budget “Team”: amountUsd must be a number of US dollars above 0.' },
      {
        name: 'Team',
        message: 'Budget “Team”: an earlier budget has the same name, and only the first one counts.',
      },
    ]);
  });

  it('parseBudgets takes 200 budgets, and names the others', () => {
    const many = Array.from({ length: 202 }, (_, index) => ({ ...TEAM, name: `Team ${index + 1}` }));
    const { budgets, bad } = parseBudgets(many);
    assert.equal(budgets.length, 200);
    assert.deepEqual(
      bad.map(({ message }) => message),
      ['Budget “Team 201”: only the first 200 budgets count.', 'Budget “Team 202”: only the first 200 budgets count.'],
    );
  });

  it('parseBudgets says that the setting must be a list, and takes none for no budgets', () => {
    for (const value of [undefined, null, []]) assert.deepEqual(parseBudgets(value), { budgets: [], bad: [] });
    for (const value of [{}, 'x', 7, true]) {
      assert.deepEqual(parseBudgets(value), {
        budgets: [],
        bad: [{ name: '', message: 'The budgets setting must be a list.' }],
      });
    }
  });

  it('parseBudgets never throws, and each entry is a budget or a sentence, whatever the setting is', () => {
    const almost = fc.record(
      {
        name: fc.oneof(fc.string(), fc.anything()),
        amountUsd: fc.oneof(fc.double(), fc.anything()),
        period: fc.constantFrom('day', 'week', 'month', 'year'),
        scope: fc.oneof(
          fc.dictionary(fc.constantFrom('workspace', 'apiKey', 'model', '__proto__'), fc.string()),
          fc.anything(),
        ),
        thresholds: fc.oneof(fc.array(fc.double()), fc.anything()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.oneof(almost, fc.anything()))), (value) => {
        const { budgets, bad } = parseBudgets(value);
        assert.ok(budgets.every(({ amount, thresholds }) => amount > 0n && thresholds.every((each) => each > 0)));
        assert.equal(new Set(budgets.map(({ name }) => name)).size, budgets.length);
        assert.ok(bad.every(({ message }) => /^[^\n\r]+\.$/.test(message)));
        if (Array.isArray(value)) assert.equal(budgets.length + bad.length, value.length);
      }),
    );
  });
});
