export interface TipRow {
  /** `undefined` has no colour. */
  readonly slot?: number | null;
  readonly name: string;
  readonly text: string;
  readonly share: string;
}

/** What a chart says of one place in it. */
export interface TipText {
  readonly title: string;
  readonly rows: readonly TipRow[];
  readonly foot: readonly TipRow[];
  readonly notes: readonly string[];
}

/** A tip as one can hear it. */
export function tipSpeech({ title, rows, foot, notes }: TipText): string {
  const said = ({ name, text, share }: TipRow) => [name, text, share].filter((part) => part !== '').join(' ');
  return [title, ...foot.map(said), ...rows.map(said), ...notes].join('. ');
}
