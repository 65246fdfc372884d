import assert from 'node:assert/strict';
import { plainText } from '../../../src/shared/plainText.ts';

describe('plainText', () => {
  it('plainText leaves names of any language, emoji and their joiners as they are', () => {
    for (const name of [
      'Acme Robotics',
      'Zürich · 東京',
      'حسابات',
      '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
      '👩\u200d💻',
    ]) {
      assert.equal(plainText(name), name);
    }
  });

  it('plainText removes characters that change the direction of the words beside them', () => {
    for (const mark of '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') {
      assert.equal(plainText(`Ac${mark}me`), 'Acme', mark.codePointAt(0)?.toString(16));
    }
  });

  it('plainText writes one line without control characters', () => {
    assert.equal(plainText(' Ac\u0000me\r\n\u2028Ro\u001b[31mbotics\u0085 '), 'Ac me Ro [31mbotics');
  });

  it('plainText removes characters without a width that hide what a name is', () => {
    assert.equal(plainText('Ac\u200bm\u2060e\ufeff\u00ad'), 'Acme');
  });
});
