/** Puts work off; work that is still waiting under the same name is replaced. */
export type AfterPaint = (name: string, work: () => void) => void;

/** Puts work off until the page has painted, so that the figures wanted first do not wait for the rest. */
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
