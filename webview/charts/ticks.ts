/**
 * Which buckets are named on the axis, as many as fit side by side: days are counted back from the newest, so that today
 * always is; hours from midnight, in steps that divide a day. `width` and `label` are in pixels.
 */
export function namedBuckets(unit: 'day' | 'hour', count: number, width: number, label: number): number[] {
  if (count === 0) return [];
  const step = Math.ceil(count / Math.max(1, Math.floor(width / label)));
  const named: number[] = [];
  if (unit === 'hour') {
    const hours = [1, 2, 3, 4, 6, 12].find((even) => even >= step) ?? 24;
    for (let index = 0; index < count; index += hours) named.push(index);
    return named;
  }
  for (let index = count - 1; index >= 0; index -= step) named.push(index);
  return named.reverse();
}
