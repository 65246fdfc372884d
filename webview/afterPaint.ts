/** Puts work off; what is asked for again under the same name before it was done takes the place of the first. */
export type AfterPaint = (name: string, work: () => void) => void;

/** Puts work off until the page has painted what is there, so that what is looked for first does not wait for the rest. */
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
