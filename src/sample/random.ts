/** A number for a name: FNV-1a, 32 bits. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/**
 * A number in [0, 1) that depends on its arguments alone and looks like chance. Integer arithmetic only, so that every
 * engine makes up the same organization.
 */
export function noise(seed: number, at: number, salt = 0): number {
  let hash = seed ^ Math.imul(at, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** A factor between 1 − spread and 1 + spread. */
export function around(spread: number, seed: number, at: number, salt = 0): number {
  return 1 + spread * (2 * noise(seed, at, salt) - 1);
}
