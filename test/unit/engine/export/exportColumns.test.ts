import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ATTRIBUTION_COLUMNS } from '../../../../src/engine/export/attribution.ts';
import { COST_COLUMNS } from '../../../../src/engine/export/cost.ts';
import { USAGE_COLUMNS } from '../../../../src/engine/export/usage.ts';

describe('the columns of an export', () => {
  it('the columns of an export are those of the README, in its order', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
    const files = { 'Cost by key and hour': ATTRIBUTION_COLUMNS, 'The bill': COST_COLUMNS, Usage: USAGE_COLUMNS };
    for (const [file, columns] of Object.entries(files)) {
      const row = `| ${file} | ${columns.map((column) => `\`${column}\``).join(', ')} |`;
      assert.ok(readme.includes(row), row);
    }
  });
});
