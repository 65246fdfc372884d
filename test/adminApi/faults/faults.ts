import type { Route } from '../http/routes.ts';

/** What may be wrong with a 200 whose connection is fine. */
export const MALFORMATIONS = [
  'notJson',
  'missingField',
  'mistypedField',
  'unknownEnum',
  'negativeCount',
  'duplicateBucket',
  'repeatedCursor',
  'moreWithoutCursor',
  'truncatedJson',
  'foreignCurrency',
  'otherNotation',
  'hugeCount',
  'newTokenType',
  'emptyCounts',
  'repeatedRow',
  'shiftedBucket',
  'wideBucket',
] as const;
export type Malformation = (typeof MALFORMATIONS)[number];

/** What a report may lack that looks whole: its buckets, their rows, or half of every count and amount. */
export type Lack = 'buckets' | 'rows' | 'halves';

/** Plain data, so that it can be sent to a server in another process. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly message?: string; readonly headers?: Headers }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection: before any byte, or within the body. */
  | { readonly kind: 'cut'; readonly where: 'before' | 'body' }
  /** A page of something between, without a sign of the API. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Any answer of something between; the body is empty when it is not named. */
  | { readonly kind: 'intermediary'; readonly status: number; readonly headers?: Headers; readonly body?: string }
  | { readonly kind: 'malformed'; readonly how: Malformation }
  /** A report of fewer things than there are. */
  | { readonly kind: 'lacking'; readonly what: Lack }
  /** To `to`, or else to the same path on the server's `elsewhere`. */
  | { readonly kind: 'redirect'; readonly status?: number; readonly to?: string }
  /** Answers rightly, but this many ms late. */
  | { readonly kind: 'slow'; readonly ms: number };

type Headers = Readonly<Record<string, string>>;

export interface FaultScript {
  readonly fault: Fault;
  /** Which requests; all when it is not named. */
  readonly route?: Route;
  /** How many of them, 1 when it is not named; `'always'` until `clear`. */
  readonly times?: number | 'always';
  /** How many are let through first. */
  readonly after?: number;
}

export interface Faults {
  add(script: FaultScript): void;
  clear(): void;
  /** Faults that no request has met yet. */
  readonly pending: number;
}

export interface FaultTaker extends Faults {
  take(route: Route): Fault | undefined;
}

/** Scripts are looked at in the order in which they were added; the first that applies is used up by one. */
export function createFaults(): FaultTaker {
  let scripts: { readonly script: FaultScript; letThrough: number; left: number }[] = [];
  return {
    add: (script) => {
      const left = script.times === 'always' ? Number.POSITIVE_INFINITY : (script.times ?? 1);
      scripts.push({ script, letThrough: script.after ?? 0, left });
    },
    clear: () => {
      scripts = [];
    },
    get pending() {
      return scripts.filter(({ left }) => Number.isFinite(left)).reduce((sum, { left }) => sum + left, 0);
    },
    take: (route) => {
      for (const entry of scripts) {
        if (entry.left === 0 || (entry.script.route !== undefined && entry.script.route !== route)) continue;
        if (entry.letThrough > 0) {
          entry.letThrough -= 1;
          continue;
        }
        entry.left -= 1;
        return entry.script.fault;
      }
      return undefined;
    },
  };
}
