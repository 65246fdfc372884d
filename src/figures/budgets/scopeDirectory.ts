import type { Names } from '../../ledger/nameTable.ts';
import type { Budget } from '../../shared/budget.ts';
import { DIMENSIONS } from '../../shared/dimensions.ts';
import { NO_USAGE, type Value } from '../../shared/explorer.ts';
import { plainText } from '../../shared/plainText.ts';
import { ORGANIZATION, type Scope, type ScopeDimension } from '../../shared/scope.ts';
import { LISTED_MODELS, undated } from '../../spend/listPrices.ts';
import { apiKeyName, workspaceName } from '../names.ts';
import { modelValue } from '../sums/dimensions.ts';

/** What scopes are found by. */
export interface ScopeNames {
  readonly names: () => Names;
  /** The default workspace's real id; `''` while it is not known. */
  readonly defaultWorkspaceId: () => string;
  /** Ids of values that had any spend. */
  readonly used: (dimension: ScopeDimension) => readonly string[];
}

/** Scope of a budget with the name of its value, or why there is none: the end of a sentence. */
export type ResolvedScope =
  | { readonly scope: Scope; readonly scopeName: string }
  | { readonly reason: string; readonly isUnknown: boolean };

export type NamedId = Pick<Value, 'id' | 'name'>;

/** Words that stand for a value that has no id. */
const RESERVED: Readonly<Record<ScopeDimension, string | null>> = { workspace: 'default', apiKey: 'none', model: null };

/** Values of workspaces, keys and models that the ledger knows, archived ones too. */
export class ScopeDirectory {
  readonly #source: ScopeNames;
  readonly #lists = new Map<ScopeDimension, readonly (readonly NamedId[])[]>();

  constructor(source: ScopeNames) {
    this.#source = source;
  }

  /** Finds a budget's scope by id, else by a name that one value alone has. */
  resolve(set: Budget['scope']): ResolvedScope {
    if (set === null) return { scope: ORGANIZATION, scopeName: '' };
    const field = `scope.${set.dimension}`;
    return this.resolveValue(set.dimension, set.value, { field, says: `${field} is` });
  }

  /** Finds a value by id, else by a name that it alone has. `says` begins a sentence on a `field` that is wrong. */
  resolveValue(
    dimension: ScopeDimension,
    value: string,
    { field, says }: { readonly field: string; readonly says: string },
  ): ResolvedScope {
    const found = this.find(dimension, value);
    const [one, ...more] = found;
    const { word, plural } = DIMENSIONS[dimension];
    const quoted = `“${plainText(value)}”`;
    if (!one && dimension !== 'model' && !this.#areNamesKnown()) {
      return { reason: `${says} ${quoted}, and the names of ${plural} could not be read`, isUnknown: true };
    }
    if (!one) {
      const article = /^[aeio]/i.test(word) ? 'an' : 'a';
      return { reason: `${says} ${quoted}, which is not the ID or name of ${article} ${word}`, isUnknown: true };
    }
    if (more.length > 0) {
      const reason = `${found.length} ${plural} have the name ${quoted}, so write the ID of one in ${field}`;
      return { reason, isUnknown: false };
    }
    return { scope: { dimension, id: one.id }, scopeName: one.name };
  }

  /** False where they could not be read, ever: an organization has a key, or a workspace. */
  #areNamesKnown(): boolean {
    const { apiKeys, workspaces } = this.#source.names();
    return apiKeys.size + workspaces.size > 0;
  }

  /** Values of the first rung that has any: an id, the id without its date, a name, a name in other letters. */
  find(dimension: ScopeDimension, value: string): readonly NamedId[] {
    const id = this.#idOf(dimension, value);
    const alike = value.toLowerCase();
    const rungs: readonly ((each: NamedId) => boolean)[] = [
      (each) => each.id === id,
      (each) => dimension === 'model' && undated(each.id) === undated(value),
      ({ name }) => name === value,
      ({ name }) => name.toLowerCase() === alike,
    ];
    for (const values of this.#listsOf(dimension)) {
      for (const isWanted of rungs) {
        const found = values.filter(isWanted);
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  /** All known values. */
  values(dimension: ScopeDimension): readonly NamedId[] {
    return this.#listsOf(dimension).flat();
  }

  /** Id that a value of the setting would be. */
  #idOf(dimension: ScopeDimension, value: string): string {
    if (value === RESERVED[dimension]) return '';
    return dimension === 'workspace' && value === this.#source.defaultWorkspaceId() ? '' : value;
  }

  /** Known values, list after list: a model that was used goes before the price list's. */
  #listsOf(dimension: ScopeDimension): readonly (readonly NamedId[])[] {
    const known = this.#lists.get(dimension) ?? this.#readLists(dimension);
    this.#lists.set(dimension, known);
    return known;
  }

  #readLists(dimension: ScopeDimension): NamedId[][] {
    const { used: usedOf } = this.#source;
    const names = this.#source.names();
    const used = usedOf(dimension).filter((id) => id !== NO_USAGE);
    const named = (ids: Iterable<string>, nameOf: (id: string) => string) =>
      Array.from(new Set(ids), (id) => ({ id, name: nameOf(id) }));
    switch (dimension) {
      case 'workspace':
        return [named(['', ...names.workspaces.keys(), ...used], (id) => workspaceName(id, names))];
      case 'apiKey':
        return [named(['', ...names.apiKeys.keys(), ...used], (id) => apiKeyName(id, names))];
      case 'model': {
        const nameOf = (id: string) => modelValue(id).name;
        // Other ids of the same model have the same name.
        const listed = new Map(LISTED_MODELS.toReversed().map((id) => [nameOf(id), id]));
        return [
          named(used, nameOf),
          LISTED_MODELS.map((id) => ({ id, name: listed.get(nameOf(id)) === id ? nameOf(id) : id })),
        ];
      }
    }
  }
}
