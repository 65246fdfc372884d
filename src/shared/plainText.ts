/** What sets the direction of writing, also of what follows, and characters without a width. Joiners are part of words. */
const UNSEEN = /[\p{Bidi_Control}\u00ad\u200b\u2060-\u2064\ufeff]/gu;
const BREAKS = /[\s\p{Cc}]+/gu;

/**
 * A name or a sentence from elsewhere on one line, as it may stand in a notification, a list or a tooltip: without control
 * characters, and without what would make the words beside it read otherwise.
 */
export function plainText(text: string): string {
  return text.replace(UNSEEN, '').replace(BREAKS, ' ').trim();
}
