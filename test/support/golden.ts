import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares a text with a file of `test/golden`. GOLDEN=write writes what is to be looked at and then kept. */
export function assertGolden(written: string, file: string): void {
  const path = join(import.meta.dirname, '..', 'golden', file);
  if (process.env['GOLDEN'] === 'write') writeFileSync(path, written);
  assert.equal(written, readFileSync(path, 'utf8'));
}
