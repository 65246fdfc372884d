declare module 'markdown-it' {
  class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    readonly linkify: { set(options: { readonly fuzzyLink: boolean }): void };
    readonly utils: { escapeHtml(text: string): string };
    render(markdown: string): string;
  }
  export = MarkdownIt;
}
