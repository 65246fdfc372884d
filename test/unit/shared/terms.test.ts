import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { BASIS_WORDS } from '../../../src/shared/basis.ts';
import { capital } from '../../../src/shared/capital.ts';
import { DIMENSIONS } from '../../../src/shared/dimensions.ts';
import * as terms from '../../../src/shared/terms.ts';

/** A button that chooses all values is another thing than the sum of shares, and a speed than a service tier. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([terms.ALL, 'Standard']);

/** Fails where a file but the one that declares them has one of the words as a literal, or quotes it. */
function assertDeclaredOnce(words: readonly string[], home: string): void {
  for (const file of globSync('{src,webview}/**/*.ts')) {
    if (file.endsWith(home)) continue;
    const text = readFileSync(file, 'utf8');
    for (const word of words.filter((each) => !SAID_ELSEWHERE.has(each))) {
      assert.ok(!text.includes(`'${word}'`) && !text.includes(`“${word}”`), `${file} has '${word}'`);
    }
  }
}

describe('terms', () => {
  it('terms are written in no other file', () => {
    assertDeclaredOnce(Object.values(terms), 'terms.ts');
  });

  it('terms are each declared once', () => {
    assert.equal(new Set(Object.values(terms)).size, Object.keys(terms).length);
  });
});

describe('words of dimensions', () => {
  it('are written in no other file, nor are headings and names of values', () => {
    const said: ReadonlySet<string> = new Set(Object.values(terms));
    const words = Object.values(DIMENSIONS).flatMap(({ word, plural, unset = [], unused = [], values = {} }) =>
      [`By ${word}`, capital(plural), unset, unused, Object.values(values)].flat(),
    );
    assertDeclaredOnce(
      words.filter((word) => !said.has(word)),
      'dimensions.ts',
    );
  });
});

describe('words of bases', () => {
  it('are written in no other file where they are not their ids', () => {
    const words = [BASIS_WORDS.none, BASIS_WORDS.mixed];
    assertDeclaredOnce([...words, ...words.map(capital)], 'basis.ts');
  });
});
