/** Stretches of buckets of one basis, from edge to edge. What has no amount is as sure as what it follows. */
export function basisRuns(bases: Uint8Array | null, count: number): [from: number, to: number, code: number][] {
  if (count === 0) return [];
  const found: [number, number, number][] = [];
  for (let bucket = 0; bucket < count; bucket++) {
    const last = found.at(-1);
    const code = bases ? bases[bucket] || (last?.[2] ?? 1) : 1;
    if (last && last[2] === code) last[1] = bucket + 1;
    else found.push([bucket, bucket + 1, code]);
  }
  return found;
}
