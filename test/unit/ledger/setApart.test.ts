import assert from 'node:assert/strict';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import { ACME, OTHER, Shelf, TODAY } from './kit.ts';

const unread = (text: string) => ({ reason: 'unread', text }) as const;

describe('Lines that were set apart', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf();
  });
  afterEach(() => shelf[Symbol.dispose]());

  const open = () => shelf.open().organization(ACME).setApart;
  const texts = (table = open()) => table.lines(0, TODAY + DAY).map(({ report, text }) => `${report} ${text}`);

  it('lines set apart are kept by report, day and organization, oldest first', () => {
    const table = open();
    table.replace('bill', [{ start: TODAY, setApart: [unread('b'), { reason: 'repeated', text: 'c' }] }]);
    table.replace('bill', [{ start: TODAY - DAY, setApart: [unread('a')] }]);
    shelf
      .open()
      .organization(OTHER)
      .setApart.replace('bill', [{ start: TODAY, setApart: [unread('x')] }]);
    assert.deepEqual(open().lines(TODAY - DAY, TODAY + DAY), [
      { report: 'bill', start: TODAY - DAY, ...unread('a') },
      { report: 'bill', start: TODAY, ...unread('b') },
      { report: 'bill', start: TODAY, reason: 'repeated', text: 'c' },
    ]);
    assert.deepEqual(open().lines(TODAY, TODAY), []);
  });

  it('lines set apart are those of the last reading, and of no other report', () => {
    const table = open();
    table.replace('1h', [{ start: TODAY, setApart: [unread('a'), unread('b')] }]);
    table.replace('bill', [{ start: TODAY, setApart: [unread('c')] }]);
    table.replace('1h', [{ start: TODAY, setApart: [unread('d')] }, { start: TODAY + HOUR }]);
    assert.deepEqual(texts(), ['1h d', 'bill c']);
    table.replace('1h', [{ start: TODAY }]);
    assert.deepEqual(texts(), ['bill c']);
  });

  it('lines set apart of minutes go when their hour has been read', () => {
    const table = open();
    const last = TODAY + HOUR - MINUTE;
    table.replace('1m', [
      { start: last, setApart: [unread('a')] },
      { start: TODAY + HOUR, setApart: [unread('b')] },
    ]);
    table.replace('1h', [{ start: TODAY }]);
    assert.deepEqual(texts(), ['1m b']);
  });

  it('lines set apart of days that are kept no longer are forgotten', () => {
    const table = open();
    table.replace('bill', [
      { start: TODAY - DAY, setApart: [unread('a')] },
      { start: TODAY, setApart: [unread('b')] },
    ]);
    table.forgetBefore(TODAY);
    assert.deepEqual(texts(), ['bill b']);
  });

  it('nothing is written where no lines are set apart: no lock is waited for', () => {
    const before = shelf.open();
    const table = open();
    const version = before.version();
    table.replace('1h', [{ start: TODAY }]);
    table.replace('1h', []);
    assert.equal(before.version(), version);
  });
});
