/** A table with the same keys, whose values are made of those of another one. */
export function mapValues<Key extends string, From, To>(
  table: Readonly<Record<Key, From>>,
  to: (value: From, key: Key) => To,
): Readonly<Record<Key, To>> {
  const entries = Object.entries<From>(table) as [Key, From][];
  return Object.fromEntries(entries.map(([key, value]) => [key, to(value, key)])) as Record<Key, To>;
}
