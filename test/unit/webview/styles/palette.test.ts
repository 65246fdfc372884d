import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  blend,
  type Color,
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  interpolate,
  parse,
  wcagContrast,
} from 'culori';
import { COLOR_COUNT } from '../../../../src/shared/seriesColors.ts';
import { LEVELS, levelAlpha } from '../../../../webview/charts/model/heatMap.ts';
import { themes } from '../../../page/themes.ts';

const styles = join(import.meta.dirname, '..', '..', '..', '..', 'webview', 'styles');
const [theme = '', charts = ''] = ['theme.css', 'charts.css'].map((file) => readFileSync(join(styles, file), 'utf8'));

/** Palettes of the kinds of themes, by the class that VS Code gives the body; a dark theme has what no other kind changes. */
const SELECTORS = {
  'vscode-dark': 'body',
  'vscode-light': 'body.vscode-light',
  'vscode-high-contrast': 'body.vscode-high-contrast',
  'vscode-high-contrast-light': 'body.vscode-high-contrast-light',
} as const;
type Kind = keyof typeof SELECTORS;
const KINDS = Object.keys(SELECTORS) as Kind[];

/** Colours as numbers of the sRGB gamut, with the names of their variables. */
function paletteOf(kind: Kind): { readonly name: string; readonly color: Color }[] {
  const [, block = ''] = theme.split(`\n${SELECTORS[kind]} {\n`);
  const declared = block.slice(0, block.indexOf('}')).matchAll(/--series-(\w+): (#[0-9a-f]{6});/g);
  return [...declared].map(([, name = '', hex = '']) => ({ name, color: parse(hex) ?? assert.fail(hex) }));
}

const toLinear = converter('lrgb');
const toOklch = converter('oklch');

/**
 * Eyes by their kind. The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
 * Simulation of Color Vision Deficiency" (2009), severity 1.0. They are of linear light; culori applies them to the numbers
 * that it is given.
 */
const EYES: Readonly<Record<string, (color: Color) => Color>> = {
  'most eyes': (color) => color,
  protanopia: seenThrough(filterDeficiencyProt(1)),
  deuteranopia: seenThrough(filterDeficiencyDeuter(1)),
  tritanopia: seenThrough(filterDeficiencyTrit(1)),
};

function seenThrough(filter: (color: Color) => Color): (color: Color) => Color {
  return (color) => {
    const { r, g, b } = toLinear(color);
    const seen = filter({ mode: 'rgb', r, g, b });
    assert.ok(seen.mode === 'rgb');
    const inGamut = (part: number) => Math.min(Math.max(part, 0), 1);
    return { mode: 'lrgb', r: inGamut(seen.r), g: inGamut(seen.g), b: inGamut(seen.b) };
  };
}

const difference = differenceCiede2000();

/** The least difference of two colours of a palette. */
function nearest(kind: Kind, see: (color: Color) => Color): number {
  const seen = paletteOf(kind).map(({ color }) => see(color));
  return Math.min(...seen.flatMap((one, at) => seen.slice(at + 1).map((other) => difference(one, other))));
}

/** Backgrounds of the editor in VS Code's own themes of a kind, as a real window has them. */
function pagesOf(kind: Kind): { readonly name: string; readonly page: Color }[] {
  return Object.entries(themes)
    .filter(([, each]) => each.kind === kind)
    .map(([name, { variables }]) => {
      return { name, page: parse(variables['--vscode-editor-background'] ?? '') ?? assert.fail(name) };
    });
}

/**
 * Difference of any two colours, neighbours in a bar or not, ΔE2000: 10 can be confused. The least that the palettes have is
 * 15.1; at 18 some of the nine have to be nearly black, or nearly white.
 */
const LEAST_DIFFERENCE = 15;
/** Lightness of a colour, OKLCH: the darkest do not look like text or a hole in a bar, nor do the lightest. */
const LIGHTNESS: Readonly<Record<Kind, readonly [darkest: number, lightest: number]>> = {
  'vscode-dark': [0.55, 0.87],
  'vscode-light': [0.41, 0.66],
  'vscode-high-contrast': [0.55, 0.9],
  'vscode-high-contrast-light': [0.36, 0.64],
};
/** The same of two steps of the heat map that follow each other. */
const LEAST_STEP = 4;
/** WCAG 2.2, 1.4.11. */
const LEAST_CONTRAST = 3;

describe('the palette of series', () => {
  it('the palette of series has a colour and a swatch for every slot and for Other, in every kind of theme', () => {
    const slots = [...Array.from({ length: COLOR_COUNT }, (_, slot) => `${slot}`), 'other'];
    for (const kind of KINDS) {
      assert.deepEqual(
        paletteOf(kind).map(({ name }) => name),
        slots,
        kind,
      );
    }
    for (const slot of slots) {
      assert.ok(charts.includes(`.swatch[data-slot="${slot}"] {\n  --swatch: var(--series-${slot});`), slot);
    }
  });

  it('the palette of series is tried in themes of every kind, in the pages of all that come with VS Code first', () => {
    for (const kind of KINDS) assert.ok(pagesOf(kind).length > 0, kind);
    assert.ok(Object.keys(themes).length >= 10);
  });

  for (const kind of KINDS) {
    for (const [eye, see] of Object.entries(EYES)) {
      it(`the palette of series has colours that ${eye} can tell from each other, any two of ${kind}`, () => {
        const found = nearest(kind, see);
        assert.ok(found >= LEAST_DIFFERENCE, `ΔE2000 of ${found.toFixed(1)}`);
      });
    }

    it(`the palette of series has no colour that is nearly black or nearly white in ${kind}`, () => {
      const [darkest, lightest] = LIGHTNESS[kind];
      for (const { name, color } of paletteOf(kind)) {
        const { l } = toOklch(color);
        assert.ok(l >= darkest && l <= lightest, `--series-${name} has a lightness of ${l.toFixed(2)}`);
      }
    });

    for (const { name, page } of pagesOf(kind)) {
      it(`the palette of series stands out from the page of ${name}`, () => {
        for (const { name: slot, color } of paletteOf(kind)) {
          const found = wcagContrast(color, page);
          assert.ok(found >= LEAST_CONTRAST, `--series-${slot} has ${found.toFixed(2)}:1`);
        }
      });

      it(`the heat map has steps that all eyes can tell from each other on the page of ${name}`, () => {
        const full = paletteOf(kind)[0]?.color ?? assert.fail();
        const mix = interpolate([page, full], 'rgb');
        const steps = [page, ...Array.from({ length: LEVELS }, (_, step) => mix(levelAlpha(step + 1)))];
        for (const [eye, see] of Object.entries(EYES)) {
          const apart = steps.slice(1).map((step, at) => difference(see(step), see(steps[at] ?? page)));
          assert.ok(Math.min(...apart) >= LEAST_STEP, `${eye}: ${apart.map((each) => each.toFixed(1)).join(' ')}`);
        }
      });
    }
  }
});

describe('the colours of budgets and of marks', () => {
  it('the theme’s colours of warnings and errors stand out from its page, as does the calm one', () => {
    for (const [name, { variables }] of Object.entries(themes)) {
      const page = variables['--vscode-editor-background'] ?? assert.fail(name);
      for (const variable of ['editorWarning-foreground', 'editorError-foreground', 'descriptionForeground']) {
        const color = variables[`--vscode-${variable}`] ?? variables['--vscode-foreground'] ?? assert.fail(variable);
        const found = wcagContrast(blend([page, color]), page);
        // Solarized Light's own warning has 2.89; words say it too.
        const least = name === 'Solarized Light' ? 2.8 : LEAST_CONTRAST;
        assert.ok(found >= least, `${variable} of ${name} has ${found.toFixed(2)}:1`);
      }
    }
  });
});
