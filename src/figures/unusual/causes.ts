import { type Scope, scopeKey } from '../../shared/scope.ts';

/** A scope and what it is a part of. */
export interface ScopeWithin {
  readonly scope: Scope;
  /** `scopeKey` of the scopes that it is a part of. */
  readonly within: readonly string[];
}

/** A scope that spends far more than usual. Millionths of a cent as doubles, by the hour or by the day. */
export interface Excess extends ScopeWithin {
  readonly amount: number;
  readonly usual: number;
}

/** Part of a scope's excess that a cause within it explains. */
const EXPLAINS = 0.5;

/**
 * The most specific causes: a scope is left out where one within it explains half of its excess, and where it is within
 * one that no single part explains. Each excess is of one cause at most.
 */
export function causesOf<T extends Excess>(excesses: readonly T[]): T[] {
  const excess = ({ amount, usual }: Excess) => amount - usual;
  const parts = (all: T) => excesses.filter((part) => part.within.includes(scopeKey(all.scope)));
  const isExplained = (all: T) => parts(all).some((part) => excess(part) >= EXPLAINS * excess(all));
  const unexplained = excesses.filter((all) => !isExplained(all));
  return unexplained.filter(({ within }) => !unexplained.some(({ scope }) => within.includes(scopeKey(scope))));
}

/** True where two scopes are the same, or one is a part of the other. */
export function areRelated(one: ScopeWithin, other: ScopeWithin): boolean {
  const [key, otherKey] = [scopeKey(one.scope), scopeKey(other.scope)];
  return key === otherKey || one.within.includes(otherKey) || other.within.includes(key);
}

/** First looks at causes, which are told once a second look at newer data has confirmed them. */
export class FirstLooks {
  #standing: readonly (ScopeWithin & { readonly end: number })[] = [];

  /** True while a first look waits for its second. */
  get isStanding(): boolean {
    return this.#standing.length > 0;
  }

  /** The causes that a look at older data has seen, too. `end` of the data in ms. */
  confirm<T extends ScopeWithin>(causes: readonly T[], end: number): T[] {
    const before = this.#standing;
    const firstOf = (cause: T) => before.find((stood) => areRelated(stood, cause));
    this.#standing = causes.map((cause) => ({
      scope: cause.scope,
      within: cause.within,
      end: firstOf(cause)?.end ?? end,
    }));
    return causes.filter((cause) => (firstOf(cause)?.end ?? end) < end);
  }

  /** Lets go of the causes that are events by now. */
  settle(causes: readonly ScopeWithin[]): void {
    this.#standing = this.#standing.filter((stood) => !causes.some((cause) => areRelated(stood, cause)));
  }
}
