import { SLOTS } from './charted.ts';

/** Colours and fonts of the editor's theme as a canvas takes them. */
export interface ChartTheme {
  readonly slots: readonly string[];
  readonly other: string;
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly hoverBackground: string;
  readonly hoverForeground: string;
  readonly hoverBorder: string;
  readonly fontFamily: string;
  /** Pixels. */
  readonly fontSize: number;
  readonly highContrast: boolean;
}

/** Reads the theme from the style sheet's variables, through an element so that the browser resolves them to colours. */
export function readChartTheme(): ChartTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  probe.style.backgroundColor = 'var(--page)';
  const computed = getComputedStyle(probe);
  const background = computed.backgroundColor;
  const colour = (variable: string, adjust: 'auto' | 'none' = 'auto') => {
    probe.style.setProperty('forced-color-adjust', adjust);
    probe.style.color = `var(${variable})`;
    return computed.color;
  };
  // Forced colours would give every series the colour of text.
  const theme: ChartTheme = {
    slots: Array.from({ length: SLOTS }, (_, slot) => colour(`--series-${slot}`, 'none')),
    other: colour('--series-other', 'none'),
    background,
    foreground: colour('--text'),
    muted: colour('--muted'),
    line: colour('--line'),
    hoverBackground: colour('--hover-background'),
    hoverForeground: colour('--hover-text'),
    hoverBorder: colour('--hover-border'),
    fontFamily: computed.fontFamily,
    fontSize: Number.parseFloat(computed.fontSize) || 13,
    highContrast: isHighContrast(),
  };
  probe.remove();
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
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  matchMedia('(forced-colors: active)').addEventListener('change', changed);
}
