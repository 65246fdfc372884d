/** One line of the bench's report: a figure, its bound if there is one, and how it was measured. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Undefined where no bound was set. */
  readonly holds: boolean | undefined;
  readonly method: string;
}

export function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  for (const { name, value, holds, method } of figures) {
    const mark = holds === undefined ? ' ' : holds ? '✓' : '✗';
    console.log(`${mark} ${name}: ${value}\n    ${method}`);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (low + high) / 2;
}

export function spread(values: readonly number[], unit: string, digits = 0): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `median ${median(values).toFixed(digits)} ${unit} of ${values.length}, ${least.toFixed(digits)} to ${most.toFixed(digits)}`;
}

/** The value that this share of all, 0 to 1, does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
