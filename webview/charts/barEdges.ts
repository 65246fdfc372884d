export interface BarEdges {
  readonly borderColor: string;
  readonly borderSkipped: 'start';
  /** Pixels. */
  readonly borderWidth: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
}

/**
 * A gap in the colour of the page between what is stacked. In high contrast a wider one: there colours are bright, and a
 * line in the colour of text would be lost between two of them.
 */
export function barEdges(theme: { readonly background: string; readonly highContrast: boolean }): BarEdges {
  const top = theme.highContrast ? 2 : 1;
  return { borderColor: theme.background, borderSkipped: 'start', borderWidth: { top, bottom: 0, left: 0, right: 0 } };
}
