import assert from 'node:assert/strict';
import { createFormat, type Format, MINUS } from '../../../src/shared/format.ts';
import { CENT, DOLLAR } from '../../../src/shared/money.ts';

const AT = Date.UTC(2026, 10, 22, 14, 5);
const us = createFormat('en-US', 'UTC');
/** Intl writes no-break spaces of several kinds. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('format', () => {
  describe('of money', () => {
    for (const [amount, text] of [
      [0n, '$0.00'],
      [1n, '<$0.01'],
      [CENT - 1n, '<$0.01'],
      [CENT, '$0.01'],
      [1240n * CENT, '$12.40'],
      [1240n * CENT + CENT / 2n, '$12.41'],
      [123_456_789n * CENT, '$1,234,567.89'],
      [-1240n * CENT, '-$12.40'],
      [-1n, '$0.00'],
      [9_007_199_254_740_993n * DOLLAR + CENT, '$9,007,199,254,740,993.01'],
    ] as const) {
      it(`money writes ${amount} as ${text}`, () => assert.equal(us.money(amount), text));
    }

    it('money follows the locale', () => {
      const german = createFormat('de-DE', 'UTC');
      assert.equal(plain(german.money(123_456_789n * CENT)), '1.234.567,89 $');
      assert.equal(plain(german.money(1n)), '<0,01 $');
      assert.equal(createFormat('ja-JP', 'UTC').money(123_456n * CENT), '$1,234.56');
      assert.equal(createFormat('en-IN', 'UTC').money(123_456_789n * CENT), '$12,34,567.89');
    });

    it('wholeDollars leaves out the cents, rounded half up, and hides nothing below half a dollar', () => {
      const dollars = (cents: bigint) => us.wholeDollars(cents * CENT);
      assert.deepEqual([81_149n, 81_150n, 123_456_750n].map(dollars), ['$811', '$812', '$1,234,568']);
      assert.deepEqual([0n, 1n, 49n, 50n].map(dollars), ['$0', '<$1', '<$1', '$1']);
      assert.deepEqual([-50n, -51n, -150n, -151n].map(dollars), ['$0', '-$1', '-$1', '-$2']);
      assert.equal(us.wholeDollars(9_007_199_254_740_993n * DOLLAR), '$9,007,199,254,740,993');
    });

    it('cents writes whole cents as they are, without hiding small ones', () => {
      assert.equal(us.cents(0n), '$0.00');
      assert.equal(us.cents(1n), '$0.01');
      assert.equal(us.cents(-250n), '-$2.50');
    });

    it('formats for the screen have one minus in every locale, formats for files the hyphen', () => {
      for (const locale of ['en-US', 'sv-SE']) {
        const screen = createFormat(locale, 'UTC', MINUS);
        const negative = (format: Format) => [format.money(-DOLLAR), format.change(-0.04), format.count(-3)];
        for (const text of negative(screen)) assert.match(text, /^−/);
        for (const text of negative(createFormat(locale, 'UTC'))) assert.match(text, /^-/);
      }
    });

    it('dollars leaves out the cents of a round number on an axis', () => {
      assert.equal(us.dollars(1200), '$1,200');
      assert.equal(us.dollars(0.5), '$0.50');
      assert.equal(us.dollars(0.1 + 0.2), '$0.30');
    });

    it('dollars writes an amount below a cent on an axis exactly', () => {
      assert.deepEqual([0.002, 0.004, 3 * 0.002, 0.012].map(us.dollars), ['$0.002', '$0.004', '$0.006', '$0.012']);
    });
  });

  it('formats of an error that was at most so large are rounded up, and never 0%', () => {
    const { atMost } = createFormat('en-US', 'UTC');
    assert.deepEqual([0, 0.000003, 0.0007, 0.00251, 0.003].map(atMost), ['0.01%', '0.01%', '0.07%', '0.26%', '0.3%']);
  });

  it('formats of counts and percentages are rounded, and follow the locale', () => {
    assert.equal(us.count(1234567), '1,234,567');
    assert.equal(us.compact(412_300_000), '412.3M');
    assert.deepEqual([412_000_000, 1000, 512].map(us.compactInColumn), ['412.0M', '1.0K', '512']);
    const german = createFormat('de-DE', 'UTC');
    assert.deepEqual([412_000_000, 639_436].map(german.compactInColumn).map(plain), ['412,0 Mio.', '639.436']);
    assert.deepEqual([10, 9.46].map(us.tenths), ['10.0', '9.5']);
    assert.equal(us.percent(0.003), '0.3%');
    assert.equal(us.percent(0.00049), '0.05%');
    assert.deepEqual([0.1204, -0.995, 0, 41.2].map(us.change), ['+12.0%', '-99.5%', '0.0%', '+4,120%']);
    assert.equal(us.share(0.5), '50.0%');
    assert.equal(plain(createFormat('de-DE', 'UTC').percent(0.003)), '0,3 %');
  });

  it('formats of times are in the given zone', () => {
    const india = createFormat('en-US', 'Asia/Kolkata');
    assert.equal(us.time(AT), '14:05');
    assert.equal(india.time(AT), '19:35');
    assert.equal(us.time(Date.UTC(2026, 10, 22)), '00:00');
    assert.equal(us.day(AT), 'Nov 22');
    assert.equal(india.day(Date.UTC(2026, 10, 22, 20)), 'Nov 23');
    assert.equal(us.longDay(AT), 'Sun, Nov 22, 2026');
    assert.equal(us.month(AT), 'November');
    assert.equal(createFormat('de-DE', 'UTC').month(AT), 'November');
    assert.equal(us.zoneName(AT), 'UTC');
    assert.equal(createFormat('en-US', 'America/New_York').zoneName(AT), 'EST');
  });

  it('createFormat falls back to en-US for an unknown locale and to UTC for an unknown zone', () => {
    for (const locale of ['', 'x', 'not a locale', 'en_US'])
      assert.equal(createFormat(locale, 'UTC').money(CENT), '$0.01');
    for (const zone of ['', 'Mars/Olympus', 'Europe/Nowhere']) {
      const format = createFormat('en-US', zone);
      assert.equal(format.time(AT), '14:05', zone);
      assert.equal(format.zoneName(AT), 'UTC', zone);
    }
  });
});
