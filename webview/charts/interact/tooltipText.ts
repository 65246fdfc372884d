export interface TooltipRow {
  /** `undefined` has no colour. */
  readonly slot?: number | null;
  readonly name: string;
  readonly text: string;
  readonly share: string;
}

/** What a chart says of one place in it. */
export interface TooltipText {
  readonly title: string;
  readonly rows: readonly TooltipRow[];
  readonly foot: readonly TooltipRow[];
  readonly notes: readonly string[];
}

/** A tip as one can hear it. */
export function tooltipSpeech({ title, rows, foot, notes }: TooltipText): string {
  const said = ({ name, text, share }: TooltipRow) => [name, text, share].filter((part) => part !== '').join(' ');
  return [title, ...foot.map(said), ...rows.map(said), ...notes].join('. ');
}
