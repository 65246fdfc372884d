/** As many names are offered instead of one that there is not. */
const OFFERED = 3;
/** Shorter names are a part of many by chance. */
const SHORTEST = 3;

interface NamedValue {
  readonly id: string;
  readonly name: string;
}

/**
 * The values whose name or id is nearest to a text, the nearest first: those that it is a part of, or that are a part of
 * it, then by the pairs of letters that they share. Equally near ones keep their order; of each name there is one.
 */
export function nearest<Named extends NamedValue>(text: string, values: readonly Named[]): Named[] {
  const asked = plain(text.slice(0, 200));
  const pairs = pairsOf(asked);
  const likeness = (other: string) => {
    const own = plain(other);
    const isPart = (asked.length >= SHORTEST && own.includes(asked)) || (own.length >= SHORTEST && asked.includes(own));
    return isPart ? 1 : shared(pairs, pairsOf(own));
  };
  const byName = new Map(values.toReversed().map((value) => [value.name, value]));
  return values
    .filter((value) => byName.get(value.name) === value)
    .map((value) => ({ value, likeness: Math.max(likeness(value.name), likeness(value.id)) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED)
    .map(({ value }) => value);
}

/** Letters and digits alone, in lower case. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** Dice's coefficient of two sets, 0 to 1. */
function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const size = some.size + others.size;
  return size === 0 ? 0 : (2 * [...some].filter((pair) => others.has(pair)).length) / size;
}
