import assert from 'node:assert/strict';
import { setApartDays } from '../../../src/figures/setApartDays.ts';
import { createFormat } from '../../../src/shared/format.ts';
import { DAY, HOUR } from '../../../src/time/utc.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';

const TODAY = Date.UTC(2026, 10, 19);
const format = createFormat('en-US', 'UTC');
const line = (start: number, text: string) => ({ report: 'bill', start, reason: 'unread', text }) as const;

describe('Days with lines that were set apart', () => {
  it('setApartDays returns no sentence where no lines were set apart', () => {
    assert.deepEqual(setApartDays([], format), []);
  });

  it('setApartDays returns a sentence a day with the words of its first line, usage by minute and by hour together', () => {
    const lines = [
      { ...line(TODAY + HOUR, 'a'), report: '1h' },
      { ...line(TODAY + 2 * HOUR, 'b'), report: '1m' },
      { ...line(TODAY, 'c'), reason: 'repeated' },
      line(TODAY - DAY, 'd'),
    ] as const;
    assert.deepEqual(caveatTexts({ caveats: setApartDays(lines, format) }), [
      'The usage for Nov 19 is incomplete. 2 lines could not be read, the first being “a”.',
      '1 line of the bill for Nov 19 was sent twice and is counted once: “c”.',
      'The bill for Nov 18 is incomplete. 1 line could not be read: “d”.',
    ]);
  });

  it('setApartDays names the newest three days, and how far the others go back', () => {
    const lines = [5, 4, 3, 2, 1].map((ago) => line(TODAY - ago * DAY, 'x'));
    const sentences = caveatTexts({ caveats: setApartDays(lines, format) });
    assert.equal(sentences.length, 4);
    assert.match(sentences[0] ?? '', /^The bill for Nov 18 /);
    assert.equal(sentences[3], 'Earlier days are affected too, back to Nov 14. The log lists them.');
  });
});
