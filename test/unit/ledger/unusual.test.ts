import assert from 'node:assert/strict';
import type { KeptEvent } from '../../../src/ledger/unusualTable.ts';
import { DOLLAR } from '../../../src/shared/money.ts';
import type { Scope } from '../../../src/shared/scope.ts';
import { DAY, HOUR, utcDayStart } from '../../../src/time/utc.ts';
import { ACME, Shelf } from './kit.ts';

const AT = utcDayStart('2026-11-19') + 12 * HOUR;
const CI: Scope = { dimension: 'apiKey', id: 'ci' };
const EVENT: KeptEvent = {
  id: 'runaway apiKey ci 1',
  rule: 'runaway',
  scope: CI,
  within: ['organization', 'workspace production'],
  start: AT,
  end: AT + HOUR,
  isOver: false,
  amount: 41n * DOLLAR,
  usual: 6n * DOLLAR,
  text: 'Unusual spend: ci, about $41/h in the last 10 minutes.',
};

describe('The table of unusual spend', () => {
  it('an event is opened once, and is as it was kept', () => {
    using shelf = new Shelf();
    const { unusual } = shelf.open().organization(ACME);
    const theirs = shelf.open().organization(ACME).unusual;
    assert.deepEqual([unusual.open(EVENT), theirs.open({ ...EVENT, amount: 1n })], [true, false]);
    assert.deepEqual(unusual.all(), [EVENT]);
    const ofAll: KeptEvent = {
      ...EVENT,
      id: 'day organization 1',
      rule: 'day',
      scope: { dimension: null, id: '' },
      within: [],
      start: AT - DAY,
    };
    unusual.open(ofAll);
    assert.deepEqual(unusual.all(), [ofAll, EVENT]);
  });

  it('an event that goes on has the latest end and the most that it came to, until it is over', () => {
    using shelf = new Shelf();
    const { unusual } = shelf.open().organization(ACME);
    unusual.open(EVENT);
    unusual.goOn(EVENT.id, { end: AT + 2 * HOUR, amount: 30n * DOLLAR });
    unusual.goOn(EVENT.id, { end: AT, amount: 50n * DOLLAR });
    unusual.end(EVENT.id);
    assert.deepEqual(unusual.all(), [{ ...EVENT, end: AT + 2 * HOUR, amount: 50n * DOLLAR, isOver: true }]);
  });

  it('a cause that is expected stays quiet up to half as much again, by its rule and scope, for 90 days', () => {
    using shelf = new Shelf();
    const { unusual } = shelf.open().organization(ACME);
    unusual.open(EVENT);
    const isExpected = (dollars: bigint, now = AT, scope = CI, rule: 'runaway' | 'day' = 'runaway') =>
      unusual.isExpected(rule, scope, dollars * DOLLAR, now);
    assert.equal(isExpected(41n), false);
    unusual.expect(EVENT.id, AT);
    unusual.expect('of another', AT);
    assert.deepEqual([isExpected(41n), isExpected(61n), isExpected(62n)], [true, true, false]);
    assert.deepEqual([isExpected(41n, AT + 89 * DAY), isExpected(41n, AT + 91 * DAY)], [true, false]);
    assert.equal(isExpected(41n, AT, { dimension: 'apiKey', id: 'web' }), false);
    assert.equal(isExpected(41n, AT, CI, 'day'), false);
  });

  it('events are forgotten after 400 days', () => {
    using shelf = new Shelf();
    const { unusual } = shelf.open().organization(ACME);
    unusual.open(EVENT);
    unusual.open({ ...EVENT, id: 'later', start: AT + 401 * DAY });
    assert.deepEqual(
      unusual.all().map(({ id }) => id),
      ['later'],
    );
  });
});
