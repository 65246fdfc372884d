import { byKey } from './fields.ts';

/**
 * Dimensions that usage is kept by, in the order of identities and of the columns of the ledger and of files. A new one goes
 * to the end: what has been written has an order that stays.
 */
export const SERIES_FIELDS = [
  { key: 'workspaceId', name: 'workspace_id' },
  { key: 'apiKeyId', name: 'api_key_id' },
  { key: 'model', name: 'model' },
  { key: 'serviceTier', name: 'service_tier' },
  { key: 'contextWindow', name: 'context_window' },
  { key: 'inferenceGeo', name: 'inference_geo' },
  { key: 'speed', name: 'speed' },
] as const;
export type SeriesField = (typeof SERIES_FIELDS)[number];

/** One combination of values that usage is kept by; `''` is a value that the API leaves unsaid. */
export type Series = { readonly [Key in SeriesField['key']]: string };

/** The same of usage, or of what belongs to none and so to no key, which is null. */
export type LineNames = Omit<Series, 'apiKeyId'> & { readonly apiKeyId: string | null };

/** Dimension of the usage report, as the API names it. */
export type UsageDimension = SeriesField['name'];

/** The series that nothing is known of. */
export const NO_SERIES: Series = byKey(SERIES_FIELDS, () => '');

/** The series whose first values are those on the way to it from the root. */
interface Branch {
  readonly next: Map<string, Branch>;
  series: Series | null;
}

const root: Branch = { next: new Map(), series: null };

/**
 * The series with these values: one object for one set of them, so that series can be compared and be keys of maps as they
 * are. An organization has some hundreds; a page of its usage names each of them in every bucket, so they are found value by
 * value: a key of all together would have to be made and hashed for every row.
 */
export function seriesWith(of: (field: SeriesField) => string): Series {
  let branch = root;
  for (const field of SERIES_FIELDS) branch = step(branch, of(field));
  branch.series ??= byKey(SERIES_FIELDS, of);
  return branch.series;
}

/** The one series with the values of another object. */
export function seriesOf(values: Series): Series {
  return seriesWith(({ key }) => values[key]);
}

/** Rows of a report so far, value by value of the dimensions that they have. */
interface ReadBranch {
  readonly value: unknown;
  readonly next: Map<unknown, ReadBranch>;
  /** The branch that was taken last. */
  last: ReadBranch | null;
  series: Series | null;
}

/**
 * Reads the series of rows that have these dimensions; what they lack, or leave unsaid, is `''`. A page has tens of thousands
 * of rows of some hundreds of series, mostly in the order of the bucket before: a value is compared with the last one at its
 * place before it is looked up, which takes half the time.
 */
export function seriesReader(
  names: readonly UsageDimension[],
): (row: { readonly [Name in UsageDimension]?: unknown }) => Series {
  const newBranch = (value: unknown): ReadBranch => ({ value, next: new Map(), last: null, series: null });
  const first = newBranch(null);
  return (row) => {
    let branch = first;
    for (const name of names) {
      const value = row[name];
      let next = branch.last;
      if (next?.value !== value || next === null) {
        next = branch.next.get(value) ?? newBranch(value);
        branch.next.set(value, next);
        branch.last = next;
      }
      branch = next;
    }
    branch.series ??= seriesWith(({ name }) => {
      const value = names.includes(name) ? row[name] : '';
      return typeof value === 'string' ? value : '';
    });
    return branch.series;
  };
}

function step({ next }: Branch, value: string): Branch {
  let branch = next.get(value);
  if (!branch) {
    branch = { next: new Map(), series: null };
    next.set(value, branch);
  }
  return branch;
}

/** Identity of a series, for an order that stays. */
export function seriesKey(series: Series): string {
  return SERIES_FIELDS.map(({ key }) => series[key]).join('\0');
}
