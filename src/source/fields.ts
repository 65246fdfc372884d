/** A text that a row of a report has, by our name and by that of the API, of the ledger's column and of a file's column. */
export interface Field {
  readonly key: string;
  readonly name: string;
}

/** An object with a member for each field, called as in our code. */
export function byKey<Of extends Field, Value>(
  fields: readonly Of[],
  of: (field: Of) => Value,
): Record<Of['key'], Value> {
  const values: Partial<Record<Of['key'], Value>> = {};
  for (const field of fields) values[field.key as Of['key']] = of(field);
  return values as Record<Of['key'], Value>;
}

/** An object with a member for each field, called as in the API and the ledger. */
export function byName<Of extends Field, Value>(
  fields: readonly Of[],
  of: (field: Of) => Value,
): Record<Of['name'], Value> {
  return Object.fromEntries(fields.map((field) => [field.name, of(field)])) as Record<Of['name'], Value>;
}
