import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLOR_COUNT } from '../../../../src/shared/seriesColors.ts';

const styles = join(import.meta.dirname, '..', '..', '..', '..', 'webview', 'styles');
const theme = readFileSync(join(styles, 'theme.css'), 'utf8');
const charts = readFileSync(join(styles, 'charts.css'), 'utf8');

const palette = [...theme.matchAll(/--series-(\w+): var\(--vscode-([\w-]+), (#[0-9a-f]{6})\);/g)].map(
  ([, slot = '', variable = '', fallback = '']) => ({ slot, variable, fallback }),
);
const series = palette.filter(({ slot }) => slot !== 'other');

const KINDS = ['dark', 'light', 'high contrast dark', 'high contrast light'] as const;
const PAGES = ['#1e1e1e', '#ffffff', '#000000', '#ffffff'];
/** Default colours of VS Code's registry for themes, in the order of `KINDS`. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  'charts-blue': ['#59a4f9', '#0063d3', '#59a4f9', '#0063d3'],
  'charts-purple': ['#b180d7', '#652d90', '#b180d7', '#652d90'],
  'charts-green': ['#89d185', '#388a34', '#89d185', '#374e06'],
  'charts-yellow': ['#cca700', '#bf8803', '#ffd370', '#895503'],
  'terminal-ansiCyan': ['#11a8cd', '#0598bc', '#00cdcd', '#0598bc'],
  'terminal-ansiMagenta': ['#bc3fbc', '#bc05bc', '#cd00cd', '#bc05bc'],
  'charts-red': ['#f14c4c', '#e51400', '#f48771', '#b5200d'],
  'terminal-ansiYellow': ['#e5e510', '#949800', '#cdcd00', '#949800'],
};

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function distance(a: string, b: string): number {
  const other = channels(b);
  return Math.hypot(...channels(a).map((channel, at) => channel - (other[at] ?? 0)));
}

function nearest(colours: readonly string[]): number {
  return Math.min(...colours.flatMap((a, at) => colours.slice(at + 1).map((b) => distance(a, b))));
}

describe('the palette of series', () => {
  it('the palette of series has a colour and a swatch for every slot and for Other', () => {
    const slots = [...Array.from({ length: COLOR_COUNT }, (_, slot) => `${slot}`), 'other'];
    assert.deepEqual(
      palette.map(({ slot }) => slot),
      slots,
    );
    for (const slot of slots) {
      assert.ok(charts.includes(`.swatch[data-slot="${slot}"] {\n  --swatch: var(--series-${slot});`), slot);
    }
  });

  it('the palette of series takes colours that every kind of theme has, and none twice', () => {
    assert.deepEqual(series.map(({ variable }) => variable).sort(), Object.keys(DEFAULTS).sort());
  });

  for (const [at, kind] of KINDS.entries()) {
    it(`the palette of series has visible and distinct colours in a ${kind} theme`, () => {
      const colours = series.map(({ variable }) => DEFAULTS[variable]?.[at] ?? '');
      const page = PAGES[at] ?? '';
      for (const colour of colours) assert.ok(contrast(colour, page) >= 2.9, `${colour} ${contrast(colour, page)}`);
      assert.ok(nearest(colours) >= 40, `${nearest(colours)}`);
    });
  }

  it('the palette of series falls back to colours that are visible and distinct on any page', () => {
    const colours = palette.map(({ fallback }) => fallback);
    for (const colour of colours) {
      for (const page of PAGES) assert.ok(contrast(colour, page) >= 2.9, `${colour} ${page} ${contrast(colour, page)}`);
    }
    assert.ok(nearest(colours) >= 40, `${nearest(colours)}`);
  });
});
