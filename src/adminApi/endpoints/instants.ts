export const DAY = 86_400_000;

/** RFC 3339 without the milliseconds that no bucket has. */
export function rfc3339(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
