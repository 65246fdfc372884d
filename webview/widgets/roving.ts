/** Makes one of the group the only one that Tab reaches. */
export function setTabStop(group: readonly HTMLElement[], index: number): void {
  for (const [at, each] of group.entries()) each.tabIndex = at === index ? 0 : -1;
}

/** Lets arrow keys step through a group, whose members may change; Tab reaches it once. */
export function roveFocus(
  parent: HTMLElement,
  members: () => readonly HTMLElement[],
  { isRound = false, onStep }: { readonly isRound?: boolean; readonly onStep?: (to: HTMLElement) => void } = {},
): void {
  parent.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const group = members();
    const at = group.findIndex((each) => each.matches(':focus'));
    const to = at === -1 ? null : nextInGroup(event.key, at, group.length, isRound);
    if (to === null) return;
    event.preventDefault();
    setTabStop(group, to);
    const next = group[to];
    next?.focus();
    if (next && to !== at) onStep?.(next);
  });
}

/** Finds the index that a key leads to in a group; null for keys that do not move. */
export function nextInGroup(key: string, at: number, count: number, isRound: boolean): number | null {
  if (count === 0) return null;
  const to = (index: number) => (isRound ? (index + count) % count : Math.min(Math.max(index, 0), count - 1));
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return to(at + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return to(at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
