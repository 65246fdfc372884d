import { type NamedId, ScopeDirectory } from '../figures/budgets/scopeDirectory.ts';
import { valueIdOf, valueNamed } from '../figures/sums/dimensions.ts';
import { NameDirectory } from '../figures/sums/directory.ts';
import type { Filter } from '../shared/choice.ts';
import { DIMENSIONS } from '../shared/dimensions.ts';
import { NO_USAGE } from '../shared/explorer.ts';
import type { ScopeDimension } from '../shared/scope.ts';
import type { DimensionKey } from '../spend/day/dimensionKeys.ts';
import { undated } from '../spend/listPrices.ts';
import { textOf } from './answerText.ts';
import { foreignText } from './foreignText.ts';
import { nearest } from './nearest.ts';
import type { AskedFilter } from './toolInput.ts';
import type { ToolSources } from './toolSources.ts';
import type { FilteredBy } from './tools.ts';

/** A value as an answer names it. */
export interface ToldValue {
  readonly id: string;
  readonly name: string;
}

/** A value that an answer is narrowed to. */
interface ToldFilter extends ToldValue {
  readonly dimension: FilteredBy;
}

/** A name that stands for none or for several values. */
type FilterMiss =
  | { readonly error: string; readonly nearest: readonly ToldValue[] }
  | { readonly error: string; readonly matches: readonly ToldMatch[] };
type FoundFilters = FilterMiss | { readonly filters: readonly Filter[]; readonly told: readonly ToldFilter[] };

/** One of several values of a name; the workspace of an API key tells it from others. */
interface ToldMatch extends ToldValue {
  readonly workspace?: string;
}

/** Ids that answers have for values without one of their own: a question may name them by it. */
const UNSET: Readonly<Record<ScopeDimension, string>> = { workspace: 'default', apiKey: 'none', model: 'other' };
const NON_TOKEN_CHARGES = 'nonTokenCharges';

/** The answer to a name that stands for none or for several values. */
export function missText(miss: FilterMiss, sources: ToolSources): string {
  if ('nearest' in miss) return JSON.stringify(miss);
  const { error, matches } = miss;
  return textOf(matches.length, sources, (shown) => {
    const left = matches.length - shown;
    return { error, matches: matches.slice(0, shown), ...(left > 0 && { furtherMatches: left }) };
  });
}

/** Finds values by the names or ids that a question has, and names them in answers. */
export class ValueFinder {
  readonly #sources: ToolSources;
  readonly #directory: NameDirectory;

  constructor(sources: ToolSources) {
    this.#sources = sources;
    this.#directory = new NameDirectory(sources.ledger);
  }

  /** A value as it is told: `id` is what a filter may name it by. */
  told(dimension: ScopeDimension, id: string): ToldValue {
    const { name } = valueNamed(dimension, id, this.#directory);
    return { id: toldId(dimension, id), name: foreignText(name) || foreignText(id) };
  }

  /** The organization in use, as it is told. */
  organization(): ToldValue {
    const { id, name } = this.#sources.organization;
    return { id: foreignText(id), name: foreignText(name) || foreignText(id) };
  }

  /** Filters by the values of all named dimensions. `keys` are those of the days that were loaded. */
  filters(asked: AskedFilter, keys: readonly DimensionKey[]): FoundFilters {
    const filters: Filter[] = [];
    const told: ToldFilter[] = [];
    const { organization, ...others } = asked;
    if (organization !== undefined) {
      const value = this.organization();
      if (!isAlike(organization, value) && organization !== this.#sources.organization.name) {
        return {
          error: 'There are figures of one organization alone, and this is not its name or ID.',
          nearest: [value],
        };
      }
      told.push({ dimension: 'organization', ...value });
    }
    const directory = this.#scopeDirectory(keys);
    for (const dimension of ['model', 'workspace', 'apiKey'] as const) {
      const value = others[dimension];
      if (value === undefined) continue;
      const found = this.#find(dimension, value, directory);
      const [first] = found;
      const { word, plural } = DIMENSIONS[dimension];
      if (!first) {
        const names = directory.values(dimension).map(({ id }) => this.told(dimension, id));
        return { error: `No ${word} has this name or ID. The nearest ones are given.`, nearest: nearest(value, names) };
      }
      // Snapshots of a model are one model to whoever asks.
      const isOne =
        found.length === 1 || (dimension === 'model' && new Set(found.map(({ id }) => undated(id))).size === 1);
      if (!isOne) {
        const error = `${found.length} ${plural} have this name. Use the ID of one.`;
        return { error, matches: found.map(({ id }) => this.#match(dimension, id)) };
      }
      filters.push({ dimension, values: found.map(({ id }) => id) });
      told.push({ dimension, ...this.told(dimension, first.id) });
    }
    return { filters, told };
  }

  #find(dimension: ScopeDimension, value: string, directory: ScopeDirectory): readonly NamedId[] {
    if (dimension === 'apiKey' && (value === NON_TOKEN_CHARGES || value === DIMENSIONS.apiKey.unused)) {
      return [{ id: NO_USAGE, name: '' }];
    }
    const found = directory.find(dimension, value);
    if (found.length > 0) return found;
    // A name that was cut, or had characters that are not seen, is asked for as it was told.
    return directory.values(dimension).filter(({ id }) => isAlike(value, this.told(dimension, id)));
  }

  #match(dimension: ScopeDimension, id: string): ToldMatch {
    const told = this.told(dimension, id);
    const key = dimension === 'apiKey' ? this.#sources.ledger.names.apiKeys().get(id) : undefined;
    if (!key) return told;
    const isDefault = key.workspaceId === this.#sources.ledger.names.defaultWorkspaceId();
    return { ...told, workspace: this.told('workspace', isDefault ? '' : key.workspaceId).name };
  }

  #scopeDirectory(keys: readonly DimensionKey[]): ScopeDirectory {
    const { names, usage } = this.#sources.ledger;
    const used = (dimension: ScopeDimension) => keys.map((key) => valueIdOf(key, dimension, 'cost'));
    return new ScopeDirectory({
      names: () => names.all(),
      defaultWorkspaceId: () => names.defaultWorkspaceId(),
      used: (dimension) => (dimension === 'model' ? [...used(dimension), ...usage.models()] : used(dimension)),
    });
  }
}

function isAlike(value: string, { id, name }: ToldValue): boolean {
  return value === id || value.toLowerCase() === name.toLowerCase();
}

function toldId(dimension: ScopeDimension, id: string): string {
  if (id === '') return UNSET[dimension];
  return id === NO_USAGE ? NON_TOKEN_CHARGES : foreignText(id);
}
