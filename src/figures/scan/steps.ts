/** Work that can be paused between its steps; each yields its size, in cells that were added up. */
export type Steps<Result> = Generator<number, Result, void>;

/** All of it at once. */
export function completed<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As many steps as make up so many cells; null where there are more. */
export function advanced<Result>(steps: Steps<Result>, cells: number): { readonly result: Result } | null {
  for (let done = 0; done < cells; ) {
    const step = steps.next();
    if (step.done) return { result: step.value };
    done += step.value;
  }
  return null;
}
