/** Characters shown of the part before the @, where they tell addresses apart. */
const SHOWN = 2;

/**
 * `mira@acme.com` as `mi…@acme.com`, and so on for all of them at once: where two would look alike, both show as much
 * more as tells them apart, up to all of it.
 */
export function shortEmails(addresses: Iterable<string>): Map<string, string> {
  const short = new Map<string, string>();
  const parts = [...new Set(addresses)].map((address) => {
    const at = address.lastIndexOf('@');
    return at < 0 ? { address, name: address, domain: '' } : { address, ...cutAt(address, at) };
  });
  for (const [domain, own] of Map.groupBy(parts, (part) => part.domain)) {
    // In this order nobody has more in common with a name than one of its neighbours.
    own.sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = own.map(({ name }) => [...name]);
    for (const [index, { address }] of own.entries()) {
      const name = names[index] ?? [];
      const enough = Math.max(...[names[index - 1], names[index + 1]].map((other) => toTellFrom(other, name)));
      const shown = Math.max(enough, Math.min(SHOWN, name.length - 1));
      short.set(address, shown < name.length ? `${name.slice(0, shown).join('')}…${domain}` : address);
    }
  }
  return short;
}

function cutAt(address: string, at: number) {
  return { name: address.slice(0, at), domain: address.slice(at) };
}

/** Number of first characters that tell a name from another; one more than it has where it is the other's beginning. */
function toTellFrom(other: readonly string[] | undefined, name: readonly string[]): number {
  if (other === undefined) return 0;
  const different = name.findIndex((character, index) => character !== other[index]);
  return (different < 0 ? name.length : different) + 1;
}
