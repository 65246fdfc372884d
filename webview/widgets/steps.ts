/** Keys that step from one of a group to the next, and where they lead: an index, or null for other keys. */
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
