/** Text of the tooltip: whatever comes from elsewhere is written as text, and stays short. */
import { plainText } from '../../shared/plainText.ts';

/** The part of VS Code's MarkdownString that is used; `appendText` takes names as text, whatever they contain. */
export interface Markdown {
  appendMarkdown(markdown: string): unknown;
  appendText(text: string): unknown;
}

/** Writes text from elsewhere, never as markup: an address would become a link in spite of `appendText`. */
export function write(to: Markdown, text: string): void {
  for (const part of plainText(text).split(/([:@]|(?<=www)\.)/i)) {
    if (/^[:@.]$/.test(part)) to.appendMarkdown(`&#${part.charCodeAt(0)};`);
    else if (part !== '') to.appendText(part);
  }
}

/** Writes words one by one: between the words of one `appendText` no line breaks. */
export function writeSentence(to: Markdown, text: string): void {
  for (const [index, word] of text.trim().split(/\s+/).entries()) {
    to.appendMarkdown(index === 0 ? '' : ' ');
    write(to, word);
  }
}

/** Shortens a name, as thousands of characters would push the figures out of the tooltip. */
export function short(name: string): string {
  const characters = [...plainText(name)];
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('');
}
