import { plainText } from '../shared/plainText.ts';

/** The most characters of a name that other people wrote. */
const LONGEST = 80;
/**
 * Characters that nobody sees and a model reads all the same, such as tags and the variation selectors that text is hidden
 * in. Joiners stay: they are part of words.
 */
const HIDDEN = /(?![\u200c\u200d])\p{Cf}|[\ufe00-\ufe0e\u{e0100}-\u{e01ef}]/gu;

/** A name that other people wrote as a model is given it: on one line, without what is not seen, and of at most 80 characters. */
export function foreignText(text: string, longest = LONGEST): string {
  // Its length is bounded first: a name may be of any.
  const plain = plainText(
    text
      .slice(0, 20 * longest)
      .toWellFormed()
      .replace(HIDDEN, ''),
  );
  if (plain.length <= longest) return plain;
  return `${plain
    .slice(0, longest - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}
