import type { OtherLine } from '../../spend/bill.ts';
import { ITEMS, type Kind, WEB_SEARCHES } from '../../spend/kind.ts';
import type { Series } from '../../spend/series.ts';

/** Everything that an amount or a count can be told apart by, but its time. */
export interface Trait {
  /** Index of `ITEMS`; -1 for what is neither tokens nor searches. */
  readonly item: number;
  readonly costType: string;
  /** What the bill says of a line without a cost type, such as a credit; `''` for all others. */
  readonly description: string;
  /** The default workspace is `''`, whichever way the API writes it. */
  readonly workspaceId: string;
  /** The model that is billed: `''` for a search. */
  readonly model: string;
  /** The model that was used. */
  readonly usedModel: string;
  /** Null for what belongs to no usage. */
  readonly apiKeyId: string | null;
  readonly serviceTier: string;
  readonly contextWindow: string;
  readonly inferenceGeo: string;
  readonly speed: string;
}

/** Traits by number, so that columns can name them. */
export class Traits {
  readonly all: Trait[] = [];
  readonly #bySeries = new Map<Series, number[]>();
  readonly #byKey = new Map<string, number>();

  /** An item of a series of usage, whose default workspace is `''`. */
  ofUsage(series: Series, item: number, workspaceId: string): number {
    const known = this.ofSeries(series);
    const number = known[item] ?? UNKNOWN;
    return number === UNKNOWN ? this.addOf(series, item, workspaceId, known) : number;
  }

  /** The numbers of all items of a series; `UNKNOWN` for those that there has been nothing of. */
  ofSeries(series: Series): number[] {
    let known = this.#bySeries.get(series);
    if (!known) {
      known = ITEMS.map(() => UNKNOWN);
      this.#bySeries.set(series, known);
    }
    return known;
  }

  addOf(series: Series, item: number, workspaceId: string, known: number[]): number {
    const number = this.#add(usageTrait(series, item, workspaceId));
    known[item] = number;
    return number;
  }

  /** What a bill has of a kind that usage has nothing of. */
  ofKind(kind: Kind): number {
    const item = ITEMS.indexOf(kind.item);
    const { workspaceId, model, serviceTier, contextWindow, inferenceGeo, speed } = kind;
    const isSearch = item === WEB_SEARCHES;
    const trait = { ...NOTHING, item, costType: costTypeOf(item), workspaceId, model, usedModel: model };
    return this.#keyed(
      isSearch ? trait : { ...trait, serviceTier, contextWindow: contextWindow || SHORT, inferenceGeo, speed },
    );
  }

  /** A line of the bill that usage knows nothing of. */
  ofLine({ costType, description, workspaceId, model }: Omit<OtherLine, 'amount'>): number {
    const named = costType === '' ? { description } : {};
    return this.#keyed({ ...NOTHING, costType, ...named, workspaceId, model, usedModel: model });
  }

  #keyed(trait: Trait): number {
    const key = JSON.stringify(Object.values(trait));
    const known = this.#byKey.get(key) ?? this.#add(trait);
    this.#byKey.set(key, known);
    return known;
  }

  #add(trait: Trait): number {
    return this.all.push(trait) - 1;
  }
}

/** An item of a series that there has been nothing of. */
export const UNKNOWN = -1;
/** Kinds and bills may leave the usual context window unsaid. */
const SHORT = '0-200k';
const NOTHING = {
  item: -1,
  description: '',
  apiKeyId: null,
  serviceTier: '',
  contextWindow: '',
  inferenceGeo: '',
  speed: '',
} as const;

function usageTrait(series: Series, item: number, workspaceId: string): Trait {
  const { apiKeyId, model, serviceTier, contextWindow, inferenceGeo, speed } = series;
  const billed = item === WEB_SEARCHES ? '' : model;
  const used = { usedModel: model, apiKeyId, serviceTier, contextWindow, inferenceGeo, speed };
  return { item, costType: costTypeOf(item), description: '', workspaceId, model: billed, ...used };
}

function costTypeOf(item: number): string {
  return item === WEB_SEARCHES ? 'web_search' : 'tokens';
}
