/** Characters that set the direction of the text after them, or have no width. Joiners stay: they are part of words. */
const UNSEEN = /[\p{Bidi_Control}\u00ad\u200b\u2060-\u2064\ufeff]/gu;
const BREAKS = /[\s\p{Cc}]+/gu;

/**
 * A name or a sentence from elsewhere on one line, for a notification, a list or a tooltip: without control characters, and
 * without those that would change how the words beside it read.
 */
export function plainText(text: string): string {
  return text.replace(UNSEEN, '').replace(BREAKS, ' ').trim();
}
