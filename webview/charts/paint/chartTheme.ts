import { COLOR_COUNT } from '../../../src/shared/seriesColors.ts';

/** Colours and fonts of the editor's theme as a canvas takes them. */
export interface ChartTheme {
  readonly slots: readonly string[];
  readonly other: string;
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly warning: string;
  readonly hoverBackground: string;
  readonly hoverForeground: string;
  readonly hoverBorder: string;
  readonly fontFamily: string;
  /** Pixels. */
  readonly fontSize: number;
  readonly highContrast: boolean;
}

/**
 * Reads the theme from the style sheet's variables, through elements so that the browser resolves them to colours: one for
 * each, since a style that is changed between two readings is worked out anew for the whole page.
 */
export function readChartTheme(): ChartTheme {
  const probes = document.createElement('div');
  probes.hidden = true;
  const probe = (variable: string, adjust: 'auto' | 'none' = 'auto') => {
    const made = document.createElement('span');
    made.style.setProperty('forced-color-adjust', adjust);
    made.style.color = `var(${variable})`;
    probes.append(made);
    return () => getComputedStyle(made).color;
  };
  // Forced colours would give every series the colour of text.
  const slots = Array.from({ length: COLOR_COUNT }, (_, slot) => probe(`--series-${slot}`, 'none'));
  const other = probe('--series-other', 'none');
  const [foreground, muted, line] = [probe('--text'), probe('--muted'), probe('--line')];
  const warning = probe('--warning');
  const [hoverBackground, hoverForeground] = [probe('--hover-background'), probe('--hover-text')];
  const hoverBorder = probe('--hover-border');
  probes.style.backgroundColor = 'var(--page)';
  document.body.append(probes);
  const computed = getComputedStyle(probes);
  const theme: ChartTheme = {
    slots: slots.map((colour) => colour()),
    other: other(),
    background: computed.backgroundColor,
    foreground: foreground(),
    muted: muted(),
    line: line(),
    warning: warning(),
    hoverBackground: hoverBackground(),
    hoverForeground: hoverForeground(),
    hoverBorder: hoverBorder(),
    fontFamily: computed.fontFamily,
    fontSize: Number.parseFloat(computed.fontSize) || 13,
    highContrast: isHighContrast(),
  };
  probes.remove();
  return theme;
}

function isHighContrast(): boolean {
  const { classList } = document.body;
  return (
    classList.contains('vscode-high-contrast') ||
    classList.contains('vscode-high-contrast-light') ||
    matchMedia('(forced-colors: active)').matches
  );
}

/** VS Code changes the theme by rewriting the root's variables and the body's classes. */
export function onThemeChange(changed: () => void, gone: AbortSignal): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  gone.addEventListener('abort', () => observer.disconnect());
  matchMedia('(forced-colors: active)').addEventListener('change', changed, { signal: gone });
}
