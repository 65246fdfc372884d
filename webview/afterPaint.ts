/** Puts work off; what is asked for again under the same name before it was done takes the place of the first. */
export type AfterPaint = (name: string, work: () => void) => void;

/** Until the page has shown what is there: the first thing that is looked for does not wait for the others. */
export function createAfterPaint(): AfterPaint {
  const waiting = new Map<string, () => void>();
  const work = () => {
    const all = [...waiting.values()];
    waiting.clear();
    for (const each of all) each();
  };
  return (name, next) => {
    if (waiting.size === 0) requestAnimationFrame(() => setTimeout(work));
    waiting.set(name, next);
  };
}
