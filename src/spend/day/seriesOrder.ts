import { type Series, seriesKey } from '../../source/series.ts';

/** Rank of a series among all, and the number of its API key. */
interface Place {
  readonly series: Series;
  readonly identity: string;
  readonly key: number;
  rank: number;
}

/** The series of a day in the order of ties: by key, then by series. */
interface Ordered {
  readonly series: readonly Series[];
  /** Index of each in `series`. */
  readonly indexes: Uint32Array;
  /** Number of the API key of each: the same for the same key. */
  readonly apiKeys: Uint32Array;
}

/** The order of all series. Days have mostly the same ones, so it is found once. */
export class SeriesOrder {
  readonly #places = new Map<Series, Place>();
  readonly #keys = new Map<string, number>();
  readonly #sorted: Place[] = [];
  #last: Ordered = { series: [], indexes: new Uint32Array(0), apiKeys: new Uint32Array(0) };

  of(series: readonly Series[]): Ordered {
    if (series !== this.#last.series) this.#last = this.#put(series);
    return this.#last;
  }

  #put(series: readonly Series[]): Ordered {
    this.#learn(series);
    const places = series.flatMap((each) => this.#places.get(each) ?? []);
    // One number to sort by: the rank, and the index behind it.
    const ranked = new Float64Array(places.length);
    for (const [index, { rank }] of places.entries()) ranked[index] = rank * places.length + index;
    ranked.sort();
    const indexes = new Uint32Array(places.length);
    const apiKeys = new Uint32Array(places.length);
    for (const [at, number] of ranked.entries()) {
      const index = number % places.length;
      indexes[at] = index;
      apiKeys[at] = places[index]?.key ?? 0;
    }
    return { series, indexes, apiKeys };
  }

  #learn(all: readonly Series[]): void {
    const known = this.#sorted.length;
    for (const series of all) {
      if (this.#places.has(series)) continue;
      const key = this.#keys.get(series.apiKeyId) ?? this.#keys.size;
      this.#keys.set(series.apiKeyId, key);
      const place = { series, identity: seriesKey(series), key, rank: 0 };
      this.#places.set(series, place);
      this.#sorted.push(place);
    }
    if (this.#sorted.length === known) return;
    this.#sorted.sort((a, b) => order(a.series.apiKeyId, b.series.apiKeyId) || order(a.identity, b.identity));
    for (const [rank, place] of this.#sorted.entries()) place.rank = rank;
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
