import type { Markdown } from '../../../src/ui/statusBar/tooltipText.ts';

/** A MarkdownString that remembers what came in as markup and what as text. */
export class RecordedMarkdown implements Markdown {
  readonly #parts: { readonly markup: boolean; readonly text: string }[] = [];

  appendMarkdown(text: string): void {
    this.#parts.push({ markup: true, text });
  }

  appendText(text: string): void {
    this.#parts.push({ markup: false, text });
  }

  /** All of it, as its reader sees it before it is rendered. */
  get value(): string {
    return this.#parts.map(({ text }) => text).join('');
  }

  /** Only what is taken as markup, with `□` for every text. */
  get markup(): string {
    return this.#parts.map(({ markup, text }) => (markup ? text : '□')).join('');
  }

  get texts(): string[] {
    return this.#parts.flatMap(({ markup, text }) => (markup ? [] : text));
  }
}
