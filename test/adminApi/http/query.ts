import { badRequest } from './apiError.ts';

/** Parameters of a request: every name with all its values. Brackets may come percent-encoded. */
export type Query = ReadonlyMap<string, readonly string[]>;

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Throws a 400 on a parameter that the endpoint does not know. */
export function readQuery(parameters: URLSearchParams, allowed: readonly string[]): Query {
  const query = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    if (!allowed.includes(name)) throw badRequest(`${name}: Extra inputs are not permitted`);
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return query;
}

export function single(query: Query, name: string): string | undefined {
  const values = query.get(name);
  if (values && values.length > 1) throw badRequest(`${name}: Input should be a single value`);
  return values?.[0];
}

/** Values of `name[]`; throws a 400 on one that is not among `known`. */
export function list(query: Query, name: string, known?: readonly string[]): readonly string[] | undefined {
  const values = query.get(`${name}[]`);
  const stranger = known && values?.find((value) => !known.includes(value));
  if (stranger !== undefined) {
    throw badRequest(`${name}[]: Input should be ${known?.map((value) => `'${value}'`).join(', ')}`);
  }
  return values && [...new Set(values)];
}

export function oneOf<Value extends string>(query: Query, name: string, known: readonly Value[]): Value | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  const value = known.find((candidate) => candidate === text);
  if (value === undefined) throw badRequest(`${name}: Input should be ${known.map((k) => `'${k}'`).join(', ')}`);
  return value;
}

export function integer(query: Query, name: string, range: { fallback: number; most: number }): number {
  const text = single(query, name);
  if (text === undefined) return range.fallback;
  if (!/^-?\d+$/.test(text)) throw badRequest(`${name}: Input should be a valid integer`);
  const value = Number(text);
  if (value < 1) throw badRequest(`${name}: Input should be greater than or equal to 1`);
  if (value > range.most) throw badRequest(`${name}: Input should be less than or equal to ${range.most}`);
  return value;
}

export function flag(query: Query, name: string): boolean {
  return oneOf(query, name, ['true', 'false']) === 'true';
}

/** An RFC 3339 instant with its zone. */
export function instant(query: Query, name: string): number | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  const value = RFC_3339.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  if (Number.isNaN(value)) throw badRequest(`${name}: Input should be a valid datetime with a timezone`);
  return value;
}

export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw badRequest(`${name}: Field required`);
  return value;
}
