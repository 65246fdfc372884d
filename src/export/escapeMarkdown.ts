/** Characters that may begin markup wherever they stand. */
const MARKUP = /[\\`*[\]|~]/g;
/** An underscore between letters or digits is text, as in most ids. */
const UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** A tag; `<$0.01` is none. */
const TAG = /<(?!\$)/g;
const ENTITY = /&(?=#?\w+;)/g;
/** Without a second dollar sign, or with a digit after it, there is no formula. */
const FORMULA = /\$(?!\d)/g;
/** Characters that make an address of their neighbours: previews turn those into links, even without any markup. */
const ADDRESS = /(?<=\p{L}):(?=\S)|:(?=\p{L})|(?<=\S)@|\/(?=\/)|(?<=\/)\/|\.(?=\p{L})/gu;
/** Beginnings of a heading, a list, a quotation or a rule, at the beginning of a line. */
const BLOCK = /^(?:[#+\-=>:]|\d+(?=[.)]))/;
/** Line breaks and other controls, and characters that turn the direction of the rest of a line. */
const UNSEEN = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** Escapes a text within a line of Markdown, such as a cell of a table: it reads as it is and is no markup. */
export function escapeInline(text: string): string {
  let escaped = text.replace(UNSEEN, ' ').trim();
  for (const pattern of [MARKUP, UNDERSCORE, TAG, ENTITY, FORMULA, ADDRESS]) escaped = escaped.replace(pattern, '\\$&');
  return escaped;
}

/** Escapes a text that may begin a line. */
export function escapeMarkdown(text: string): string {
  return escapeInline(text).replace(BLOCK, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}
