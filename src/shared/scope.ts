/** Whose spend is counted: budgets, forecasts and unusual spend are of a scope. */
export const SCOPE_DIMENSIONS = ['workspace', 'apiKey', 'model'] as const;
export type ScopeDimension = (typeof SCOPE_DIMENSIONS)[number];

/** All of the organization's spend, or that of one value. */
export interface Scope {
  /** Null for the organization. */
  readonly dimension: ScopeDimension | null;
  /** The explorer's id of the value: `''` is the default workspace, and usage without an API key; `''` for the organization. */
  readonly id: string;
}

export const ORGANIZATION: Scope = { dimension: null, id: '' };

/** Text that no other scope has. */
export function scopeKey({ dimension, id }: Scope): string {
  return dimension === null ? 'organization' : `${dimension} ${id}`;
}
