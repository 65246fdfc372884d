import type { ToolSources } from './toolSources.ts';

/** The most bytes of an answer: 6 KB. Chats put longer ones into a file, of which the model sees nothing. */
const MOST_BYTES = 6000;

/** JSON of an answer with as many of its rows as there is room for; `answerOf` is given how many those are. */
export function textOf(
  rows: number,
  { mostBytes = MOST_BYTES }: Pick<ToolSources, 'mostBytes'>,
  answerOf: (shown: number) => object,
): string {
  const room = Math.min(mostBytes, MOST_BYTES);
  let shown = rows;
  for (;;) {
    const text = JSON.stringify(answerOf(shown));
    const bytes = Buffer.byteLength(text);
    if (bytes <= room || shown === 0) return text;
    // Rows are about as long as each other: nearly as few as that, and then one by one.
    shown = Math.min(shown - 1, Math.ceil((shown * room) / bytes) + 1);
  }
}

/** JSON that says in a sentence why there is no answer. */
export function errorText(error: string, more: object = {}): string {
  return JSON.stringify({ error, ...more });
}

/** Instant of an answer: `2026-11-29T08:57:00Z`; null where it is not known. */
export function instantText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString().replace('.000Z', 'Z');
}
