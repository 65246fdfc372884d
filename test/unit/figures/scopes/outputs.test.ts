import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ORGANIZATION, SCOPE_DIMENSIONS, type Scope, type ScopeDimension } from '../../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/time/utc.ts';
import { costRow, daysAgo, OPUS, otherRow, TODAY, UNLISTED } from '../../spend/made.ts';
import { HandMade, usageRow } from '../made.ts';
import { Books } from './kit.ts';

const AT = TODAY + 14 * HOUR + 7 * MINUTE;
const of = (dimension: ScopeDimension, id: string): Scope => ({ dimension, id });
const span = (ago: number) => ({ start: daysAgo(ago), end: daysAgo(ago) + DAY });
const outputRow = (amount: bigint) => costRow(amount, { tokenType: 'output_tokens' });

function booksOf(made: HandMade, historyDays = 30): Books {
  const books = new Books(made.ledger);
  books.at(AT, historyDays);
  return books;
}

/** Ten days of usage, of two keys that write an hour 10 and 30 tokens, and bills but for the newest. */
function twoKeys(): HandMade {
  const made = new HandMade();
  const rows = [usageRow(1000, { output: 10 }), usageRow(3000, { output: 30, apiKeyId: 'key-b' })];
  made.read('1h', daysAgo(10), TODAY + 14 * HOUR, () => rows, { readAt: AT });
  for (let ago = 2; ago <= 10; ago++) made.bill(daysAgo(ago), [costRow(9_600n), outputRow(4_800n)]);
  return made;
}

describe('Output tokens by scope', () => {
  it('output tokens of a scope are those of its usage, of whole days and of the running one', () => {
    using made = twoKeys();
    const { sums } = booksOf(made);
    const twoDays = { start: daysAgo(3), end: daysAgo(1) };
    assert.deepEqual([...sums.outputs(ORGANIZATION, twoDays)], [960, 960]);
    assert.deepEqual([...sums.outputs(of('apiKey', 'key-b'), twoDays)], [720, 720]);
    assert.deepEqual([...sums.outputs(of('apiKey', 'key-a'), span(0))], [140]);
    assert.deepEqual([...sums.outputs(of('apiKey', 'key-nobody'), span(3))], [0]);
  });

  it('output tokens are kept with the sums of a day: a shorter history knows them, too', () => {
    using made = twoKeys();
    booksOf(made);
    const { sums } = booksOf(made, 2);
    assert.deepEqual([...sums.outputs(ORGANIZATION, span(5))], [960]);
    assert.deepEqual([...sums.outputs(of('apiKey', 'key-b'), span(5))], [720]);
  });

  it('output tokens are not known of a day whose bill alone is, nor of one that nothing is known of', () => {
    using made = new HandMade();
    made.bill(daysAgo(3), [outputRow(9_600n)]);
    const { sums } = booksOf(made);
    for (const scope of [ORGANIZATION, of('workspace', ''), of('apiKey', 'key-a')]) {
      assert.deepEqual([...sums.outputs(scope, { start: daysAgo(4), end: daysAgo(2) })], [Number.NaN, Number.NaN]);
    }
  });

  it('output tokens that nothing is paid for count as none: of Priority Tier, refused, and without a price', () => {
    using made = new HandMade();
    const rows = [
      usageRow(0, { output: 5, model: OPUS, serviceTier: 'priority' }),
      usageRow(0, { output: 7, model: OPUS, apiKeyId: 'key-b' }),
    ];
    made.read('1h', daysAgo(3), daysAgo(1), () => rows, { readAt: AT });
    made.read('1h', daysAgo(1), TODAY + 14 * HOUR, () => [usageRow(0, { output: 3 })], { readAt: AT });
    made.bill(daysAgo(3), [outputRow(9_600n)]);
    const { sums } = booksOf(made, 4);
    const outputs = [3, 2, 1].flatMap((ago) => [...sums.outputs(ORGANIZATION, span(ago))]);
    assert.deepEqual(outputs, [0, 24 * 7, 0]);
  });

  it('cost without usage, such as code execution, has no output tokens', () => {
    using made = twoKeys();
    made.bill(daysAgo(5), [costRow(9_600n), outputRow(4_800n), otherRow(10n ** 9n, 'code_execution')]);
    const { sums } = booksOf(made);
    const others = sums.scopes('apiKey').filter(({ id }) => !id.startsWith('key-'));
    assert.ok(others.length > 0);
    for (const scope of others) assert.deepEqual([...sums.outputs(scope, span(5))], [0]);
  });

  it('output tokens of a dimension’s values add up to the organization’s, whatever was used', () => {
    const row = fc.record({
      output: fc.integer({ min: 0, max: 2 ** 40 }),
      apiKeyId: fc.constantFrom('', 'key-a', 'key-b', 'key-c'),
      workspaceId: fc.constantFrom('', 'ws-1'),
      model: fc.constantFrom(UNLISTED, OPUS),
      serviceTier: fc.constantFrom('standard', 'priority'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        using made = new HandMade();
        const used = [...new Map(rows.map((each) => [JSON.stringify({ ...each, output: 0 }), each])).values()];
        const read = used.map(({ output, ...names }) => usageRow(1, { ...names, output }));
        made.read('1h', daysAgo(3), TODAY, (start) => (start % (5 * HOUR) === 0 ? read : []), { readAt: AT });
        const { sums } = booksOf(made, 4);
        const [all] = sums.outputs(ORGANIZATION, span(2));
        for (const dimension of SCOPE_DIMENSIONS) {
          const outputs = sums.scopes(dimension).map((scope) => sums.outputs(scope, span(2))[0] ?? 0);
          assert.equal(
            outputs.reduce((total, each) => total + each, 0),
            all,
            dimension,
          );
        }
      }),
      { numRuns: 25 },
    );
  });
});
