import { NO_SPLITS } from '../../spend/kind.ts';
import type { SpendBook } from '../spendBook.ts';
import { buildCube, type DayParts } from './buildCube.ts';
import { KindKeys } from './kindKeys.ts';
import type { DayCube } from './sheet.ts';
import { Traits } from './traits.ts';

const NO_USAGE: DayParts['usage'] = { slots: [0], series: [], counts: new Float64Array(0) };

/** 90 days and the 90 before, and some to spare: a large organization's day takes most of a megabyte. */
const MOST_DAYS = 200;

interface Known {
  readonly revision: string;
  readonly cube: DayCube | null;
}

/** Days as cubes: each is made once, and again when something of it has changed. */
export class Cubes {
  #traits = new Traits();
  #kindKeys = new KindKeys();
  readonly #days = new Map<number, Known>();
  #defaultWorkspaceId = '';

  get traits(): Traits {
    return this.#traits;
  }

  /** Frees what is kept: a hidden panel costs nothing. */
  clear(): void {
    this.#traits = new Traits();
    this.#kindKeys = new KindKeys();
    this.#days.clear();
  }

  /** The cube of a UTC day, cut at the quarters of the hours that midnights (ms) of the zone fall into; null for an unknown day. */
  day(book: SpendBook, dayStart: number, midnights: readonly number[]): DayCube | null {
    const revision = book.revision(dayStart, midnights);
    const known = this.#days.get(dayStart);
    const cube = known?.revision === revision ? known.cube : this.#build(book, dayStart, midnights);
    this.#days.delete(dayStart);
    this.#days.set(dayStart, { revision, cube });
    const [longestUnused] = this.#days.keys();
    if (longestUnused !== undefined && this.#days.size > MOST_DAYS) this.#days.delete(longestUnused);
    return cube;
  }

  #build(book: SpendBook, dayStart: number, midnights: readonly number[]): DayCube | null {
    const day = book.spend(dayStart);
    if (!day) return null;
    // Usage that has not been read wholly would draw the whole bill to itself.
    const usage = book.isComplete(dayStart) ? book.columns(dayStart, midnights) : NO_USAGE;
    const priceOf: DayParts['priceOf'] = (kind) => book.rates.priceOf(kind, dayStart);
    const splits = book.entry(dayStart)?.splits ?? NO_SPLITS;
    const [traits, kindKeys] = [this.#traits, this.#kindKeys];
    return buildCube({ day, usage: usage ?? NO_USAGE, splits, traits, kindKeys, priceOf });
  }

  /** The default workspace's id is part of what traits are told apart by: none of another one's may stay. */
  useDefaultWorkspace(id: string): void {
    if (id !== this.#defaultWorkspaceId) this.clear();
    this.#defaultWorkspaceId = id;
  }
}
