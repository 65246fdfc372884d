import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { REPLACED_WORDS } from '../words/replacedWords.ts';
import { textsOfCode, textsOfManifest, textsOfPage, userTexts, withoutHoles } from '../words/userText.ts';

const ROOT = join(import.meta.dirname, '../..');

const linesOf = (code: string) => textsOfCode('file.ts', code).map(({ line, text }) => `${line} ${text}`);

describe('words', () => {
  it('no text that a user can read has a word that another one replaces', () => {
    const found = userTexts(ROOT).flatMap(({ file, line, text }) => {
      const read = withoutHoles(text);
      return REPLACED_WORDS.filter(({ pattern }) => pattern.test(read)).map(
        ({ instead }) => `${file}:${line} “${read}” write: ${instead}`,
      );
    });
    assert.deepEqual(found, []);
  });

  it('sentences, labels and templates of code are listed by their lines', () => {
    assert.deepEqual(
      linesOf("const a = 'Not yet.';\nconst title = `$" + '{n} days to $' + "{end(`x`)}`;\nf('Total');"),
      ['1 Not yet.', '2 {n} days to {end(`x`)}', '3 Total'],
    );
  });

  it('a lower-case word is listed where labels are declared, and nowhere else', () => {
    assert.deepEqual(linesOf("const X_WORDS = { a: 'minute' };\nconst y = { word: 'model' };\nconst z = 'model';"), [
      '1 minute',
      '2 model',
    ]);
  });

  it('names of elements, classes, events, cases and types are not listed', () => {
    const code = [
      "import { a } from 'Some Module';",
      "type T = 'Some Type';",
      "el('section', { class: 'caveats muted', role: 'status' });",
      "node.addEventListener('Some event', f);",
      "node.setAttribute('data-kind', 'Some kind');",
      "switch (key) { case 'Home': f(); }",
      "if (key === 'Arrow Down') f();",
      "database.exec('CREATE TABLE views (name TEXT NOT NULL)');",
    ];
    assert.deepEqual(linesOf(code.join('\n')), []);
  });

  it('attributes that are read or heard are listed', () => {
    assert.deepEqual(linesOf("node.setAttribute('aria-label', `Search $" + '{name}`);'), ['1 Search {name}']);
    assert.deepEqual(linesOf("el('ul', { 'aria-label': 'Saved views' });"), ['1 Saved views']);
  });

  it('titles and descriptions of the manifest are listed, enumerations of them too', () => {
    const json =
      '{\n"name": "Some Name",\n"title": "Refresh Now",\n"enumDescriptions": [\n"Today."\n],\n"x": [\n"No"\n]\n}';
    assert.deepEqual(textsOfManifest('package.json', json), [
      { file: 'package.json', line: 3, text: 'Refresh Now' },
      { file: 'package.json', line: 5, text: 'Today.' },
    ]);
  });

  it('code and addresses of a page are not listed', () => {
    const texts = textsOfPage(
      'README.md',
      '# Use\n\n```\nnpm start\n```\nSee `whole` in [this](https://example.com/whole).',
    );
    assert.deepEqual(
      texts.map(({ line, text }) => `${line} ${text}`),
      ['1 # Use', '6 See `` in [this].'],
    );
  });
});
