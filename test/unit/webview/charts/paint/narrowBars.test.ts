import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paler, STRENGTHS } from '../../../../../webview/charts/paint/narrowBars.ts';

const charts = readFileSync(
  join(import.meta.dirname, '..', '..', '..', '..', '..', 'webview', 'styles', 'charts.css'),
  'utf8',
);

describe('paler', () => {
  it('paler mixes a narrow bar with the page, an estimate more than a mixed one', () => {
    assert.equal(paler('blue', 'white', 'estimated'), 'color-mix(in srgb, blue 50%, white)');
    assert.equal(paler('blue', 'white', 'mixed'), 'color-mix(in srgb, blue 75%, white)');
  });

  for (const [basis, strength] of Object.entries(STRENGTHS)) {
    it(`paler matches the legend’s swatch of narrow bars: ${basis}`, () => {
      const rule = `.explorer-chart:has(.plot-thin) .swatch-${basis}.in-bars {\n  --swatch: ${paler('var(--muted)', 'var(--page)', basis as keyof typeof STRENGTHS)};`;
      assert.ok(charts.includes(rule), `${strength}%`);
    });
  }
});
