import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import * as terms from '../../../src/shared/terms.ts';

/** A button that chooses all values is another thing than the sum of shares. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([terms.ALL]);

describe('terms', () => {
  it('terms are written in no other file', () => {
    const words = Object.values(terms).filter((word) => !SAID_ELSEWHERE.has(word));
    for (const file of globSync('{src,webview}/**/*.ts')) {
      if (file.endsWith('terms.ts')) continue;
      const text = readFileSync(file, 'utf8');
      for (const word of words) assert.ok(!text.includes(`'${word}'`), `${file} has '${word}'`);
    }
  });

  it('terms are each declared once', () => {
    assert.equal(new Set(Object.values(terms)).size, Object.keys(terms).length);
  });
});
