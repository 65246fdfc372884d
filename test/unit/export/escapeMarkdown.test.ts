import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { escapeInline, escapeMarkdown } from '../../../src/export/escapeMarkdown.ts';
import { markdownTable } from '../../../src/export/markdownTable.ts';
import { createFormat } from '../../../src/shared/format.ts';
import type { Column, Row } from '../../../src/shared/tables/table.ts';

const HOSTILE = [
  '![i](https://evil.example/i.png)',
  '<img src=x onerror=alert(1)>',
  '[a](command:workbench.action.quit)',
  '<https://evil.example>',
  '<!-- hidden',
  'https://evil.example/',
  'ftp://evil.example',
  '//evil.example',
  'mailto:someone@evil.example',
  'someone@evil.example',
  'www.evil.com',
  'evil.com',
  '**bold** `code` ~~gone~~ _slanted_ __b__',
  '`',
  '```js',
  '$x$ and $$y$$',
  'a | b\n| c |\r\n\u2028# d',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '> said',
  '---',
  '===',
  '&lt;b&gt; &#58;',
  '[^1]',
  '\\',
  '\\|',
  'back\\slash \\* and more',
  '\u202ereversed',
];

/** A text as its reader sees it: white space and controls are one space. */
function seen(text: string): string {
  return text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

// The preview of VS Code renders with markdown-it, takes HTML and makes links of addresses; others guess links, too.
for (const fuzzyLink of [false, true]) {
  const preview = new MarkdownIt({ html: true, linkify: true });
  preview.linkify.set({ fuzzyLink });
  const { escapeHtml } = preview.utils;

  const isText = (text: string) => {
    const shown = escapeHtml(seen(text));
    assert.equal(preview.render(escapeMarkdown(text)), shown === '' ? '' : `<p>${shown}</p>\n`);
  };
  const isTextInTable = (text: string) => {
    const row = (...texts: readonly string[]): Row => texts.map((each) => ({ kind: 'text', text: each }));
    const columns = [text, 'n'].map((longTitle, at): Column => ({ key: `${at}`, title: '', longTitle, kind: 'text' }));
    const rows = [row(text, '1'), row('x', text)];
    const table = markdownTable({ key: 'one', columns, rows, total: row(text, text) }, FORMAT);
    const cells = [...preview.render(table).matchAll(/<t[hd] [^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell);
    const shown = escapeHtml(seen(text));
    const bold = shown === '' ? '' : `<strong>${shown}</strong>`;
    assert.deepEqual(cells, [shown, 'n', shown, '1', 'x', shown, bold, bold]);
  };

  describe(`a name in a preview that ${fuzzyLink ? 'guesses links' : 'is the one of the editor'}`, () => {
    for (const text of HOSTILE) {
      it(`an escaped name is text in the preview: ${JSON.stringify(text)}`, () => {
        isText(text);
        isTextInTable(text);
      });
    }

    it('an escaped name is text in the preview, whatever characters it is made of', () => {
      const pieces = [
        ...'ab1. :/@w\\`*_[]()<>!#+-=|~$&;\n\t"\'',
        'www.',
        'https:',
        '.com',
        '&amp',
        'ü',
        '漢',
        'mailto:',
      ];
      const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 20 });
      fc.assert(
        fc.property(text, (made) => {
          isText(made);
          isTextInTable(made);
        }),
        { numRuns: 1000 },
      );
    });
  });
}

const FORMAT = createFormat('en-US', 'UTC');

describe('an ordinary name', () => {
  for (const name of [
    'Opus 5.5',
    'wrkspc_01abc',
    'R&D (EU)',
    'claude-opus-5-5',
    'No API key',
    '≈$162.34',
    '<$0.01',
    '14:05',
    '+12%',
    "Zoë's #1!",
  ]) {
    it(`escapeInline leaves an ordinary name as it is: ${name}`, () => assert.equal(escapeInline(name), name));
  }
});
