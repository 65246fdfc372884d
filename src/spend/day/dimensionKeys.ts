import { type LineNames, NO_SERIES, type Series } from '../../source/series.ts';
import type { UnallocatedCost } from '../bill.ts';
import { ITEMS, type Kind, WEB_SEARCHES } from '../kind.ts';

/** Dimension values that an amount or a count belongs to: all but its time. The default workspace is `''`. */
export interface DimensionKey extends LineNames {
  /** Index of `ITEMS`; -1 for cost of neither tokens nor searches. */
  readonly item: number;
  readonly costType: string;
  /** The bill's words for a line without a cost type, such as a credit; `''` for all others. */
  readonly description: string;
  /** The model that is billed: `''` for a search. */
  readonly model: string;
  /** The model that was used. */
  readonly usedModel: string;
}

/** Dictionary of dimension keys: columns hold their numbers. */
export class DimensionKeys {
  readonly all: DimensionKey[] = [];
  readonly #bySeries = new Map<Series, number[]>();
  readonly #byIdentity = new Map<string, number>();

  /** An item of a series of usage, whose default workspace is `''`. */
  ofUsage(series: Series, item: number, workspaceId: string): number {
    const known = this.ofSeries(series);
    const number = known[item] ?? UNSEEN;
    return number === UNSEEN ? this.addOf(series, item, workspaceId, known) : number;
  }

  /** The numbers of all items of a series; `UNSEEN` for those that there has been nothing of. */
  ofSeries(series: Series): number[] {
    let known = this.#bySeries.get(series);
    if (!known) {
      known = ITEMS.map(() => UNSEEN);
      this.#bySeries.set(series, known);
    }
    return known;
  }

  addOf(series: Series, item: number, workspaceId: string, known: number[]): number {
    const number = this.#add(keyOfUsage(series, item, workspaceId));
    known[item] = number;
    return number;
  }

  /** A kind that a bill has and usage has nothing of. */
  ofKind(kind: Kind): number {
    const item = ITEMS.indexOf(kind.item);
    const contextWindow = item === WEB_SEARCHES ? '' : kind.contextWindow || SHORT;
    return this.#keyed({
      ...NOTHING,
      ...kind,
      item,
      costType: costTypeOf(item),
      usedModel: kind.model,
      contextWindow,
    });
  }

  /** A line of the bill that usage knows nothing of. */
  ofLine({ costType, description, workspaceId, model }: Omit<UnallocatedCost, 'amount'>): number {
    const named = costType === '' ? { description } : {};
    return this.#keyed({ ...NOTHING, costType, ...named, workspaceId, model, usedModel: model });
  }

  #keyed(key: DimensionKey): number {
    const identity = JSON.stringify(Object.values(key));
    const known = this.#byIdentity.get(identity) ?? this.#add(key);
    this.#byIdentity.set(identity, known);
    return known;
  }

  #add(key: DimensionKey): number {
    return this.all.push(key) - 1;
  }
}

/** An item of a series that there has been nothing of. */
export const UNSEEN = -1;
/** Kinds and bills may leave the usual context window unsaid. */
const SHORT = '0-200k';
const NOTHING = { ...NO_SERIES, item: -1, description: '', apiKeyId: null } as const;

function keyOfUsage(series: Series, item: number, workspaceId: string): DimensionKey {
  const model = item === WEB_SEARCHES ? '' : series.model;
  return { ...series, item, costType: costTypeOf(item), description: '', workspaceId, model, usedModel: series.model };
}

function costTypeOf(item: number): string {
  return item === WEB_SEARCHES ? 'web_search' : 'tokens';
}
