import assert from 'node:assert/strict';
import { areRelated, causesOf, type Excess, FirstLooks } from '../../../../src/figures/unusual/causes.ts';
import { type FoundCause, followEvents } from '../../../../src/figures/unusual/followEvents.ts';
import { ORGANIZATION, type Scope, scopeKey } from '../../../../src/shared/scope.ts';
import { DAY, HOUR, MINUTE, utcDayStart } from '../../../../src/time/utc.ts';

const ALL = scopeKey(ORGANIZATION);
const WORKSPACE: Scope = { dimension: 'workspace', id: 'production' };
const AT = utcDayStart('2026-11-19') + 12 * HOUR;

const all = (excess: number): Excess => ({ scope: ORGANIZATION, within: [], amount: 100 + excess, usual: 100 });
const workspace = (excess: number): Excess => ({ scope: WORKSPACE, within: [ALL], amount: 50 + excess, usual: 50 });
const key = (id: string, excess: number, of = [ALL, scopeKey(WORKSPACE)]): Excess => ({
  scope: { dimension: 'apiKey', id },
  within: of,
  amount: 10 + excess,
  usual: 10,
});
const names = (causes: readonly Excess[]) => causes.map(({ scope }) => scope.id || 'all');

describe('The causes of unusual spend', () => {
  it('a key that runs away is one cause, not three', () => {
    assert.deepEqual(names(causesOf([all(100), workspace(100), key('ci', 100)])), ['ci']);
  });

  it('keys that make less than half of it each are one cause: what they are a part of', () => {
    assert.deepEqual(names(causesOf([all(100), workspace(95), key('a', 35), key('b', 30), key('c', 30)])), [
      'production',
    ]);
  });

  it('two keys that run away on their own are two causes', () => {
    assert.deepEqual(names(causesOf([all(100), key('a', 50), key('b', 50, [ALL])])), ['a', 'b']);
  });

  it('causes do not depend on the order of what is found, and no two of them are related', () => {
    const found = [key('a', 60), all(100), key('b', 20), workspace(80), key('c', 40, [ALL])];
    const expected = names(causesOf(found)).sort();
    for (let turn = 0; turn < found.length; turn++) {
      const causes = causesOf([...found.slice(turn), ...found.slice(0, turn)]);
      assert.deepEqual(names(causes).sort(), expected);
      for (const one of causes) for (const other of causes) assert.ok(one === other || !areRelated(one, other));
    }
  });
});

describe('First looks', () => {
  it('a cause is confirmed by a second look at newer data, not by one at the same', () => {
    const looks = new FirstLooks();
    assert.deepEqual(looks.confirm([key('ci', 50)], AT), []);
    assert.deepEqual(looks.confirm([key('ci', 50)], AT), []);
    assert.equal(looks.isStanding, true);
    assert.deepEqual(names(looks.confirm([workspace(60)], AT + MINUTE)), ['production']);
    looks.settle([workspace(60)]);
    assert.equal(looks.isStanding, false);
  });

  it('a cause that a second look does not see begins anew', () => {
    const looks = new FirstLooks();
    looks.confirm([key('ci', 50)], AT);
    looks.confirm([], AT + MINUTE);
    assert.deepEqual(looks.confirm([key('ci', 50)], AT + 2 * MINUTE), []);
  });
});

describe('Events', () => {
  const found = (id: string, start: number): FoundCause => ({ ...key(id, 50), start, end: start + 10 * MINUTE });

  it('an event is one until it is over, also where a scope around it is found', () => {
    const open = [found('ci', AT)];
    const later: FoundCause = { ...workspace(60), start: AT + HOUR, end: AT + HOUR + 10 * MINUTE };
    const { opened, extended, over } = followEvents('runaway', open, [later], later.end);
    assert.deepEqual([opened, extended, over], [[], [[open[0], later]], []]);
  });

  it('another key is another event', () => {
    assert.equal(followEvents('runaway', [found('ci', AT)], [found('web', AT)], AT).opened.length, 1);
  });

  it('an event is over once nothing was found for three hours, or of days for a week', () => {
    const open = [found('ci', AT)];
    const overAt = (rule: 'runaway' | 'day', after: number) => followEvents(rule, open, [], AT + after).over.length;
    assert.deepEqual([overAt('runaway', 3 * HOUR), overAt('runaway', 4 * HOUR)], [0, 1]);
    assert.deepEqual([overAt('day', 7 * DAY), overAt('day', 8 * DAY)], [0, 1]);
    assert.equal(followEvents('runaway', open, [found('ci', AT + 4 * HOUR)], AT + 4 * HOUR).opened.length, 1);
  });
});
